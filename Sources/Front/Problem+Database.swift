import Postgres

extension Problem {
    /// A refusal for whatever the database module throws.
    init(_ error: PostgresError) {
        switch error {
        case .server(let error): self.init(error)
        case .timedOut: self.init(.tookTooLong, detail: "The database stopped the statement")
        case .poolExhausted: self.init(.databaseBusy, detail: "No database connection became free")
        case .connectFailed, .closed:
            self.init(.databaseBusy, detail: "The database cannot be reached; nothing was done")
        case .connectionLost:
            self.init(
                .databaseBusy,
                detail:
                    "The connection to the database was lost: whether the request took effect is "
                    + "not known. Repeat it with the same idempotency key")
        case .cancelled: self.init(.tookTooLong, detail: "The request was cancelled")
        case .invalidParameter: self.init(.invalidRequest, detail: "A text holds a NUL character")
        case .decoding: self.init(.invariantBroken)
        }
    }

    /// SQLSTATE to HTTP: the desk's own codes as they are, then what a client's input can cause,
    /// then what passes by itself. Anything else is a defect, and its words stay in the log.
    private init(_ error: ServerError) {
        let state = error.sqlState
        if state.isDeskRule {
            let facts = error.detail.flatMap(JSONValue.init(json:))?.object ?? [:]
            // The facts of a broken invariant are for us, not for a client.
            self.init(
                code: state.rawValue, title: error.message,
                facts: state.rawValue.hasPrefix("IR9") ? [:] : facts)
            return
        }
        switch state.rawValue {
        case "22P02", "22P05", "22021", "22001", "22003", "22007", "22008", "22023", "22032",
            "54001":
            self.init(.invalidRequest, detail: Self.place(of: error))
        case "42501": self.init(.notEntitled)
        case "57014": self.init(.tookTooLong)
        case "55P03": self.init(.databaseBusy, detail: "Somebody else is changing the same thing")
        default:
            switch state.errorClass {
            case "40": self.init(.databaseBusy, detail: "Somebody else is changing the same thing")
            case "08", "53", "57": self.init(.databaseBusy)
            case "25": self.init(.databaseBusy, detail: "This database takes no changes now")
            default: self.init(.invariantBroken)
            }
        }
    }

    /// Where PostgreSQL stopped reading: its own words about the caller's own text.
    private static func place(of error: ServerError) -> String {
        let context = error.context?.split(separator: "\n").first.map(String.init)
        let isJSON = context?.hasPrefix("JSON data") ?? false
        return [error.message, error.detail, isJSON ? context : nil].compactMap { $0 }
            .map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.joined(separator: ". ")
    }
}
