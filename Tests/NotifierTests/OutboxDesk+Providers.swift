import PrivateDesk

/// What tests of providers ask of a desk's database.
extension OutboxDesk {
    /// A client for each name, whose address or number holds it; queues one message to each.
    func tell(_ recipients: [String], channel: String = "email") async throws {
        let list = recipients.map { "('\($0)')" }.joined(separator: ", ")
        let column = channel == "email" ? "email" : "phone"
        try await database.run(
            """
            with clients as (
                insert into book.users (user_id, broker_id, name, pan, date_of_birth, \(column),
                    status, updated_at)
                select (select coalesce(max(user_id), 0) from book.users) + row_number() over (),
                    'T' || a, 'Client ' || a, 'AAAZZ1234Z', '1980-01-01', a, 'active', now()
                from (values \(list)) v (a)
                returning user_id)
            select count(*) filter (where notify.enqueue('client_message', 'tell:' || user_id,
                '{"title": "News: ₹ 5", "text": "a \\"quoted\\" <word>"}', user_id,
                channel => '\(channel)'))
            from clients;
            """)
    }

    /// Puts a provider before the files, which are switched off.
    func provider(
        _ name: String, channel: String = "email", kind: String = "smtp", place: Int = 1,
        settings: String, timeout: Int = 10_000, failureLimit: Int = 3
    ) async throws {
        try await database.run(
            """
            update notify.providers set enabled = false where kind = 'files';
            update core.settings set value = '0' where name = 'notify_retry_seconds';
            insert into notify.providers (provider, channel, kind, place, settings, timeout_ms,
                failure_limit, pause_seconds)
            values (:'name', :'channel', :'kind', \(place), :'settings', \(timeout),
                \(failureLimit), 1);
            """,
            variables: [
                "name": name, "channel": channel, "kind": kind,
                "settings": settings.split(separator: "\n").joined(separator: " "),
            ])
    }

    /// State, failure and attempts of the message to somebody.
    func fate(_ recipient: String) async throws -> String {
        try await database.run(
            """
            select state || ' ' || coalesce(failure, '-') || ' ' || attempts
            from notify.messages where recipient = :'recipient';
            """, variables: ["recipient": recipient]
        ).trimmed
    }

    func query(_ sql: String) async throws -> String { try await database.run(sql).trimmed }

    /// Until `condition` is true in the database.
    func until(_ condition: String, within limit: Duration = .seconds(120)) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if try await query("select \(condition);") == "t" { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}

extension String {
    fileprivate var trimmed: String {
        String(reversed().drop(while: \.isWhitespace).reversed())
    }
}
