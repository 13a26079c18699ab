import DeskDatabase

/// E-mail by SMTP: as many mails at a time as the provider has connections, each kept open.
final class MailSender: MessageSender {
    private let settings: SMTPSettings
    private let connections: [SMTPConnection]

    init(
        settings: SMTPSettings, password: String?, connections: Int, timeoutMilliseconds: Int64
    ) {
        self.settings = settings
        self.connections = (0..<connections).map { _ in
            SMTPConnection(
                settings: settings, password: password, timeoutMilliseconds: timeoutMilliseconds)
        }
    }

    func send(
        _ messages: [NotifyFunctions.Message], while mayBegin: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (DeliveryOutcome) -> Void
    ) async {
        let queue = MessageQueue(messages)
        await withDiscardingTaskGroup { group in
            for connection in connections.prefix(messages.count) {
                group.addTask { [settings] in
                    while let message = queue.take() {
                        guard mayBegin() else {
                            report(DeliveryOutcome(message: message, result: .untried))
                            continue
                        }
                        let mail = MailDocument(message, sender: settings.from)
                        let result = await connection.deliver(mail.text, to: message.recipient)
                        report(DeliveryOutcome(message: message, result: result))
                    }
                }
            }
        }
    }
}
