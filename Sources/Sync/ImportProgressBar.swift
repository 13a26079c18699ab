/// Progress of an import as text: a line that is drawn again on a terminal, else a line for every
/// tenth.
///
/// Pure: the caller writes what `update` returns to standard error.
public struct ImportProgressBar: Sendable {
    private static let width = 30
    private static let tenths = 10

    private let label: String
    private let isTerminal: Bool
    private var lastStep = -1

    /// - Parameters:
    ///   - label: what is imported, usually the file's name.
    ///   - isTerminal: whether the output is one (`isatty`).
    public init(label: String, isTerminal: Bool) {
        self.label = label
        self.isTerminal = isTerminal
    }

    /// The text to write now, with its line ends; nil when nothing worth telling has changed.
    public mutating func update(_ progress: ImportProgress) -> String? {
        switch progress {
        case .loading(let bytes, let total):
            let steps = isTerminal ? Self.width : Self.tenths
            let step = total > 0 ? bytes * steps / total : steps
            guard step > lastStep else { return nil }
            lastStep = step
            let percent = total > 0 ? bytes * 100 / total : 100
            let text = "\(percent) %, " + Self.amount(bytes, of: total)
            guard isTerminal else { return "\(label): \(text)\n" }
            let bar =
                String(repeating: "#", count: step)
                + String(repeating: ".", count: Self.width - step)
            return "\r\u{1B}[K\(label): [\(bar)] \(text)"
        case .checking(let rows): return line("checking \(rows) rows", ends: false)
        case .done(let rows): return line("\(rows) rows taken", ends: true)
        }
    }

    private func line(_ text: String, ends: Bool) -> String {
        isTerminal ? "\r\u{1B}[K\(label): \(text)" + (ends ? "\n" : "") : "\(label): \(text)\n"
    }

    /// In MB with one decimal, small files in kB; without Foundation.
    private static func amount(_ bytes: Int, of total: Int) -> String {
        guard total >= 1_000_000 else { return "\(bytes / 1_000) of \(total / 1_000) kB" }
        func megabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000).\(bytes / 100_000 % 10)" }
        return "\(megabytes(bytes)) of \(megabytes(total)) MB"
    }
}
