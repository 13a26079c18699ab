public import Postgres

/// Calls of `sync.*` on the desk's database, by its workers.
public struct SyncFunctions: Sendable {
    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// Folds what replication brought into the desk's own tables; returns how many rows of it.
    public func fold() async throws -> Int64 {
        try await database.query("select sync.fold()").only().integer(0)
    }

    /// Keeps what was just seen of the primary, or that it could not be seen and why.
    public func recordPrimary(_ sight: Result<PrimaryState, PrimaryUnreachable>) async throws {
        let state = try? sight.get()
        var reason: String?
        if case .failure(let unreachable) = sight { reason = unreachable.reason }
        _ = try await database.query(
            """
            select sync.record_primary(reachable => $1, wal_lsn => $2::pg_lsn, slot_name => $3, \
            slot_active => $4, slot_wal_status => $5, confirmed_flush_lsn => $6::pg_lsn, \
            detail => $7)
            """,
            [
                .boolean(state != nil), Parameter(state?.logPosition),
                Parameter(state?.slot?.name), Parameter(state?.slot?.isActive),
                Parameter(state?.slot?.logStatus), Parameter(state?.slot?.confirmedPosition),
                Parameter(reason),
            ])
    }

    /// Keeps what the monitor saw of the database's disk and of the positions' figures; nil is not
    /// known.
    public func recordDesk(
        path: String?, freeBytes: Int64?, totalBytes: Int64?, positionsAgree: Bool?,
        positionsDetail: String?
    ) async throws {
        _ = try await database.query(
            """
            select sync.record_desk(path => $1, free_bytes => $2, total_bytes => $3, \
            positions_agree => $4, positions_detail => $5)
            """,
            [
                Parameter(path), Parameter(freeBytes), Parameter(totalBytes),
                Parameter(positionsAgree), Parameter(positionsDetail),
            ])
    }

    /// One step of the way back to the primary; nil when there is nothing to hand back.
    public func advanceFailback() async throws -> FailbackState? {
        let row = try await database.query("select sync.advance_failback()").only()
        guard let word = try row.optionalString(0) else { return nil }
        guard let state = FailbackState(rawValue: word) else {
            throw PostgresError.decoding("unknown state of the way back: \(word)")
        }
        return state
    }

    /// Takes what the primary's database acknowledged (JSON text); whether it was accepted.
    public func recordAcknowledgement(_ acknowledgement: String) async throws -> Bool {
        try await database.query(
            "select sync.record_acknowledgement($1::jsonb)", [.text(acknowledgement)]
        ).only().boolean(0)
    }

    /// Has the subscription go on if an error (a lost primary is one) stopped it; tells how it is.
    /// Call it when the primary answers.
    public func resumeSubscription() async throws -> SubscriptionState {
        do {
            let rows = try await database.query("select sync.resume_subscription()")
            let word = try rows.only().string(0)
            guard let state = SubscriptionState(rawValue: word) else {
                throw PostgresError.decoding("unknown state of the subscription: \(word)")
            }
            return state
        } catch let error as PostgresError where error.sqlState?.rawValue == "42883" {
            // The function comes with the subscription (replication/subscription.sql).
            return .none
        }
    }
}
