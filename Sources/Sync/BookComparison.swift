import DeskDatabase
import FoundationEssentials
public import Postgres

/// Compares the desk's book with the primary's, table by table, while both move.
///
/// Each side hashes its rows in 256 parts by key, in one statement and so in one snapshot. What is
/// on its way makes parts differ: the desk is given time to apply what the primary had written by
/// then, and the keys of parts that differ are looked at again and again. A key whose two rows stay
/// as they are, and different, differs; one that still moves when patience ends is unsettled.
public struct BookComparison: Sendable {
    public struct Settings: Sendable {
        /// Between two looks at what differed.
        public var pause: Duration = .seconds(1)
        /// Looks in a row that must find the same difference.
        public var steadyLooks = 3
        /// Looks at all; what moves for longer is unsettled.
        public var looksLimit = 20
        /// How long the stream gets to bring what the primary had written at the first look.
        public var streamPatience: Duration = .seconds(30)
        public var slotName = "irra_book"

        public init() {}
    }

    /// What was found of one table.
    public struct Outcome: Sendable, Hashable {
        public enum Side: String, Sendable {
            /// The other side has no such row.
            case here, there
            case both
        }

        public struct Difference: Sendable, Hashable {
            public let key: String
            public let side: Side

            public init(key: String, side: Side) {
                self.key = key
                self.side = side
            }
        }

        public let table: String
        public let rowsHere: Int64
        public let rowsThere: Int64
        /// In order of their keys.
        public let different: [Difference]
        public let unsettled: [String]
        /// Whether the stream had brought everything that the primary had written at first.
        public let isCurrent: Bool

        public var isSame: Bool { different.isEmpty && unsettled.isEmpty }
    }

    public enum Failed: Error, Sendable, CustomStringConvertible {
        case unknownTable(String, known: [String])

        public var description: String {
            switch self {
            case .unknownTable(let name, let known):
                "no table \(name) in the book; there are \(known.joined(separator: ", "))"
            }
        }
    }

    /// A key whose rows differ: both hashes, and in how many looks in a row they were these.
    private struct Seen: Sendable {
        let part: Int64
        let here: Int64?
        let there: Int64?
        var looks = 1

        var side: Outcome.Side { there == nil ? .here : here == nil ? .there : .both }
    }

    /// Named in the record of a comparison.
    private static let keysKept = 50

    private let backup: PostgresConfiguration
    private let primary: PostgresConfiguration
    private let settings: Settings

    /// - Parameters:
    ///   - backup: the desk's database, as role `irra_sync`.
    ///   - primary: the primary, as role `irra_replicator`.
    public init(
        backup: PostgresConfiguration, primary: PostgresConfiguration,
        settings: Settings = Settings()
    ) {
        // A statement reads a whole table.
        var backup = backup
        backup.statementTimeout = .zero
        var primary = primary
        primary.statementTimeout = .zero
        self.backup = backup
        self.primary = primary
        self.settings = settings
    }

    /// Compares these tables, or all when none is named; tells each as it is done. Throws
    /// `PostgresError` when a side cannot be reached or asked.
    public func run(
        tables names: [String] = [], each: (Outcome) -> Void = { _ in }
    ) async throws -> [Outcome] {
        let here = try await PostgresConnection.connect(backup)
        let there: PostgresConnection
        do {
            there = try await PostgresConnection.connect(primary)
        } catch {
            await here.close()
            throw error
        }
        let result: Result<[Outcome], any Error>
        do {
            result = .success(try await compare(names, here, there, each))
        } catch {
            result = .failure(error)
        }
        await here.close()
        await there.close()
        return try result.get()
    }

    private func compare(
        _ names: [String], _ here: PostgresConnection, _ there: PostgresConnection,
        _ each: (Outcome) -> Void
    ) async throws -> [Outcome] {
        let desk = ComparisonFunctions(database: here)
        let known = try await desk.tables()
        for name in names where !known.contains(where: { $0.name == name }) {
            throw Failed.unknownTable(name, known: known.map(\.name))
        }
        let filters = try await PrimaryFunctions(database: there).rowFilters()
        var outcomes: [Outcome] = []
        for table in known where names.isEmpty || names.contains(table.name) {
            let startedAt = try await desk.now()
            let (outcome, looks) = try await look(
                at: table, desk, ComparisonFunctions(database: there), filters, there)
            try await desk.record(
                table, rowsHere: outcome.rowsHere, rowsThere: outcome.rowsThere,
                different: outcome.different.count, unsettled: outcome.unsettled.count,
                keys: Self.json(outcome), looks: looks, startedAt: startedAt)
            each(outcome)
            outcomes.append(outcome)
        }
        return outcomes
    }

