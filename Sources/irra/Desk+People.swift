import Front
import PrivateDesk

extension Desk {
    /// A member as `irra ops-user list` shows them.
    struct Member {
        let username: String
        let role: String
        let displayName: String
        let hasSecondFactor: Bool
        let isDisabled: Bool
    }

    /// Gives a desk without members its invented people. They are written down before the first is
    /// registered, so a kill in between loses nobody's password.
    func enrolPeople() async throws {
        let members = try await members()
        var people = try Person.load(home.secrets)
        if members.isEmpty, people.isEmpty {
            people = Person.invented()
            try Person.store(people, home.secrets)
        }
        let known = Set(members.map(\.username))
        for person in people where !known.contains(person.username) {
            try await register(person, email: nil)
            narrate("people: \(person.displayName) may log in as \(person.username)")
        }
    }

    func members() async throws -> [Member] {
        let rows = try await backup.run(
            file: project.path("replication/private_desk/members.sql"),
            database: Settings.backupDatabase)
        return rows.split(separator: "\n").compactMap { row in
            let fields = row.split(separator: "|", omittingEmptySubsequences: false)
            guard fields.count == 5 else { return nil }
            return Member(
                username: String(fields[0]), role: String(fields[1]),
                displayName: String(fields[2]), hasSecondFactor: fields[3] == "t",
                isDisabled: fields[4] == "t")
        }
    }

    /// Only the hash and the sealed secret reach the database.
    func register(_ person: Person, email: String?) async throws {
        let keys = try FrontSecrets(settings: settings, secrets: home.secrets).obtain()
        guard let secret = Hexadecimal.decode(person.secret) else {
            throw DeskError.state("the second factor of \(person.username) is not hexadecimal")
        }
        let sealed = try SecretBox(key: keys.sealing).seal(secret, owner: person.username)
        try await backup.run(
            file: project.path("replication/private_desk/register_member.sql"),
            database: Settings.backupDatabase,
            variables: [
                "username": person.username, "display_name": person.displayName,
                "role": person.role, "password_hash": try Argon2.hash(person.password),
                "sealed": Hexadecimal.encode(sealed), "email": email ?? "",
            ])
    }

    /// Whether there was such a member, not yet disabled.
    func disable(_ username: String) async throws -> Bool {
        let answer = try await backup.run(
            file: project.path("replication/private_desk/disable_member.sql"),
            database: Settings.backupDatabase,
            variables: ["username": username])
        return answer.contains("t")
    }
}
