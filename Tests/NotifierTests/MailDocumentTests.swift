import DeskDatabase
import Testing

@testable import Notifier

@Suite("A message becomes a mail")
struct MailDocumentTests {
    private func message(
        subject: String = "Order filled", recipient: String = "a@b.invalid",
        body: String = "Dear client,\nyour order was filled.", html: String? = nil
    ) -> NotifyFunctions.Message {
        .init(
            messageID: 42, recipient: recipient, subject: subject, body: body, html: html,
            createdAt: 1_740_719_130_123_456, provider: "test")
    }

    @Test("a mail has the headers of RFC 5322 and CRLF line ends")
    func mail() {
        #expect(
            MailDocument(message()).text.split(
                separator: "\r\n", omittingEmptySubsequences: false) == [
                    "From: desk@irra.invalid", "To: a@b.invalid", "Subject: Order filled",
                    "Date: Fri, 28 Feb 2025 05:05:30 +0000",
                    "Message-ID: <42.1740719130123456@irra.invalid>",
                    "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
                    "Content-Type: text/plain; charset=utf-8",
                    "Content-Transfer-Encoding: quoted-printable", "", "Dear client,",
                    "your order was filled.", "",
                ])
    }

    @Test("text and HTML stand beside each other, and a body that looks like a boundary is none")
    func alternative() {
        let text = MailDocument(message(body: "--=_42--\nx", html: "<p>x</p>")).text
        #expect(text.contains("multipart/alternative; boundary=\"=_42\""))
        #expect(text.contains("\r\n\r\n--=3D_42--\r\nx\r\n--=_42\r\nContent-Type: text/html;"))
        #expect(text.hasSuffix("\r\n<p>x</p>\r\n--=_42--\r\n"))
        #expect(text.split(separator: "\r\n").filter { $0.hasPrefix("--=_42") }.count == 3)
    }

    @Test("nothing in a header begins another header")
    func injection() {
        let text = MailDocument(
            message(subject: "x\r\nBcc: y", recipient: "a@b.invalid\nCc: c"),
            sender: "Desk\r\nBcc: z <a@b>"
        ).text
        #expect(!text.contains("\nBcc:") && !text.contains("\nCc:"))
    }

    @Test("a subject that is not plain ASCII is encoded")
    func encoded() {
        let text = MailDocument(message(subject: "₹ 100 – भरा")).text
        #expect(text.contains("Subject: =?utf-8?B?4oK5IDEwMCDigJMg4KSt4KSw4KS+?=\r\n"))
    }

    @Test("lines are short, ASCII, and nothing at their end is lost")
    func quotedPrintable() {
        let lines = MailDocument.quotedPrintable("₹ = x \n" + String(repeating: "a", count: 200))
        #expect(lines.first == "=E2=82=B9 =3D x=20")
        #expect(lines.dropFirst().map(\.count) == [76, 76, 50])
        #expect(lines[1].hasSuffix("=") && lines[2].hasSuffix("="))
    }
}