    private func look(
        at table: ComparisonFunctions.Table, _ desk: ComparisonFunctions,
        _ primary: ComparisonFunctions, _ filters: RowFilters, _ there: PostgresConnection
    ) async throws -> (Outcome, looks: Int) {
        async let ours = desk.deskParts(of: table)
        let theirs = try await primary.primaryParts(of: table, filters)
        let mine = try await ours
        var parts = Set(mine.keys).union(theirs.keys).filter { mine[$0] != theirs[$0] }.sorted()
        var isCurrent = true
        if !parts.isEmpty { isCurrent = try await awaitStream(there) }
        var moving: [String: Seen] = [:]
        var looks = 1
        while !parts.isEmpty, looks < settings.looksLimit {
            looks += 1
            moving = try await differences(
                table, parts, desk, primary, filters, before: moving)
            parts = Set(moving.values.map(\.part)).sorted()
            if moving.values.allSatisfy({ $0.looks >= settings.steadyLooks }) { break }
            try await Task.sleep(for: settings.pause)
        }
        let different = moving.filter { $0.value.looks >= settings.steadyLooks }
        let outcome = Outcome(
            table: table.name, rowsHere: mine.values.reduce(0) { $0 + $1.rowCount },
            rowsThere: theirs.values.reduce(0) { $0 + $1.rowCount },
            different: different.keys.sorted().map { key in
                Outcome.Difference(key: key, side: different[key]!.side)
            },
            unsettled: moving.keys.filter { different[$0] == nil }.sorted(), isCurrent: isCurrent)
        return (outcome, looks)
    }

    /// One look at the keys of these parts, beside what was seen before.
    private func differences(
        _ table: ComparisonFunctions.Table, _ parts: [Int64], _ desk: ComparisonFunctions,
        _ primary: ComparisonFunctions, _ filters: RowFilters, before: [String: Seen]
    ) async throws -> [String: Seen] {
        async let ourRows = desk.deskRows(of: table, parts: parts)
        let theirs = try await primary.primaryRows(of: table, filters, parts: parts)
        let ours = try await ourRows
        var found: [String: Seen] = [:]
        for key in Set(ours.keys).union(theirs.keys) where ours[key] != theirs[key] {
            guard let part = (ours[key] ?? theirs[key])?.part else { continue }
            var seen = Seen(part: part, here: ours[key]?.hash, there: theirs[key]?.hash)
            if let last = before[key], last.here == seen.here, last.there == seen.there {
                seen.looks = last.looks + 1
            }
            found[key] = seen
        }
        return found
    }

    /// Waits until the desk has confirmed what the primary had written now; false when it does not
    /// in time, or nothing streams.
    private func awaitStream(_ there: PostgresConnection) async throws -> Bool {
        let functions = PrimaryFunctions(database: there)
        let deadline = ContinuousClock.now + settings.streamPatience
        var goal: UInt64?
        repeat {
            let state = try await functions.state(ofSlot: settings.slotName)
            guard let slot = state.slot, slot.isActive,
                let written = LogPosition.number(of: state.logPosition)
            else { return false }
            goal = goal ?? written
            if let goal, let confirmed = slot.confirmedPosition.flatMap(LogPosition.number),
                confirmed >= goal
            {
                return true
            }
            try await Task.sleep(for: .milliseconds(200))
        } while ContinuousClock.now < deadline
        return false
    }

    /// Keys are what `row(…)::text` makes of numbers, dates and product names.
    private static func json(_ outcome: Outcome) -> String {
        let keys = outcome.different.prefix(keysKept).map { one in
            let key = one.key.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return #"{"key": "\#(key)", "side": "\#(one.side.rawValue)"}"#
        }
        return "[" + keys.joined(separator: ", ") + "]"
    }
}
