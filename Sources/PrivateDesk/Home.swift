import FoundationEssentials
import Glibc

/// `$IRRA_HOME`: where a private desk keeps everything it owns.
///
/// ```text
/// data/{primary,backup}  clusters, and their server logs   } the server account's alone
/// run/                   their sockets                     }
/// secrets/               one file a secret (0600)          } the starter's alone
/// log/ pids/ outbox/     of the workers                    }
/// audit/                 the audit log's heads            }
/// ```
///
/// `data` and `run` are links to a private directory under /var/tmp when the server account cannot
/// enter the home (a clone under a 0700 directory, started by root) or the socket's path would not
/// fit into a socket address.
public struct Home: Sendable {
    /// Longest path a unix socket may have on Linux, in bytes, without its ending zero.
    static let socketPathLimit = 107
    private static let longestSocketName = "/run/.s.PGSQL.65535"
    private static let elsewhere = "/var/tmp"

    /// Absolute.
    public let path: String
    /// Where `data` and `run` really are; short enough for a socket.
    let statePath: String
    public let account: ServerAccount

    public var socketDirectory: String { statePath + "/run" }
    public var logDirectory: String { path + "/log" }
    public var outboxDirectory: String { path + "/outbox" }
    public var secrets: Secrets { Secrets(directory: path + "/secrets") }
    var processDirectory: String { path + "/pids" }

    /// Opens the home, making what is missing.
    public static func open(_ path: String, account: ServerAccount) async throws -> Home {
        let absolute = FileSystem.absolute(path)
        // Others may pass through to the socket directory but not look around.
        if !FileSystem.exists(absolute) {
            try FileSystem.makeDirectories(absolute, mode: 0o711)
        }
        for folder in ["secrets", "log", "outbox", "pids"] {
            try FileSystem.makeDirectories("\(absolute)/\(folder)", mode: 0o700)
        }
        let state = try await statePath(of: absolute, account)
        for folder in ["data", "run"] {
            let directory = "\(state)/\(folder)"
            try FileSystem.makeDirectories(directory, mode: 0o700)
            try FileSystem.setOwner(directory, account)
        }
        return Home(path: absolute, statePath: state, account: account)
    }

    /// The home if a desk has been set up there, for commands that must not make one.
    public static func existing(_ path: String, account: ServerAccount) throws -> Home? {
        let absolute = FileSystem.absolute(path)
        guard FileSystem.exists(absolute + "/data") else { return nil }
        let state = try linkedState(of: absolute) ?? absolute
        return Home(path: absolute, statePath: state, account: account)
    }

    /// One of the two clusters, `primary` or `backup`.
    public func cluster(_ name: String, port: Int, portSetting: String) -> Cluster {
        Cluster(
            name: name, dataDirectory: "\(statePath)/data/\(name)",
            socketDirectory: socketDirectory, port: port, portSetting: portSetting,
            account: account)
    }

    private static func statePath(
        of home: String, _ account: ServerAccount
    ) async throws -> String {
        if let linked = try linkedState(of: home) { return linked }
        if FileSystem.exists(home + "/data") { return home }
        let fits = (home + longestSocketName).utf8.count <= socketPathLimit
        if fits, await account.canEnter(home) { return home }
        return try makeElsewhere(for: home, account)
    }

    /// The directory that the links lead to; nil when this home needs none.
    private static func linkedState(of home: String) throws -> String? {
        guard let target = FileSystem.linkTarget(home + "/data") else { return nil }
        let state = String(target.dropLast("/data".count))
        guard FileSystem.exists(target) else {
            throw DeskError.state(
                "\(home)/data leads to \(target), which is gone: the clusters are lost; remove"
                    + " \(home) to begin anew")
        }
        guard FileSystem.text(state + "/home") == home else {
            throw DeskError.state(
                "\(home) is a copy of another desk's home: its clusters are at \(state) and belong"
                    + " to that one; remove \(home) or choose another IRRA_HOME")
        }
        return state
    }

    /// The link `data` is made last: it is the mark that the rest is complete.
    private static func makeElsewhere(
        for home: String, _ account: ServerAccount
    ) throws -> String {
        let state = "\(elsewhere)/irra-\(UInt64.random(in: 0 ... .max))"
        guard mkdir(state, 0o700) == 0 else { throw FileSystem.failure("mkdir", state) }
        try FileSystem.write(home.utf8, to: state + "/home", mode: 0o600)
        try FileSystem.setOwner(state + "/home", account)
        try FileSystem.setOwner(state, account)
        for folder in ["data", "run"] {
            try FileSystem.makeDirectories("\(state)/\(folder)", mode: 0o700)
            try FileSystem.setOwner("\(state)/\(folder)", account)
        }
        for folder in ["run", "data"] {
            let link = "\(home)/\(folder)"
            unlink(link)
            guard symlink("\(state)/\(folder)", link) == 0 else {
                throw FileSystem.failure("symlink", link)
            }
        }
        return state
    }
}
