import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import PrivateDesk
import Testing

@testable import Front

/// What providers tell about messages later, over a real desk.
@Suite struct ReceiptHookTests {
    private static let secretVariable = "IRRA_TEST_RECEIPT_SECRET"
    private static let secret = "k3y"

    private func headers(
        _ body: String, at seconds: Int64, secret: String = secret
    ) -> [String: String] {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(seconds).\(body)".utf8),
            using: SymmetricKey(data: Array(secret.utf8)))
        return [
            "X-Irra-Timestamp": "\(seconds)",
            "X-Irra-Signature": "sha256="
                + code.map { String(format: "%02x", $0) }.joined(),
        ]
    }

    @Test func `a signed receipt is noted once, any other is refused`() async throws {
        setenv(Self.secretVariable, Self.secret, 1)
        try await TestDeskFront.run { desk, client in
            try await desk.database.run(
                """
                insert into notify.providers (provider, channel, kind, place, settings)
                values ('sms', 'sms', 'http', 1,
                    '{"receipt_secret_ref": "env:\(Self.secretVariable)"}');
                insert into notify.messages (lane, channel, kind, recipient, facts, priority, state,
                    provider, provider_ref)
                values ('x', 'sms', 'client_message', '+91', '{}', 2, 'sent', 'sms', 'T1');
                """)
            let now = Int64(Date().timeIntervalSince1970)
            let body = #"{"reference": "T1", "outcome": "delivered"}"#
            let path = "/notify/receipts/sms"
            for (place, wrong) in [
                [:], headers(body, at: now, secret: "other"), headers(body + " ", at: now),
                headers(body, at: now - 3600), headers(body, at: now + 3600),
                ["X-Irra-Timestamp": "\(now)", "X-Irra-Signature": "sha256="],
            ].enumerated() {
                let answer = try await client.send(.post, path, body, headers: wrong)
                #expect(answer.status == .forbidden, "\(place)")
                #expect(answer.code == "IR602", "\(place) \(answer.text)")
            }
            let elsewhere = try await client.send(
                .post, "/notify/receipts/nobody", body, headers: headers(body, at: now))
            #expect(elsewhere.code == "IR602")
            let signed = headers(body, at: now)
            let first = try await client.send(.post, path, body, headers: signed)
            #expect(first.status == .ok && first.members["state"] == "taken", "\(first.text)")
            let again = try await client.send(.post, path, body, headers: signed)
            #expect(again.members["state"] == "repeated")
            let late = #"{"reference": "T1", "outcome": "failed"}"#
            let failed = try await client.send(
                .post, path, late, headers: headers(late, at: now))
            #expect(failed.status == .ok)
            let receipt = try await desk.database.run(
                "select receipt from notify.messages where provider_ref = 'T1';")
            #expect(receipt == "delivered\n")
        }
    }
}
