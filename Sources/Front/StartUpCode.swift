import Glibc

/// Code that only the start needed (keys, routes, the page's files), given back to the system.
///
/// Starting touches several times the code that serving does, and all of it would count as the
/// process's memory for as long as it lives. The pages are a file's and nobody writes to them: what
/// is needed again comes back from the file, mostly out of memory.
enum StartUpCode {
    /// After this the first connections are open and the first limits are read.
    static let delay: Duration = .seconds(5)

    /// Unmaps the pages of every executable mapping of a file.
    ///
    /// Only of those that cannot be written: a page that the linker has changed would be lost.
    static func giveBack(mappings: String = "/proc/self/maps") {
        for line in lines(of: mappings) {
            guard let range = codeRange(of: line) else { continue }
            madvise(
                UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
    }

    /// The addresses of a line of `/proc/PID/maps`, nil unless it is code of a file.
    ///
    /// `7f00-7f80 r-xp 00001000 fe:00 1234   /usr/lib/libpq.so.5`
    static func codeRange(of line: some StringProtocol) -> Range<UInt>? {
        let fields = line.split(separator: " ", maxSplits: 5)
        guard fields.count == 6, fields[1] == "r-xp", fields[5].drop(while: \.isSpace).first == "/"
        else { return nil }
        let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
        return bounds[0]..<bounds[1]
    }

    private static func lines(of path: String) -> [Substring] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&part, 1, part.count, file), count > 0 {
            bytes += part[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
}

extension Character {
    fileprivate var isSpace: Bool { self == " " }
}
