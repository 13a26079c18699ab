import Foundation
import PrivateDesk

/// Who serves people and clients: a front, a notifier, and a mail server behind a line of its own.
struct Office {
    private static let python = "/usr/bin/python3"

    let front: Victim
    let notifier: Victim
    let mailServer: Victim
    let mailLine: FaultyLine

    var all: [Victim] { [mailServer, notifier, front] }

    /// - Parameters:
    ///   - program: the `irra` of this build.
    ///   - database: the desk's, which gets the mail server as its first provider.
    static func open(
        _ program: String, database: TestDatabase, folder: String
    ) async throws -> Office {
        guard let httpPort = TCPPort.unused(), let mailPort = TCPPort.unused() else {
            throw CancellationError()
        }
        // Where a front makes its keys.
        try FileManager.default.createDirectory(
            atPath: folder + "/secrets", withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        let line = try await FaultyLine(target: mailPort)
        try await database.run(provider, variables: ["port": "\(line.port)"])
        return Office(
            front: Victim(
                "front", program: program, arguments: ["front"],
                environment: [
                    "IRRA_HOME": folder, "IRRA_HTTP_PORT": "\(httpPort)",
                    "IRRA_BACKUP_DSN": database.conninfo(user: "irra_front"),
                ], folder: folder),
            notifier: Victim(
                "notifier", program: program, arguments: ["notify"],
                environment: [
                    "IRRA_HOME": folder,
                    "IRRA_BACKUP_DSN": database.conninfo(user: "irra_notify"),
                ], folder: folder),
            mailServer: Victim(
                "mail-server", program: python,
                arguments: [
                    try ProjectFiles.find().path("Tests/NotifierTests/Servers/smtp_server.py"),
                    "--port", "\(mailPort)", "--port-file", folder + "/mail.port", "--log",
                    folder + "/mail.log",
                ], environment: ["IRRA_HOME": folder], folder: folder),
            mailLine: line)
    }

    /// A mail to a client, without waiting for company.
    static func tell(_ key: String) -> String {
        """
        select notify.enqueue('client_message', '\(key)', '{"title": "t", "text": "x"}',
            (select min(user_id) from book.users), channel => 'email');
        """
    }

    private static let provider = """
        update notify.kinds set hold_seconds = 0;
        update book.prices set as_of = now() + interval '1 hour';
        insert into notify.providers (provider, channel, kind, place, connections, timeout_ms,
            settings)
        values ('mx', 'email', 'smtp', 1, 2, 60000, jsonb_build_object('host', '127.0.0.1',
            'port', :port, 'tls', 'none', 'from', 'Desk <desk@broker.invalid>'));
        """
}
