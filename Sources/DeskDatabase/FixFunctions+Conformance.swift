internal import Postgres

/// Calls of `fix.*` by `irra conformance`.
extension FixFunctions {
    /// Makes or changes the row of a session that a suite drives; IR101 when a session of this
    /// name serves an exchange.
    public func conformanceSession(_ session: Session) async throws {
        _ = try await database.query(
            """
            select fix.conformance_session(session_name => $1, host => $2, port => $3, \
            sender_comp_id => $4, target_comp_id => $5, heartbeat_seconds => $6, \
            reset_on_logon => $7)
            """,
            [
                .text(session.name), .text(session.host), Parameter(session.port),
                .text(session.senderCompID), .text(session.targetCompID),
                Parameter(session.heartbeatSeconds), Parameter(session.resetsOnLogon),
            ])
    }

    /// Takes the session's lease, from a dead process at once; nil while one that lives has it.
    /// The lock that proves life is this connection's.
    public func conformanceAcquire(
        session: String, worker: String, leaseSeconds: Int
    ) async throws -> Lease? {
        try await database.query(
            """
            select epoch, next_outbound, next_inbound from fix.conformance_acquire( \
            session_name => $1, worker => $2, lease_seconds => $3)
            """, [.text(session), .text(worker), Parameter(leaseSeconds)]
        ).first.map { try Self.lease($0, of: session) }
    }

    /// Queues an order; false when this ClOrdID was queued before. IR101 for one that no message
    /// can carry.
    public func conformanceOrder(session: String, clOrdID: String) async throws -> Bool {
        try await database.query(
            "select fix.conformance_order(session_name => $1, cl_ord_id => $2)",
            [.text(session), .text(clOrdID)]
        ).only().boolean(0)
    }
}
