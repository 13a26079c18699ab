import Foundation
import PrivateDesk
import Testing

@testable import Notifier

/// Against a real SMTP server: Debian's aiosmtpd, with the faults of real ones.
@Suite("Mail goes out by SMTP", .serialized)
struct MailProviderTests {
    private static let secretVariable = "IRRA_TEST_MAIL_PASSWORD"

    private func settings(_ port: Int, _ more: String = "\"tls\": \"none\"") -> String {
        """
        {"host": "localhost", "port": \(port), "from": "Backup desk <desk@broker.invalid>", \(more)}
        """
    }

    @Test("over TLS, logged in, several mails on one connection, as text and HTML")
    func encrypted() async throws {
        setenv(Self.secretVariable, "s3cret", 1)
        for mode in ["starttls", "tls"] {
            let desk = try await OutboxDesk()
            let keys = "/tmp/irra-keys.\(UInt64.random(in: 0 ... .max))"
            try FileManager.default.createDirectory(
                atPath: keys, withIntermediateDirectories: false)
            let pair = try await TestCertificate(
                in: keys, names: ["DNS:localhost", "IP:127.0.0.1"])
            let server = try await TestServer(
                "smtp_server.py",
                [
                    "--tls", mode, "--certificate", pair.path, "--key", pair.keyPath,
                    "--password", "s3cret",
                ])
            try await desk.provider(
                "mx",
                settings: settings(
                    server.port,
                    """
                    "tls": "\(mode)", "ca_file": "\(pair.path)", "username": "desk", \
                    "password_ref": "env:\(Self.secretVariable)"
                    """))
            try await desk.database.run("update notify.providers set connections = 2;")
            try await desk.tell((1...20).map { "client-\($0)@x.invalid" })
            try await desk.running {
                let isDone = try await desk.until(
                    "count(*) filter (where state = 'sent') = 20 from notify.messages")
                #expect(isDone)
            }
            let taken = try server.taken()
            #expect(taken.count == 20)
            #expect(Set(taken.map(\.to)).count == 20)
            #expect(taken.allSatisfy { $0.tls == true && $0.authenticated == true })
            #expect(taken.allSatisfy { $0.from == "desk@broker.invalid" })
            #expect(Set(taken.compactMap(\.connection)).count <= 2)
            #expect(taken[0].subject == "=?utf-8?B?TmV3czog4oK5IDU=?=")
            #expect(taken[0].text?.contains("a \"quoted\" <word>") == true)
            #expect(
                try await desk.query(
                    "select bool_and(provider_ref like 'Q%') from notify.messages;") == "t")
            try server.remove()
            try FileManager.default.removeItem(atPath: keys)
        }
    }

    @Test("what the server answers decides: again, given up, or a bad address")
    func faults() async throws {
        let desk = try await OutboxDesk()
        let server = try await TestServer("smtp_server.py", [])
        try await desk.provider("mx", settings: settings(server.port), timeout: 10_000)
        let kinds = [
            "plain", "grey", "full", "unknown", "policy", "refused", "drop", "slow", "busy",
        ]
        try await desk.tell(kinds.map { "\($0)-a@x.invalid" })
        try await desk.running {
            let isDone = try await desk.until(
                "count(*) = 9 and bool_and(state <> 'waiting') from notify.messages")
            #expect(isDone)
        }
        #expect(try await desk.fate("plain-a@x.invalid") == "sent - 1")
        #expect(try await desk.fate("grey-a@x.invalid") == "sent - 2")
        #expect(try await desk.fate("full-a@x.invalid") == "dead again 10")
        #expect(try await desk.fate("unknown-a@x.invalid") == "dead address 1")
        #expect(try await desk.fate("policy-a@x.invalid") == "dead refused 1")
        #expect(try await desk.fate("refused-a@x.invalid") == "dead refused 1")
        #expect(try await desk.fate("drop-a@x.invalid") == "sent - 2")
        #expect(try await desk.fate("slow-a@x.invalid").hasPrefix("sent - "))
        #expect(try await desk.fate("busy-a@x.invalid") == "sent - 1")
        let error = try await desk.query(
            "select last_error from notify.messages where recipient like 'unknown%';")
        #expect(error.contains("550 5.1.1 <(recipient)>: no such user"))
        let taken = try server.taken()
        #expect(
            Set(taken.map(\.to)) == [
                "plain-a@x.invalid", "grey-a@x.invalid", "drop-a@x.invalid", "slow-a@x.invalid",
                "busy-a@x.invalid",
            ])
        // What came twice can be told by its Message-ID.
        #expect(Set(taken.compactMap(\.id)).count == 5)
        try server.remove()
    }

    @Test("a provider of which nothing comes is told of while it lasts")
    func slow() async throws {
        let desk = try await OutboxDesk()
        let server = try await TestServer("smtp_server.py", [])
        try await desk.provider("mx", settings: settings(server.port), timeout: 25_000)
        try await desk.tell(["slow-a@x.invalid"])
        try await desk.running {
            let isTold = try await desk.until(
                "exists (select from ops.providers where silent >= interval '2 seconds')")
            #expect(isTold)
            let isOver = try await desk.until(
                """
                exists (select from notify.messages where state = 'sent')
                and not exists (select from ops.providers where silent is not null)
                """)
            #expect(isOver)
        }
        try server.remove()
    }

    @Test("when one provider is gone the next takes over, and hands back when it is there again")
    func failOver() async throws {
        let desk = try await OutboxDesk()
        // Of those that nobody is given who dials: it comes back there.
        let port: Int = try #require(TCPPort.unused())
        let gone = try await TestServer("smtp_server.py", [], port: port)
        gone.stop()
        let second = try await TestServer("smtp_server.py", [])
        try await desk.provider("mx1", settings: settings(gone.port), failureLimit: 2)
        try await desk.provider("mx2", place: 2, settings: settings(second.port))
        try await desk.tell((1...30).map { "client-\($0)@x.invalid" })
        try await desk.running {
            #expect(
                try await desk.until(
                    "count(*) filter (where state = 'sent') = 30 from notify.messages"))
            #expect(try second.taken().count == 30)
            #expect(
                try await desk.query(
                    "select count(*) from core.alerts where kind = 'provider_paused';") == "1")
            let first = try await TestServer("smtp_server.py", [], port: gone.port)
            #expect(
                try await desk.until(
                    "not exists (select from notify.provider_states where provider = 'mx1'"
                        + " and paused_until > now())"))
            try await desk.tell(["back-1@x.invalid", "back-2@x.invalid"])
            #expect(
                try await desk.until("count(*) = 0 from notify.messages where state = 'waiting'"))
            try await desk.tell(["back-3@x.invalid"])
            #expect(
                try await desk.until(
                    "count(*) filter (where state = 'sent') = 33 from notify.messages"))
            #expect(try first.taken().contains { $0.to == "back-3@x.invalid" })
            #expect(
                try await desk.query(
                    "select count(*) from core.alerts where resolved_at is null;") == "0")
            try first.remove()
        }
        try gone.remove()
        try second.remove()
    }

    @Test("no mail goes to a server that is not who it says, takes no password or has no row")
    func distrust() async throws {
        setenv(Self.secretVariable, "wrong", 1)
        let keys = "/tmp/irra-keys.\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: false)
        let pair = try await TestCertificate(
            in: keys, names: ["DNS:localhost", "IP:127.0.0.1"])
        let server = try await TestServer(
            "smtp_server.py",
            [
                "--tls", "starttls", "--certificate", pair.path, "--key", pair.keyPath,
                "--password", "s3cret",
            ])
        let desk = try await OutboxDesk()
        let login =
            "\"username\": \"desk\", \"password_ref\": \"env:\(Self.secretVariable)\""
        try await desk.provider(
            "stranger", settings: settings(server.port, login), failureLimit: 1)
        try await desk.provider(
            "password", place: 2,
            settings: settings(server.port, login + ", \"ca_file\": \"\(pair.path)\""),
            failureLimit: 1)
        try await desk.provider(
            "secret", place: 3,
            settings: settings(server.port, "\"password_ref\": \"env:IRRA_NO_SUCH_VARIABLE\""),
            failureLimit: 1)
        try await desk.provider("settings", place: 4, settings: "{}", failureLimit: 1)
        try await desk.database.run("update notify.providers set pause_seconds = 300;")
        try await desk.tell(["client@x.invalid"])
        try await desk.running {
            let isDone = try await desk.until(
                "count(*) = 4 from core.alerts where kind = 'provider_paused'")
            #expect(isDone)
        }
        #expect(try server.taken().isEmpty)
        #expect(try await desk.fate("client@x.invalid") == "waiting provider 0")
        let errors = try await desk.query(
            "select string_agg(details ->> 'error', '|' order by alert_id) from core.alerts;"
        ).split(separator: "|").map(String.init)
        #expect(errors.count == 4)
        #expect(errors[0].contains("certificate"))
        #expect(errors[1].contains("535"))
        #expect(errors[2].contains("IRRA_NO_SUCH_VARIABLE"))
        #expect(errors[3].contains("host"))
        try server.remove()
        try FileManager.default.removeItem(atPath: keys)
    }
}
