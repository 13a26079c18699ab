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

    /// A file as a person is told of it: one of the project's own without the project's folder.
    public func shown(_ path: String) -> String {
        path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    }
}
