public import Postgres

/// Calls of `fix.*` by the gateway. Every call that names an epoch throws IR501 when the session's
/// lease is not held with it: nobody but the leader changes anything.
public struct FixFunctions: Sendable {
    /// A FIX session as its row in `fix.sessions` says.
    public struct Session: Sendable, Hashable {
        public let name: String
        /// `order` or `drop_copy`.
        public let kind: String
        public let host: String
        public let port: Int
        public let senderCompID: String
        public let targetCompID: String
        public let heartbeatSeconds: Int
        public let usesTLS: Bool
        public let username: String?
        /// Where the password is to be found; never the password.
        public let passwordReference: String?
        public let resetsOnLogon: Bool
    }

    /// Leadership of a session, and where it stands.
    public struct Lease: Sendable, Hashable {
        public let session: String
        public let epoch: Int64
        public let nextOutbound: Int64
        public let nextInbound: Int64

        public init(session: String, epoch: Int64, nextOutbound: Int64, nextInbound: Int64) {
            self.session = session
            self.epoch = epoch
            self.nextOutbound = nextOutbound
            self.nextInbound = nextInbound
        }
    }

    /// An outbound message as the database keeps it.
    public struct Outbound: Sendable, Hashable {
        public let sequence: Int64
        public let messageType: String
        /// Microseconds since 1970-01-01 UTC.
        public let sentAt: Int64
        /// `tag=value` fields after the standard header, each ended by SOH.
        public let body: String
        /// Not to be sent again: a message of the session layer, or one whose time has passed.
        public let gapFill: Bool
    }

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    // MARK: Sessions and leadership

    /// The enabled sessions, by name.
    public func sessionsToRun() async throws -> [Session] {
        try await database.query(
            """
            select name, kind, host, port::bigint, sender_comp_id, target_comp_id, \
            heartbeat_seconds::bigint, tls, username, password_ref, reset_on_logon \
            from fix.sessions_to_run()
            """
        ).map { row in
            Session(
                name: try row.string("name"), kind: try row.string("kind"),
                host: try row.string("host"), port: Int(try row.integer("port")),
                senderCompID: try row.string("sender_comp_id"),
                targetCompID: try row.string("target_comp_id"),
                heartbeatSeconds: Int(try row.integer("heartbeat_seconds")),
                usesTLS: try row.boolean("tls"), username: try row.optionalString("username"),
                passwordReference: try row.optionalString("password_ref"),
                resetsOnLogon: try row.boolean("reset_on_logon"))
        }
    }

    /// Takes a session's lease; nil while another has it.
    public func acquire(
        session: String, worker: String, leaseSeconds: Int
    ) async throws -> Lease? {
        let rows = try await database.query(
            """
            select epoch, next_outbound, next_inbound from fix.acquire( \
            session_name => $1, worker => $2, lease_seconds => $3)
            """, [.text(session), .text(worker), Parameter(leaseSeconds)])
        guard let row = rows.first else { return nil }
        return Lease(
            session: session, epoch: try row.integer("epoch"),
            nextOutbound: try row.integer("next_outbound"),
            nextInbound: try row.integer("next_inbound"))
    }

    /// Keeps the lease for this long from now; false when another has taken it.
    public func renew(_ lease: Lease, leaseSeconds: Int) async throws -> Bool {
        try await database.query(
            "select fix.renew(session_name => $1, epoch => $2, lease_seconds => $3)",
            [.text(lease.session), .integer(lease.epoch), Parameter(leaseSeconds)]
        ).only().boolean(0)
    }

    /// Gives the lease back, so that another may lead at once.
    public func release(_ lease: Lease) async throws {
        _ = try await database.query(
            "select fix.release(session_name => $1, epoch => $2)",
            [.text(lease.session), .integer(lease.epoch)])
    }

    /// What a DBA sees of the session: `connecting`, `logged_on`, `logging_out` or `down`.
    public func setStatus(_ lease: Lease, status: String, detail: String?) async throws {
        _ = try await database.query(
            "select fix.set_status(session_name => $1, epoch => $2, status => $3, detail => $4)",
            [.text(lease.session), .integer(lease.epoch), .text(status), Parameter(detail)])
    }

    // MARK: Messages

    /// Both numbers start again at 1.
    public func reset(_ lease: Lease) async throws {
        _ = try await database.query(
            "select fix.reset(session_name => $1, epoch => $2)",
            [.text(lease.session), .integer(lease.epoch)])
    }

    /// Numbers and keeps a message of the session layer; `sentAt` in microseconds since 1970.
    public func append(
        _ lease: Lease, messageType: String, body: String
    ) async throws -> (sequence: Int64, sentAt: Int64) {
        let row = try await database.query(
            """
            select sequence, sent_at \
            from fix.append(session_name => $1, epoch => $2, msg_type => $3, body => $4)
            """, [.text(lease.session), .integer(lease.epoch), .text(messageType), .text(body)]
        ).only()
        return (try row.integer("sequence"), try row.timestamp("sent_at"))
    }

    /// Claims, numbers and keeps waiting order messages, in order of sending.
    public func dispatch(_ lease: Lease, maxMessages: Int) async throws -> [Outbound] {
        try await database.query(
            """
            select sequence, msg_type, sent_at, body, false as gap_fill \
            from fix.dispatch(session_name => $1, epoch => $2, max_messages => $3)
            """, [.text(lease.session), .integer(lease.epoch), Parameter(maxMessages)]
        ).map(Self.outbound)
    }

    /// Stored messages of a range of numbers, ascending.
    public func resend(
        _ lease: Lease, from first: Int64, through last: Int64
    ) async throws -> [Outbound] {
        try await database.query(
            """
            select sequence, msg_type, sent_at, body, gap_fill from fix.resend( \
            session_name => $1, epoch => $2, from_sequence => $3, through_sequence => $4)
            """, [.text(lease.session), .integer(lease.epoch), .integer(first), .integer(last)]
        ).map(Self.outbound)
    }

    /// Keeps and applies inbound messages: a JSON array as `fix.receive` describes.
    public func receive(_ lease: Lease, messages: String) async throws {
        _ = try await database.query(
            "select fix.receive(session_name => $1, epoch => $2, messages => $3)",
            [.text(lease.session), .integer(lease.epoch), .text(messages)])
    }

    /// The next inbound number moved on without an application message.
    public func expect(_ lease: Lease, nextInbound: Int64) async throws {
        _ = try await database.query(
            "select fix.expect(session_name => $1, epoch => $2, next_inbound => $3)",
            [.text(lease.session), .integer(lease.epoch), .integer(nextInbound)])
    }

    private static func outbound(_ row: Row) throws -> Outbound {
        Outbound(
            sequence: try row.integer("sequence"), messageType: try row.string("msg_type"),
            sentAt: try row.timestamp("sent_at"), body: try row.string("body"),
            gapFill: try row.boolean("gap_fill"))
    }
}
