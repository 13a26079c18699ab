import Glibc

/// The account PostgreSQL runs as: whoever starts the desk, and user `postgres` when that is root,
/// because a server never runs as root.
public struct ServerAccount: Sendable {
    /// Debian's account, made by the package postgresql-common.
    private static let packageAccount = "postgres"
    private static let setpriv = "/usr/bin/setpriv"

    public let name: String
    let userID: uid_t
    let groupID: gid_t
    /// True when this process is root and programs of the server must give that up first.
    let dropsPrivileges: Bool
    /// Who started this process; beside root the only one who may become `postgres` over the
    /// socket.
    let starter: String

    /// The account for this process. Throws when root runs us and user postgres does not exist.
    public static func current() throws -> ServerAccount {
        let user = geteuid()
        guard let own = entry({ getpwuid(user) }) else {
            throw DeskError.state("user \(user) is not in /etc/passwd")
        }
        if user != 0 {
            return ServerAccount(
                name: own.name, userID: user, groupID: getegid(), dropsPrivileges: false,
                starter: own.name)
        }
        guard let server = entry({ getpwnam(packageAccount) }) else {
            throw DeskError.programMissing("user postgres", package: "postgresql-15")
        }
        return ServerAccount(
            name: server.name, userID: server.user, groupID: server.group, dropsPrivileges: true,
            starter: own.name)
    }

    /// `program` as this account.
    func command(_ program: String, _ arguments: [String]) -> Command {
        guard dropsPrivileges else { return Command(program, arguments) }
        return Command(
            Self.setpriv,
            ["--reuid=\(name)", "--regid=\(groupID)", "--clear-groups", "--", program] + arguments)
    }

    /// Whether this account may enter the directory.
    func canEnter(_ directory: String) async -> Bool {
        guard dropsPrivileges else { return access(directory, X_OK) == 0 }
        let probe = command("/bin/sh", ["-c", "cd -- \"$1\"", "sh", directory])
        return (try? await probe.run()) != nil
    }

    private static func entry(
        _ lookUp: () -> UnsafeMutablePointer<passwd>?
    ) -> (name: String, user: uid_t, group: gid_t)? {
        guard let found = lookUp()?.pointee else { return nil }
        return (String(cString: found.pw_name), found.pw_uid, found.pw_gid)
    }
}
