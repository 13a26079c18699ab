import Glibc

/// Lines as they fit a terminal: none is wider, there are no more than it has rows, and what is not
/// in order comes before what is when there is no room for all.
public struct TerminalFrame: Sendable {
    public struct Line: Sendable {
        public let text: String
        public let isTrouble: Bool

        public init(_ text: String, isTrouble: Bool = false) {
            self.text = text
            self.isTrouble = isTrouble
        }
    }

    public struct Size: Sendable, Hashable {
        public let rows: Int
        public let columns: Int

        public init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
        }

        /// Of the terminal on standard output, now; nil when it does not say.
        public static var ofOutput: Size? {
            var window = winsize()
            guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0,
                window.ws_row > 0, window.ws_col > 0
            else { return nil }
            return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
        }
    }

    private let lines: [Line]
    private let footer: String

    /// - Parameter lines: an empty one separates, where there is room.
    public init(_ lines: [Line], footer: String) {
        self.lines = lines
        self.footer = footer
    }

    /// The lines to draw; the row below them is left to the cursor.
    /// - Parameter size: nil for one without bounds.
    public func fitted(to size: Size?) -> [String] {
        let whole = lines.map(\.text) + ["", footer]
        guard let size else { return whole.map { $0.plain(keepsLines: false) } }
        var shown = whole
        if whole.count >= size.rows {
            let all = lines.filter { !$0.text.isEmpty }
            let ordered = all.filter(\.isTrouble) + all.filter { !$0.isTrouble }
            let room = max(0, size.rows - 3)
            shown = ordered.prefix(room).map(\.text) + [Self.rest(ordered.dropFirst(room)), footer]
        }
        return shown.suffix(max(1, size.rows - 1))
            .map { Self.clipped($0.plain(keepsLines: false), to: size.columns) }
    }

    private static func rest(_ hidden: ArraySlice<Line>) -> String {
        let troubles = hidden.count { $0.isTrouble }
        return "… and \(hidden.count) more, "
            + (troubles == 0 ? "all in order" : "\(troubles) of them not in order")
    }

    private static func clipped(_ text: String, to columns: Int) -> String {
        text.count <= columns ? text : text.prefix(max(0, columns - 1)) + "…"
    }
}
