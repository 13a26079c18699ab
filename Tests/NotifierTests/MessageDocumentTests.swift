import DeskDatabase
import Testing

@testable import Notifier

@Suite("A message becomes a mail or a text")
struct MessageDocumentTests {
    private func message(
        _ channel: String, subject: String = "Order filled", recipient: String = "a@b.invalid"
    ) -> NotifyFunctions.Message {
        .init(
            outboxID: 42, channel: channel, recipient: recipient, subject: subject,
            body: "Dear client,\nyour order was filled.", createdAt: 1_740_719_130_123_456)
    }

    @Test("a mail has the headers of RFC 5322 and CRLF line ends")
    func mail() {
        let document = MessageDocument(message("email"))
        #expect(document.fileName == "42-email.eml")
        #expect(
            document.text.split(separator: "\r\n", omittingEmptySubsequences: false) == [
                "From: desk@irra.invalid", "To: a@b.invalid", "Subject: Order filled",
                "Date: Fri, 28 Feb 2025 05:05:30 +0000", "Message-ID: <42@irra.invalid>",
                "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit", "", "Dear client,", "your order was filled.", "",
            ])
    }

    @Test("a text is a text")
    func text() {
        let document = MessageDocument(message("sms", recipient: "+910000000001"))
        #expect(document.fileName == "42-sms.txt")
        #expect(document.text == "To: +910000000001\n\nDear client,\nyour order was filled.\n")
    }

    @Test("nothing in a header begins another header")
    func injection() {
        let text = MessageDocument(
            message("email", subject: "x\r\nBcc: y", recipient: "a@b.invalid\nCc: c")
        ).text
        #expect(!text.contains("\nBcc:") && !text.contains("\nCc:"))
    }

    @Test("a subject that is not plain ASCII is encoded")
    func encoded() {
        let text = MessageDocument(message("email", subject: "₹ 100 – भरा")).text
        #expect(text.contains("Subject: =?utf-8?B?4oK5IDEwMCDigJMg4KSt4KSw4KS+?=\r\n"))
    }
}
