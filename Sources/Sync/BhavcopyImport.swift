import DeskDatabase
import FoundationEssentials
public import Postgres

/// `irra import bhavcopy`: an exchange's price file into the primary's instruments and prices.
///
/// Moves bytes; the rules are SQL (`replication/primary/staging`). A file is taken whole or not at
/// all: the book changes in one transaction, and any bad row refuses the file.
public struct BhavcopyImport: Sendable {
    /// What a file that was taken has changed. The same file again changes nothing.
    public struct Summary: Sendable, Hashable {
        public let layout: BhavcopyLayout
        /// As `YYYY-MM-DD`.
        public let tradeDate: String
        public let rows: Int
        public let instrumentsAdded: Int
        public let instrumentsChanged: Int
        /// Rows whose prices were new; an older file overwrites no newer price.
        public let pricesWritten: Int
    }

    /// The answer of `staging.load_bhavcopy`.
    private struct Outcome: Decodable {
        let rows: Int
        let problemCount: Int
        let problems: [ExchangeFileError.Problem]
        let tradeDate: String?
        let instrumentsAdded: Int?
        let instrumentsChanged: Int?
        let pricesWritten: Int?
    }

    /// A day of all segments takes seconds; a machine under load gets patience.
    public static let statementTimeout: Duration = .seconds(300)

    private let primary: PostgresConfiguration

    /// - Parameter primary: as role `irra_primary_import`; its statement time-out is raised here.
    public init(primary: PostgresConfiguration) {
        var configuration = primary
        configuration.statementTimeout = Self.statementTimeout
        self.primary = configuration
    }

    /// Imports one file, `.csv` or `.zip`.
    ///
    /// Throws `ExchangeFileError` for what is wrong with the file, `PostgresError` for the
    /// database; in both cases nothing was changed.
    public func run(
        path: String, progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> Summary {
        let file = try BhavcopyFile(path: path)
        let connection = try await PostgresConnection.connect(primary)
        do {
            let summary = try await load(file, over: connection, progress)
            await connection.close()
            return summary
        } catch {
            await connection.close()
            throw Self.explained(error, file)
        }
    }

    private func load(
        _ file: BhavcopyFile, over connection: PostgresConnection,
        _ progress: @escaping @Sendable (ImportProgress) -> Void
    ) async throws -> Summary {
        let functions = BhavcopyFunctions(connection: connection)
        try await functions.begin()
        let loaded = try await functions.copyLines(BhavcopyLines(file: file, progress: progress))
        guard loaded == file.lineCount else {
            throw ExchangeFileError.linesDiffer(
                path: file.path, read: file.lineCount, loaded: loaded)
        }
        progress(.checking(rows: loaded))
        let answer = try await functions.load(layout: file.layout.rawValue, columns: file.columns)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let outcome = try decoder.decode(Outcome.self, from: Data(answer))
        guard outcome.problemCount == 0 else {
            throw ExchangeFileError.refused(
                path: file.path, problemCount: outcome.problemCount, problems: outcome.problems)
        }
        progress(.done(rows: outcome.rows))
        return Summary(
            layout: file.layout, tradeDate: outcome.tradeDate ?? "", rows: outcome.rows,
            instrumentsAdded: outcome.instrumentsAdded ?? 0,
            instrumentsChanged: outcome.instrumentsChanged ?? 0,
            pricesWritten: outcome.pricesWritten ?? 0)
    }

    /// A line that is no text at all (a byte that is not UTF-8, a control character) stops the
    /// server's copy; it names the line in its context: `COPY bhavcopy_lines, line 7`.
    private static func explained(_ error: any Error, _ file: BhavcopyFile) -> any Error {
        guard let server = (error as? PostgresError)?.serverError,
            let context = server.context, context.hasPrefix("COPY bhavcopy_lines, line "),
            let number = context.dropFirst("COPY bhavcopy_lines, line ".count)
                .split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int64($0) })
        else { return error }
        let headerLines: Int64 = 1
        return ExchangeFileError.refused(
            path: file.path, problemCount: 1,
            problems: [.init(line: number + headerLines, reason: server.message)])
    }
}
