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
        /// Nil: the connection is not encrypted.
        public let tls: TLS?
        public let username: String?
        /// Where the password is to be found; never the password.
        public let passwordReference: String?
        public let resetsOnLogon: Bool

        /// An order session in the clear and without a password.
        public init(
            name: String, host: String, port: Int, senderCompID: String, targetCompID: String,
            heartbeatSeconds: Int, resetsOnLogon: Bool
        ) {
            self.init(
                name: name, kind: "order", host: host, port: port, senderCompID: senderCompID,
                targetCompID: targetCompID, heartbeatSeconds: heartbeatSeconds, tls: nil,
                username: nil, passwordReference: nil, resetsOnLogon: resetsOnLogon)
        }

        init(
            name: String, kind: String, host: String, port: Int, senderCompID: String,
            targetCompID: String, heartbeatSeconds: Int, tls: TLS?, username: String?,
            passwordReference: String?, resetsOnLogon: Bool
        ) {
            self.name = name
            self.kind = kind
            self.host = host
            self.port = port
            self.senderCompID = senderCompID
            self.targetCompID = targetCompID
            self.heartbeatSeconds = heartbeatSeconds
            self.tls = tls
            self.username = username
            self.passwordReference = passwordReference
            self.resetsOnLogon = resetsOnLogon
        }
    }

    /// How a session's connection is encrypted; all are PEM files of the gateway's machine.
    public struct TLS: Sendable, Hashable {
        /// Nil: the system's authorities.
        public let authoritiesFile: String?
        /// Nil: the host that is dialled.
        public let serverName: String?
        /// Our own certificate and its key; nil when the exchange asks for none.
        public let certificateFile: String?
        public let keyFile: String?
    }

    /// How long nothing can be dispatched.
    public enum DispatchPause: Sendable, Hashable {
        case untilNotified
        /// The rate limit lets the next message go after this.
        case lasting(Duration)
    }

    /// Leadership of a session, and where it stands.
    public struct Lease: Sendable, Hashable {
        public let session: String
        public let epoch: Int64
        public let nextOutbound: Int64
        public let nextInbound: Int64
        /// Who let the lease run out, `part@host:pid`; nil when it was given back.
        public let predecessor: String?

        public init(
            session: String, epoch: Int64, nextOutbound: Int64, nextInbound: Int64,
            predecessor: String? = nil
        ) {
            self.session = session
            self.epoch = epoch
            self.nextOutbound = nextOutbound
            self.nextInbound = nextInbound
            self.predecessor = predecessor
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
        /// For the log; nil for messages that are repeated.
        public let name: Name?
    }

    /// What a message is about, for the log.
    public struct Name: Sendable, Hashable {
        public let clOrdID: String
        /// The desk's order; nil for an order of the primary, or all of a session.
        public let orderID: Int64?
        /// The HTTP request that it comes from; nil when nobody asked for it.
        public let requestID: String?
    }

    let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    // MARK: Sessions and leadership

    /// The enabled sessions whose hours it is, by name.
    public func sessionsToRun() async throws -> [Session] {
        try await database.query(
            """
            select name, kind, host, port::bigint, sender_comp_id, target_comp_id, \
            heartbeat_seconds::bigint, username, password_ref, reset_on_logon, tls, tls_ca_file, \
            tls_server_name, tls_certificate_file, tls_key_file \
            from fix.sessions_to_run()
            """
        ).map { row in
            Session(
                name: try row.string("name"), kind: try row.string("kind"),
                host: try row.string("host"), port: Int(try row.integer("port")),
                senderCompID: try row.string("sender_comp_id"),
                targetCompID: try row.string("target_comp_id"),
                heartbeatSeconds: Int(try row.integer("heartbeat_seconds")),
                tls: try Self.tls(row), username: try row.optionalString("username"),
                passwordReference: try row.optionalString("password_ref"),
                resetsOnLogon: try row.boolean("reset_on_logon"))
        }
    }

    private static func tls(_ row: Row) throws -> TLS? {
        guard try row.boolean("tls") else { return nil }
        return TLS(
            authoritiesFile: try row.optionalString("tls_ca_file"),
            serverName: try row.optionalString("tls_server_name"),
            certificateFile: try row.optionalString("tls_certificate_file"),
            keyFile: try row.optionalString("tls_key_file"))
    }

    /// How long `sessionsToRun` answers the same if no row changes; nil for two weeks at least.
    public func untilScheduleChange() async throws -> Duration? {
        try await database.query("select fix.ms_to_schedule_change()").only()
            .optionalInteger(0).map { .milliseconds($0) }
    }

    /// Takes a session's lease; nil while another has it.
    public func acquire(
        session: String, worker: String, leaseSeconds: Int
    ) async throws -> Lease? {
        let rows = try await database.query(
            """
            select epoch, next_outbound, next_inbound, predecessor from fix.acquire( \
            session_name => $1, worker => $2, lease_seconds => $3)
            """, [.text(session), .text(worker), Parameter(leaseSeconds)])
        return try rows.first.map { row in
            try Self.lease(row, of: session, predecessor: row.optionalString("predecessor"))
        }
    }

    static func lease(
        _ row: Row, of session: String, predecessor: String? = nil
    ) throws -> Lease {
        Lease(
            session: session, epoch: try row.integer("epoch"),
            nextOutbound: try row.integer("next_outbound"),
            nextInbound: try row.integer("next_inbound"), predecessor: predecessor)
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
            select sequence, msg_type, sent_at, body, false as gap_fill, cl_ord_id, order_id, \
            request_id from fix.dispatch(session_name => $1, epoch => $2, max_messages => $3)
            """, [.text(lease.session), .integer(lease.epoch), Parameter(maxMessages)]
        ).map { row in try Self.outbound(row, name: Self.name(row)) }
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
        ).map { row in try Self.outbound(row, name: nil) }
    }

    /// Keeps inbound messages and moves the number that is expected next, in one transaction.
    /// - Parameters:
    ///   - applied: those for the application, as the JSON array that `fix.receive` describes;
    ///     it moves the number behind them. Nil: none.
    ///   - kept: the others, in the same form.
    ///   - nextInbound: where the number ends; nil where `applied` leaves it.
    ///   - clOrdIDs: of the messages, for the log; empty when nobody wants to know.
    /// - Returns: what these name, where it is ours.
    @discardableResult
    public func receive(
        _ lease: Lease, applied: String?, kept: String = "[]", nextInbound: Int64?,
        naming clOrdIDs: [String] = []
    ) async throws -> [Name] {
        var statements: [Statement] = []
        if let applied {
            statements.append(
                Statement(
                    "select fix.receive(session_name => $1, epoch => $2, messages => $3)",
                    [.text(lease.session), .integer(lease.epoch), .text(applied)]))
        }
        if let nextInbound {
            statements.append(
                Statement(
                    """
                    select fix.advance(session_name => $1, epoch => $2, next_inbound => $3, \
                    messages => $4)
                    """,
                    [
                        .text(lease.session), .integer(lease.epoch), .integer(nextInbound),
                        .text(kept),
                    ]))
        }
        if clOrdIDs.isEmpty {
            _ = try await database.pipeline(statements)
            return []
        }
        statements.append(
            Statement(
                "select cl_ord_id, order_id, request_id from fix.named_orders(cl_ord_ids => $1)",
                [.textArray(clOrdIDs)]))
        return try await database.pipeline(statements).last?.map(Self.name) ?? []
    }

    /// Asked when a dispatch answered nothing: nil when work waits now; else whether there is a
    /// time after which to look again, without being notified.
    public func sleepBeforeDispatch(_ lease: Lease) async throws -> DispatchPause? {
        let row = try await database.query(
            """
            select may_sleep, wake_after_ms from fix.sleep_before_dispatch(session_name => $1)
            """, [.text(lease.session)]
        ).only()
        guard try row.boolean("may_sleep") else { return nil }
        guard let wait = try row.optionalInteger("wake_after_ms") else { return .untilNotified }
        return .lasting(.milliseconds(wait))
    }

    private static func name(_ row: Row) throws -> Name {
        Name(
            clOrdID: try row.string("cl_ord_id"), orderID: try row.optionalInteger("order_id"),
            requestID: try row.optionalString("request_id"))
    }

    private static func outbound(_ row: Row, name: Name?) throws -> Outbound {
        Outbound(
            sequence: try row.integer("sequence"), messageType: try row.string("msg_type"),
            sentAt: try row.timestamp("sent_at"), body: try row.string("body"),
            gapFill: try row.boolean("gap_fill"), name: name)
    }
}
