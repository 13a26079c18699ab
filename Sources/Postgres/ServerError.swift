/// One error as the server reported it.
///
/// `message`, `detail`, `hint` and `context` may quote data: they are for the log and for code that
/// knows their meaning. `description` has the code and names of constraints only.
public struct ServerError: Error, Sendable {
    public let sqlState: SQLState
    /// `ERROR`, `FATAL` or `PANIC`, never translated.
    public let severity: String
    public let message: String
    /// For errors of class `IR` a JSON object.
    public let detail: String?
    public let hint: String?
    /// The server's call stack; for COPY it names the line: `COPY trades, line 3, …`.
    public let context: String?
    public let schemaName: String?
    public let tableName: String?
    public let columnName: String?
    public let constraintName: String?
    /// Which statement of the pipeline failed, from 0; nil when it was the commit at its end
    /// (deferred constraints), a script or COPY.
    public let statementIndex: Int?
    /// The server function that raised the error; tells apart errors that share one SQLSTATE.
    let routine: String?

    package init(
        sqlState: SQLState, severity: String = "ERROR", message: String, detail: String? = nil,
        hint: String? = nil, context: String? = nil, schemaName: String? = nil,
        tableName: String? = nil, columnName: String? = nil, constraintName: String? = nil,
        statementIndex: Int? = nil, routine: String? = nil
    ) {
        self.sqlState = sqlState
        self.severity = severity
        self.message = message
        self.detail = detail
        self.hint = hint
        self.context = context
        self.schemaName = schemaName
        self.tableName = tableName
        self.columnName = columnName
        self.constraintName = constraintName
        self.statementIndex = statementIndex
        self.routine = routine
    }

    /// Whether the server ends the session after this error.
    var endsSession: Bool { severity == "FATAL" || severity == "PANIC" }
}

extension ServerError: CustomStringConvertible {
    public var description: String {
        guard let constraintName else { return "server error \(sqlState)" }
        return "server error \(sqlState) (constraint \(constraintName))"
    }
}
