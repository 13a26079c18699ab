public import Postgres

/// Calls on the primary: what the desk's subscription and its file import ask there.
public struct PrimaryFunctions: Sendable {
    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// The end of the primary's log and the state of one replication slot. Any role may ask.
    public func state(ofSlot slotName: String) async throws -> PrimaryState {
        let row = try await database.query(
            """
            select pg_current_wal_lsn() as log_position, s.slot_name, s.active, s.wal_status, \
            s.confirmed_flush_lsn \
            from (select) as here left join pg_replication_slots s on s.slot_name = $1
            """, [.text(slotName)]
        ).only()
        let slot = try row.optionalString("slot_name").map { name in
            PrimaryState.Slot(
                name: name, isActive: try row.boolean("active"),
                logStatus: try row.optionalString("wal_status"),
                confirmedPosition: try row.optionalString("confirmed_flush_lsn"))
        }
        return PrimaryState(logPosition: try row.string("log_position"), slot: slot)
    }

    /// What the primary says it has of the desk's doings, as JSON text; nil when it has not been
    /// asked to take anything over, or knows no such thing.
    public func acknowledgement() async throws -> String? {
        do {
            return try await database.query("select desk.acknowledgement()::text").only()
                .optionalString(0)
        } catch let error as PostgresError
            where ["3F000", "42883", "42501"].contains(error.sqlState?.rawValue)
        {
            return nil
        }
    }

    /// The row filters of the publication, by table of schema book.
    public func rowFilters() async throws -> RowFilters {
        let rows = try await database.query(
            "select tablename, rowfilter from pg_publication_tables"
                + " where pubname = 'book' and schemaname = 'book' and rowfilter is not null")
        return RowFilters(
            byTable: Dictionary(
                uniqueKeysWithValues: try rows.map { (try $0.string(0), try $0.string(1)) }))
    }

    /// Fixes a state of the primary for as long as this connection lives and does nothing else than
    /// read: give it one of its own, without a bound on idling.
    public func beginSnapshot() async throws -> PrimarySnapshot {
        _ = try await database.query("begin isolation level repeatable read read only")
        let row = try await database.query(
            "select pg_export_snapshot(), now()::text, pg_current_wal_lsn()::text"
        ).only()
        return PrimarySnapshot(
            identifier: try row.string(0), at: try row.string(1), logPosition: try row.string(2))
    }

    /// Fills the reference primary with invented clients; JSON text of what was added.
    public func seed(_ seed: Int32, clients: Int32) async throws -> [UInt8] {
        try await database.query(
            "select book.seed(seed => $1, clients => $2)::text",
            [.integer(Int64(seed)), .integer(Int64(clients))]
        ).only().utf8(0)
    }
}
