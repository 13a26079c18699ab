import DeskDatabase
import FoundationEssentials
public import Postgres

/// `irra import freeze-quantities`: the most that NSE takes in one order of an underlying's futures
/// and options, into the primary's instruments.
///
/// Moves bytes; the rules are SQL (`replication/primary/staging`). A file is taken whole or not at
/// all. It names underlyings: contracts that come into the book later get their quantity when the
/// file is imported again.
public struct FreezeImport: Sendable {
    /// What a file that was taken has changed. The same file again changes nothing.
    public struct Summary: Sendable, Hashable {
        /// Underlyings in the file.
        public let rows: Int
        public let instrumentsChanged: Int
        /// Underlyings of the file without a contract in the book, and the first of their names.
        public let unknownCount: Int
        public let unknown: [String]
        /// Underlyings of the book that the file does not have: their contracts stay as they were.
        public let missingCount: Int
        public let missing: [String]
    }

    /// The answer of `staging.load_freeze_quantities`.
    private struct Outcome: Decodable {
        let rows: Int
        let problemCount: Int
        let problems: [ExchangeFileError.Problem]
        let instrumentsChanged: Int?
        let unknownCount: Int?
        let unknown: [String]?
        let missingCount: Int?
        let missing: [String]?
    }

    private let primary: PostgresConfiguration

    /// - Parameter primary: as role `irra_primary_import`.
    public init(primary: PostgresConfiguration) {
        self.primary = primary
    }

    /// Imports one file, `.csv` or `.zip`.
    ///
    /// Throws `ExchangeFileError` for what is wrong with the file, `PostgresError` for the
    /// database; in both cases nothing was changed.
    public func run(path: String) async throws -> Summary {
        let file = try FreezeFile(path: path)
        let connection = try await PostgresConnection.connect(primary)
        do {
            let answer = try await FreezeFunctions(connection: connection)
                .load(columns: file.columns, lines: file.lines)
            await connection.close()
            return try summary(answer, path)
        } catch {
            await connection.close()
            throw error
        }
    }

    private func summary(_ answer: [UInt8], _ path: String) throws -> Summary {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let outcome = try decoder.decode(Outcome.self, from: Data(answer))
        guard outcome.problemCount == 0 else {
            throw ExchangeFileError.refused(
                path: path, problemCount: outcome.problemCount, problems: outcome.problems)
        }
        return Summary(
            rows: outcome.rows, instrumentsChanged: outcome.instrumentsChanged ?? 0,
            unknownCount: outcome.unknownCount ?? 0, unknown: outcome.unknown ?? [],
            missingCount: outcome.missingCount ?? 0, missing: outcome.missing ?? [])
    }
}
