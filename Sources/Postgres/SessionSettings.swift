import CLibPQ

/// What a session is opened with: the caller's conninfo, our limits, and the formats that this
/// module decodes.
enum SessionSettings {
    /// A network that swallows packets is noticed after about this long with data on the way …
    private static let unacknowledgedMilliseconds = "10000"
    /// … and an idle session after this plus a few probes.
    private static let keepAliveSeconds = "30"

    /// Keywords and values for `PQconnectStartParams`.
    static func settings(
        _ configuration: PostgresConfiguration
    ) -> Result<[(String, String)], PostgresError> {
        given(configuration).map { given in
            var settings: [(String, String)] = [
                ("tcp_user_timeout", unacknowledgedMilliseconds),
                ("keepalives_idle", keepAliveSeconds),
            ]
            var callersOptions = ""
            for (keyword, value) in given {
                settings.removeAll { $0.0 == keyword }
                if keyword == "options" {
                    callersOptions = value
                } else {
                    settings.append((keyword, value))
                }
            }
            settings.removeAll { ["application_name", "client_encoding"].contains($0.0) }
            settings.append(("application_name", configuration.applicationName))
            settings.append(("client_encoding", "UTF8"))
            settings.append(("options", options(configuration) + " " + callersOptions))
            return settings
        }
    }

    /// What the caller's connection string says, keyword by keyword.
    static func given(
        _ configuration: PostgresConfiguration
    ) -> Result<[(String, String)], PostgresError> {
        var message: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(configuration.conninfo, &message) else {
            defer { PQfreemem(message) }
            let reason = message.map { String(cString: $0) } ?? "no memory"
            return .failure(.connectFailed(reason))
        }
        defer { PQconninfoFree(parsed) }
        var given: [(String, String)] = []
        var option = parsed
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                given.append((String(cString: keyword), String(cString: value)))
            }
            option += 1
        }
        return .success(given)
    }

    /// The caller's own options come later on the line and so win.
    private static func options(_ configuration: PostgresConfiguration) -> String {
        let limits = [
            ("statement_timeout", configuration.statementTimeout),
            ("lock_timeout", configuration.lockTimeout),
            ("idle_in_transaction_session_timeout", configuration.idleInTransactionTimeout),
        ].map { "\($0.0)=\(max(0, $0.1.milliseconds))" }
        let formats = [
            "bytea_output=hex", "DateStyle=ISO", "TimeZone=UTC", "IntervalStyle=iso_8601",
        ]
        return (limits + formats).map { "-c \($0)" }.joined(separator: " ")
    }
}
