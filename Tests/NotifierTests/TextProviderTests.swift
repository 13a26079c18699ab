import Foundation
import PrivateDesk
import Testing

@testable import Notifier

@Suite("Text messages go out by a provider's HTTP interface", .serialized)
struct TextProviderTests {
    private static let secretVariable = "IRRA_TEST_TEXT_SECRET"

    private func settings(_ port: Int) -> String {
        #"""
        {"url": "http://127.0.0.1:\#(port)/sms", "secret_ref": "env:\#(Self.secretVariable)",
         "body": "{\"to\": \"{{to}}\", \"text\": \"{{text}}\", \"id\": \"{{message_id}}\", \#
         \"tpl\": \"{{dlt_template_id}}\"}",
         "headers": {"Idempotency-Key": "{{message_id}}"},
         "signature": {"header": "X-Signature", "prefix": "sha256=", "timestamp_header": "X-Time"},
         "reference_path": "data.id", "address_errors": ["invalid_number"]}
        """#
    }

    @Test("signed, with the operator's number of the text, and what the provider answers decides")
    func faults() async throws {
        setenv(Self.secretVariable, "k3y", 1)
        let desk = try await OutboxDesk()
        let server = try await TestServer("text_provider.py", ["--secret", "k3y"])
        try await desk.provider(
            "sms", channel: "sms", kind: "http", settings: settings(server.port), timeout: 10_000,
            failureLimit: 100)
        try await desk.database.run(
            """
            update notify.templates set state = 'retired'
            where (kind, channel) = ('client_message', 'sms');
            insert into notify.templates (kind, channel, language, version, body, dlt_template_id,
                form, line_form, html_line_form, state)
            values ('client_message', 'sms', 'en', 9, '{{text}}', '1107160000000012345', '{}', '{}',
                '{}', 'active');
            """)
        let numbers = (0...7).map { "+91900000000\($0)" }
        try await desk.tell(numbers, channel: "sms")
        try await desk.running {
            let isDone = try await desk.until(
                "count(*) = 8 and bool_and(state <> 'waiting') from notify.messages")
            #expect(isDone)
        }
        for number in [0, 1, 4, 5, 6, 7] {
            #expect(try await desk.fate(numbers[number]).hasPrefix("sent -"), "\(number)")
        }
        #expect(try await desk.fate(numbers[2]) == "dead address 1")
        #expect(try await desk.fate(numbers[3]) == "dead refused 1")
        let taken = try server.taken()
        #expect(Set(taken.map(\.to)) == Set([0, 1, 4, 5, 6, 7].map { numbers[$0] }))
        #expect(taken.allSatisfy { $0.text == "a \"quoted\" <word>" && $0.key == $0.id })
        #expect(taken.allSatisfy { $0.tpl == "1107160000000012345" })
        #expect(
            try await desk.query(
                """
                select bool_and(provider_ref is not distinct from
                    case when recipient like '%7' then null else 'T' || message_id end)
                from notify.messages where state = 'sent';
                """) == "t")
        try server.remove()
    }

    @Test("values are escaped for where they stand and begin no placeholder")
    func escaping() {
        let template = RequestTemplate(#"{"a": "{{text}}", "b": "{{to}}"}"#)
        #expect(
            template.fill(["text": "x\"\\\n\u{1}{{to}}", "to": "1"], for: .json)
                == #"{"a": "x\"\\\n\u0001{{to}}", "b": "1"}"#)
        #expect(
            RequestTemplate("to={{to}}&x").fill(["to": "+91 &é"], for: .percent)
                == "to=%2B91%20%26%C3%A9&x")
        #expect(RequestTemplate("{{secret}}").fill(["secret": "a\r\nb"], for: .header) == "a  b")
        #expect(RequestTemplate("{{pan}} {{to}}").unknownNames(known: ["to"]) == ["pan"])
    }
}
