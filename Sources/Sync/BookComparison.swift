import DeskDatabase
import FoundationEssentials
public import Postgres

/// Compares the desk's book with the primary's, table by table, while both move.
///
/// Each side hashes its rows in 256 parts by key, in one statement and so in one snapshot. What is
/// on its way makes parts differ: the desk is given time to apply what the primary had written by
/// then, and the keys of parts that differ are looked at again and again. A key whose two rows stay
/// as they are, and different, differs; one that still moves when patience ends is unsettled.
///
/// However large the tables are, and however much of them differs, only so many rows are held at
/// once: parts that are too large are divided, and what then is still too much is counted by parts.
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
        /// Keys looked at one by one at a time, of each side.
        public var rowsAtOnce: Int64 = 50_000

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
        /// Parts that differ as well, too many for their rows to be looked at.
        public let partsLeft: Int
        /// Whether the stream had brought everything that the primary had written at first.
        public let isCurrent: Bool

        public var isSame: Bool {
            different.isEmpty && unsettled.isEmpty && partsLeft == 0
        }
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
        let key: String
        let here: String?
        let there: String?
        var looks = 1

        var side: Outcome.Side { there == nil ? .here : here == nil ? .there : .both }
    }

    /// Parts that differ, as fine as the mask says, each with its rows on the larger side.
    private struct Parts: Sendable {
        let mask: Int64
        var rows: [Int64: Int64] = [:]

        init(
            mask: Int64, _ here: [Int64: ComparisonFunctions.Part],
            _ there: [Int64: ComparisonFunctions.Part]
        ) {
            self.mask = mask
            for part in Set(here.keys).union(there.keys) {
                let (ours, theirs) = (here[part], there[part])
                guard ours?.agrees(with: theirs) != true else { continue }
                rows[part] = max(ours?.rowCount ?? 0, theirs?.rowCount ?? 0)
            }
        }

        var rowCount: Int64 { rows.values.reduce(0, +) }

        /// As many as have no more rows than this together, but one at least.
        func first(rows limit: Int64) -> [Int64] {
            var sum: Int64 = 0
            return rows.keys.sorted().prefix { part in
                defer { sum += rows[part] ?? 0 }
                return sum == 0 || sum + (rows[part] ?? 0) <= limit
            }
        }
    }

    /// One table and where both sides of it are asked.
    private struct Pair: Sendable {
        let table: ComparisonFunctions.Table
        let desk: ComparisonFunctions
        let primary: ComparisonFunctions
        let filters: RowFilters

        /// Both sides at about the same time.
        func look(
            _ look: ComparisonFunctions.Look
        ) async throws -> (
            here: [Int64: ComparisonFunctions.Part], there: [Int64: ComparisonFunctions.Part]
        ) {
            async let ours = desk.deskParts(of: table, look)
            let theirs = try await primary.primaryParts(of: table, filters, look)
            return (try await ours, theirs)
        }

        /// What differs within these parts, divided more finely.
        func differing(_ mask: Int64, within parts: Parts) async throws -> Parts {
            let (here, there) = try await look(
                .init(mask: mask, within: (parts.mask, parts.rows.keys.sorted())))
            return Parts(mask: mask, here, there)
        }
    }

    private static let coarseMask: Int64 = 255
    /// Parts at most, and rows in each of them otherwise.
    private static let finestMask: Int64 = 65_535
    private static let rowsInPart: Int64 = 64

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
            let pair = Pair(
                table: table, desk: desk, primary: ComparisonFunctions(database: there),
                filters: filters)
            let (outcome, looks) = try await look(at: pair, there)
            try await desk.record(
                table, rowsHere: outcome.rowsHere, rowsThere: outcome.rowsThere,
                different: outcome.different.count,
                unsettled: outcome.unsettled.count + outcome.partsLeft,
                keys: Self.json(outcome), looks: looks, startedAt: startedAt)
            each(outcome)
            outcomes.append(outcome)
        }
        return outcomes
    }

    private func look(
        at pair: Pair, _ there: PostgresConnection
    ) async throws -> (Outcome, looks: Int) {
        let (ours, theirs) = try await pair.look(.init(mask: Self.coarseMask))
        let rowsHere = ours.values.reduce(0) { $0 + $1.rowCount }
        let rowsThere = theirs.values.reduce(0) { $0 + $1.rowCount }
        var parts = Parts(mask: Self.coarseMask, ours, theirs)
        let isCurrent = parts.rows.isEmpty ? true : try await awaitStream(there)
        var moving: [Int64: Seen] = [:]
        var partsLeft = 0
        var looks = 1
        while !parts.rows.isEmpty, looks < settings.looksLimit {
            looks += 1
            if parts.mask == Self.coarseMask, parts.rowCount > settings.rowsAtOnce {
                parts = try await pair.differing(
                    Self.fineMask(rows: max(rowsHere, rowsThere)), within: parts)
            } else if partsLeft > 0 {
                parts = try await pair.differing(parts.mask, within: parts)
            }
            let chosen = parts.first(rows: settings.rowsAtOnce)
            partsLeft = parts.rows.count - chosen.count
            moving = try await differences(pair, (parts.mask, chosen), before: moving)
            if partsLeft == 0 {
                let mask = parts.mask
                let moved = Set(moving.keys.map { $0 & mask })
                parts.rows = parts.rows.filter { moved.contains($0.key) }
            }
            if !moving.isEmpty, moving.values.allSatisfy({ $0.looks >= settings.steadyLooks }) {
                break
            }
            try await Task.sleep(for: settings.pause)
        }
        let different = moving.values.filter { $0.looks >= settings.steadyLooks }
        let outcome = Outcome(
            table: pair.table.name, rowsHere: rowsHere, rowsThere: rowsThere,
            different: different.map { .init(key: $0.key, side: $0.side) }
                .sorted { $0.key < $1.key },
            unsettled: moving.values.filter { $0.looks < settings.steadyLooks }.map(\.key).sorted(),
            partsLeft: partsLeft, isCurrent: isCurrent)
        return (outcome, looks)
    }

    private static func fineMask(rows: Int64) -> Int64 {
        var mask = coarseMask
        while mask < finestMask, rows / (mask + 1) > rowsInPart { mask = mask * 2 + 1 }
        return mask
    }

    /// One look at the keys of these parts, by the keys' hashes, beside what was seen before.
    private func differences(
        _ pair: Pair, _ parts: (mask: Int64, parts: [Int64]), before: [Int64: Seen]
    ) async throws -> [Int64: Seen] {
        guard !parts.parts.isEmpty else { return [:] }
        let (ours, theirs) = try await pair.look(.init(mask: -1, within: parts))
        var found: [Int64: Seen] = [:]
        for place in Set(ours.keys).union(theirs.keys) {
            let (here, there) = (ours[place], theirs[place])
            guard let either = here ?? there, here?.agrees(with: there) != true else { continue }
            var seen = Seen(
                key: either.key, here: here?.contentHash, there: there?.contentHash)
            if let last = before[place], last.here == seen.here, last.there == seen.there {
                seen.looks = last.looks + 1
            }
            found[place] = seen
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
