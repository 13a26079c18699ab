import FoundationEssentials
import Subprocess

/// A program of PostgreSQL or of the system, run to its end; cancelling the task kills it.
struct Program: Sendable {
    struct Failed: Error, CustomStringConvertible {
        let program: String
        let status: String
        /// The end of what it said.
        let detail: String

        var description: String { "\(program): \(status): \(detail)" }
    }

    /// Where Debian puts the programs of PostgreSQL 15.
    static let postgres = "/usr/lib/postgresql/15/bin"
    static let postgresPackage = "postgresql-client-15"
    private static let outputLimit = 4 << 20
    private static let quotedLimit = 600

    let path: String
    let arguments: [String]
    var environment: [String: String] = [:]
    var directory = "/"

    /// Returns standard output; throws when the status is another than 0.
    @discardableResult
    func run() async throws -> String {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failed(
                program: path, status: "is not there", detail: "install \(Self.postgresPackage)")
        }
        let changes = environment.reduce(into: [Environment.Key: String?]()) { changes, pair in
            if let key = Environment.Key(rawValue: pair.key) { changes[key] = pair.value }
        }
        let result = try await Subprocess.run(
            .path(.init(path)), arguments: Arguments(arguments),
            environment: .inherit.updating(changes), workingDirectory: .init(directory),
            output: .string(limit: Self.outputLimit), error: .string(limit: Self.outputLimit))
        guard result.terminationStatus.isSuccess else {
            throw Failed(
                program: path.split(separator: "/").last.map(String.init) ?? path,
                status: "\(result.terminationStatus)",
                detail: String(result.standardError.suffix(Self.quotedLimit)))
        }
        return result.standardOutput
    }
}
