/// How to open sessions of one kind.
public struct PostgresConfiguration: Sendable {
    /// A libpq connection string or URI; its `options` win over the time-outs below.
    public var conninfo: String
    /// Shown in `pg_stat_activity`.
    public var applicationName: String
    /// The server stops a statement after this; zero means never. COPY and scripts count as one
    /// statement, the time spent on COPY's source included.
    public var statementTimeout: Duration
    /// The server gives up waiting for one lock after this (55P03); zero means never.
    public var lockTimeout: Duration
    /// The server ends a session that sits in an open transaction for this long; zero means never.
    public var idleInTransactionTimeout: Duration
    /// For TCP, TLS and authentication of all hosts together; libpq's `connect_timeout` is not
    /// used. Name lookup has the resolver's own limit.
    public var connectTimeout: Duration

    public init(
        conninfo: String, applicationName: String, statementTimeout: Duration = .seconds(5),
        lockTimeout: Duration = .seconds(2), idleInTransactionTimeout: Duration = .seconds(10),
        connectTimeout: Duration = .seconds(10)
    ) {
        self.conninfo = conninfo
        self.applicationName = applicationName
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
        self.connectTimeout = connectTimeout
    }
}
