import DeskDatabase
import FoundationEssentials
public import Postgres

/// `irra import positions` and `irra import trades`: a member's files of the end of a day, into the
/// desk. Moves bytes; the rules are SQL. A file is taken whole or not at all.
public struct MemberFileImport: Sendable {
    /// What a file that was taken says and did. Fields of the other kind are nil.
    public struct Summary: Sendable, Hashable, Decodable {
        public let rows: Int
        public let businessDate: String
        /// Positions: the day they open, the clients of the file, differences with the desk.
        public let tradeDate: String?
        public let clients: Int?
        public let breaks: Int?
        /// Trades: how many were taken, of these known before, moved a position, wait for a
        /// person; and how many were not taken because they are cancelled or the broker's own.
        public let trades: Int?
        public let known: Int?
        public let moved: Int?
        public let unassigned: Int?
        public let cancelled: Int?
        public let ownAccount: Int?
    }

    private struct Outcome: Decodable {
        let problemCount: Int
        let problems: [ExchangeFileError.Problem]
    }

    private static let linesAtOnce = 5_000
    private static let sizeLimit = 1 << 30
    private static let lineLimit = 4_096
    private static let problemsShown = 100

    private let desk: PostgresConfiguration

    /// - Parameter desk: as role `irra_sync`.
    public init(desk: PostgresConfiguration) {
        var desk = desk
        desk.statementTimeout = .zero
        self.desk = desk
    }

    /// Imports one file, `.csv` or `.zip`.
    ///
    /// Throws `ExchangeFileError` for what is wrong with the file, `PostgresError` for the
    /// database; in both cases nothing was changed.
    public func run(_ kind: MemberFileKind, path: String) async throws -> Summary {
        let connection = try await PostgresConnection.connect(desk)
        do {
            let functions = ExchangeFileFunctions(database: connection)
            let file = try await send(kind, path, functions)
            let answer = try await functions.take(file)
            await connection.close()
            return try summary(answer, path)
        } catch {
            await connection.close()
            throw error
        }
    }

    /// The first breaks of the latest position file, to be shown.
    public func openingBreaks(limit: Int) async throws -> [String] {
        let connection = try await PostgresConnection.connect(desk)
        do {
            let lines = try await ExchangeFileFunctions(database: connection)
                .openingBreaks(limit: limit)
            await connection.close()
            return lines
        } catch {
            await connection.close()
            throw error
        }
    }

    private func send(
        _ kind: MemberFileKind, _ path: String, _ functions: ExchangeFileFunctions
    ) async throws -> Int64 {
        var reader = try LineReader(
            path: path, sizeLimit: Self.sizeLimit, lineLimit: Self.lineLimit)
        let columns = BhavcopyFile.columns(ArraySlice(try reader.next() ?? []))
        guard columns.sorted() == kind.columns.sorted() else {
            throw ExchangeFileError.otherColumns(
                path: path, expected: kind.columns, found: columns)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let file = try await functions.begin(kind: kind.rawValue, name: name, columns: columns)
        var problems: [ExchangeFileError.Problem] = []
        var problemCount = 0
        var lines: [String] = []
        var sent = 0
        while let bytes = try reader.next() {
            // The server takes nothing but text: what is none is told by its line.
            let isPrintable = bytes.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\t") }
            guard isPrintable, let line = String(validating: bytes, as: UTF8.self) else {
                problemCount += 1
                if problems.count < Self.problemsShown {
                    problems.append(
                        .init(
                            line: Int64(sent + lines.count) + 2, reason: "not a line of text"))
                }
                lines.append("")
                continue
            }
            lines.append(line)
            if lines.count == Self.linesAtOnce {
                try await functions.add(lines, from: sent + 2, to: file)
                sent += lines.count
                lines.removeAll(keepingCapacity: true)
            }
        }
        guard problemCount == 0 else {
            throw ExchangeFileError.refused(
                path: path, problemCount: problemCount, problems: problems)
        }
        if !lines.isEmpty { try await functions.add(lines, from: sent + 2, to: file) }
        return file
    }

    private func summary(_ answer: [UInt8], _ path: String) throws -> Summary {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let outcome = try decoder.decode(Outcome.self, from: Data(answer))
        guard outcome.problemCount == 0 else {
            throw ExchangeFileError.refused(
                path: path, problemCount: outcome.problemCount, problems: outcome.problems)
        }
        return try decoder.decode(Summary.self, from: Data(answer))
    }
}
