import Front
import PrivateDesk

extension Desk {
    /// A member as `irra ops-user list` shows them.
    struct Member {
        let username: String
        let role: String
        let displayName: String
        /// `second factor`, `not enrolled` or `machine`.
        let factor: String
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
                displayName: String(fields[2]), factor: String(fields[3]),
                isDisabled: fields[4] == "t")
        }
    }

    /// Registers a person whose factors this desk's owner knows. Only hash and sealed secret
    /// reach the database.
    func register(_ person: Person, email: String?) async throws {
        let keys = try FrontSecrets(settings: settings, secrets: home.secrets).obtain()
        guard let secret = Hexadecimal.decode(person.secret) else {
            throw DeskError.state("the second factor of \(person.username) is not hexadecimal")
        }
        let sealed = try SecretBox(key: keys.sealing).seal(secret, owner: person.username)
        try await register(
            NewMember(
                username: person.username, displayName: person.displayName, role: person.role,
                email: email),
            password: person.password, sealedSecret: Hexadecimal.encode(sealed))
    }

    /// What is told of a member who is added.
    struct NewMember {
        let username: String
        let displayName: String
        let role: String
        var email: String?
        var phone: String?
    }

    /// Without a sealed secret the password is an initial one: the member enrols with it.
    func register(
        _ member: NewMember, password: String, sealedSecret: String = ""
    ) async throws {
        try await backup.run(
            file: project.path("replication/private_desk/register_member.sql"),
            database: Settings.backupDatabase,
            variables: [
                "username": member.username, "display_name": member.displayName,
                "role": member.role, "password_hash": try Argon2.hash(password),
                "sealed": sealedSecret, "email": member.email ?? "", "phone": member.phone ?? "",
            ])
    }

    /// What may change of a member; nil leaves it as it is.
    struct MemberChange {
        var displayName: String?
        var role: String?
        var email: String?
        var phone: String?
        var isDisabled: Bool?
    }

    /// Whether there is such a member.
    func change(_ username: String, _ change: MemberChange) async throws -> Bool {
        try await ask(
            "change_member",
            [
                "username": username, "display_name": change.displayName ?? "",
                "role": change.role ?? "", "email": change.email ?? "",
                "phone": change.phone ?? "", "disabled": change.isDisabled.map(String.init) ?? "",
            ])
    }

    /// Takes both factors from a member; whether there is such a member.
    func reset(_ username: String, password: String) async throws -> Bool {
        try await ask(
            "reset_member",
            ["username": username, "password_hash": try Argon2.hash(password)])
    }

    /// Lets a member try again who was locked out; whether there is such a member.
    func unlock(_ username: String) async throws -> Bool {
        try await ask("unlock_member", ["username": username])
    }

    private func ask(_ file: String, _ variables: [String: String]) async throws -> Bool {
        let answer = try await backup.run(
            file: project.path("replication/private_desk/\(file).sql"),
            database: Settings.backupDatabase, variables: variables)
        return answer.split(separator: "\n").last == "t"
    }
}
