import Crypto
import FoundationEssentials

/// The project's folder: migrations, SQL and replication scripts are read from there.
public struct ProjectFiles: Sendable {
    private static let mark = "migrations/sqitch.plan"

    public let root: String

    /// Looks at `IRRA_PROJECT`, then upwards from the working directory, the running program and
    /// (in builds made here) this source file.
    public static func find() throws -> ProjectFiles {
        if let given = ProcessInfo.processInfo.environment["IRRA_PROJECT"] {
            let root = FileSystem.absolute(given)
            guard FileSystem.exists("\(root)/\(mark)") else { throw DeskError.projectNotFound }
            return ProjectFiles(root: root)
        }
        let starts = [
            FileManager.default.currentDirectoryPath,
            FileSystem.linkTarget("/proc/self/exe") ?? "/", #filePath,
        ]
        for start in starts {
            var parts = FileSystem.resolved(start).split(separator: "/")
            while !parts.isEmpty {
                let candidate = "/" + parts.joined(separator: "/")
                if FileSystem.exists("\(candidate)/\(mark)") {
                    return ProjectFiles(root: candidate)
                }
                parts.removeLast()
            }
        }
        throw DeskError.projectNotFound
    }

    public func path(_ relative: String) -> String { "\(root)/\(relative)" }

    /// SHA-256 in hexadecimal over the names and contents of all files of these folders.
    func digest(of folders: [String]) throws -> String {
        var digest = SHA256()
        for folder in folders {
            let names = try FileManager.default.subpathsOfDirectory(atPath: path(folder))
            for name in names.sorted() {
                let file = path("\(folder)/\(name)")
                guard let bytes = FileManager.default.contents(atPath: file) else { continue }
                digest.update(data: Array("\(folder)/\(name) \(bytes.count)\n".utf8))
                digest.update(data: bytes)
            }
        }
        return digest.finalize().map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// A file as a person is told of it: one of the project's own without the project's folder.
    public func shown(_ path: String) -> String {
        path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    }
}
