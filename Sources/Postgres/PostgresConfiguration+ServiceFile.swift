extension PostgresConfiguration {
    /// The same session for libpq's own programs (`psql`, `pg_dump`): a section of a service file,
    /// so that no password is on a command line. Throws when the connection string is none, or
    /// names a service itself: a service file cannot name another.
    public func serviceSection(named name: String) throws -> String {
        let settings = try SessionSettings.settings(self).get()
        if settings.contains(where: { $0.0 == "service" }) {
            throw PostgresError.invalidParameter(
                "a connection string that names a service cannot be handed to other programs:"
                    + " write what the service says")
        }
        // The file knows no quoting: a line ends a value.
        if settings.contains(where: { $0.1.contains(where: \.isNewline) }) {
            throw PostgresError.invalidParameter("a connection string with a line end in a value")
        }
        return "[\(name)]\n" + settings.map { "\($0.0)=\($0.1)\n" }.joined()
    }

    /// The same server and role, another database.
    public func conninfo(ofDatabase name: String) throws -> String {
        // What was parsed is written as keywords, with options of its own left to the opening.
        var parts = try SessionSettings.given(self).get().filter { $0.0 != "dbname" }
        parts.append(("dbname", name))
        return parts.map { keyword, value in
            let quoted = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
            return "\(keyword)='\(quoted)'"
        }.joined(separator: " ")
    }
}
