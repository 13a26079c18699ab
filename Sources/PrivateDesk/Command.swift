import FoundationEssentials
import Subprocess

/// One run of another program: initdb, pg_ctl, psql, sqitch.
package struct Command: Sendable {
    /// What one program may write before it is stopped, in bytes.
    private static let outputLimit = 8 << 20
    /// How much of the end of its messages an error quotes, in characters.
    private static let quotedLimit = 4_000

    let program: String
    let arguments: [String]
    let environment: [String: String]
    let directory: String

    /// `environment` is added to what `Command.environment` keeps of this process's.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:],
        directory: String = "/"
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
    }

    /// Runs to the end and returns standard output; a status other than 0 throws with the end of
    /// standard error.
    package func run(input: String = "") async throws -> String {
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: Arguments(arguments),
            environment: .custom(Self.inherited(adding: environment)),
            workingDirectory: .init(directory), input: .string(input),
            output: .string(limit: Self.outputLimit), error: .string(limit: Self.outputLimit))
        guard result.terminationStatus.isSuccess else {
            let said = result.standardError.isEmpty ? result.standardOutput : result.standardError
            let name = program.split(separator: "/").last.map(String.init) ?? program
            throw DeskError.commandFailed(
                name, status: "\(result.terminationStatus)",
                detail: String(said.suffix(Self.quotedLimit)))
        }
        return result.standardOutput
    }

    /// This process's environment without libpq's variables (a PGHOST or PGOPTIONS of the person's
    /// must not lead a set-up step to another server), in a locale every Debian has.
    private static func inherited(adding extra: [String: String]) -> [Environment.Key: String] {
        var result: [Environment.Key: String] = [:]
        for (name, value) in ProcessInfo.processInfo.environment
        where !name.hasPrefix("PG") && !name.hasPrefix("LC_") {
            if let key = Environment.Key(rawValue: name) { result[key] = value }
        }
        for (name, value) in ["LANG": "C.UTF-8"].merging(extra, uniquingKeysWith: { $1 }) {
            if let key = Environment.Key(rawValue: name) { result[key] = value }
        }
        return result
    }
}
