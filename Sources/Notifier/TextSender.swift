import AsyncHTTPClient
import Crypto
import DeskDatabase
import FoundationEssentials
import NIOCore

/// SMS by a provider's HTTP interface, as its row says how.
///
/// A request that got no answer may have been obeyed: the message's number goes with it
/// ({{message_id}}), so that a provider that knows it can leave a repeated one out.
final class TextSender: MessageSender {
    /// Largest answer that is read, in bytes.
    private static let answerLimit = 65_536
    private static let quoteLimit = 300
    private static let names: Set<String> = [
        "to", "text", "message_id", "dlt_template_id", "secret",
    ]

    private let client: HTTPClient
    private let settings: TextSettings
    private let secret: String
    private let connections: Int
    private let timeout: TimeAmount
    private let url: RequestTemplate
    private let body: RequestTemplate
    private let headers: [(String, RequestTemplate)]

    /// Throws a `DeliveryError` when the templates name something that there is not.
    init(
        client: HTTPClient, settings: TextSettings, secret: String?, connections: Int,
        timeoutMilliseconds: Int64
    ) throws {
        self.client = client
        self.settings = settings
        self.secret = secret ?? ""
        self.connections = connections
        timeout = .milliseconds(timeoutMilliseconds)
        url = RequestTemplate(settings.url)
        body = RequestTemplate(settings.body)
        headers = (settings.headers ?? [:]).sorted { $0.key < $1.key }.map {
            ($0.key, RequestTemplate($0.value))
        }
        let templates = [url, body] + headers.map(\.1)
        if let name = templates.flatMap({ $0.unknownNames(known: Self.names) }).first {
            throw DeliveryError(
                call: "settings", path: "{{\(name)}}",
                reason: "is none of " + Self.names.sorted().joined(separator: ", "))
        }
    }

    func send(
        _ messages: [NotifyFunctions.Message], while mayBegin: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (DeliveryOutcome) -> Void
    ) async {
        let queue = MessageQueue(messages)
        await withDiscardingTaskGroup { group in
            for _ in 0..<min(connections, messages.count) {
                group.addTask { [self] in
                    while let message = queue.take() {
                        guard mayBegin() else {
                            report(DeliveryOutcome(message: message, result: .untried))
                            continue
                        }
                        report(DeliveryOutcome(message: message, result: await deliver(message)))
                    }
                }
            }
        }
    }

    private func deliver(_ message: NotifyFunctions.Message) async -> DeliveryOutcome.Result {
        do {
            let response = try await client.execute(request(for: message), timeout: timeout)
            let bytes = try await response.body.collect(upTo: Self.answerLimit)
            return judge(Int(response.status.code), String(buffer: bytes))
        } catch {
            return .failed(.provider, "no answer: \(error)")
        }
    }

    private func request(for message: NotifyFunctions.Message) -> HTTPClientRequest {
        let values = [
            "to": message.recipient, "text": message.body, "message_id": "\(message.messageID)",
            "dlt_template_id": message.dltTemplateID ?? "", "secret": secret,
        ]
        var request = HTTPClientRequest(url: url.fill(values, for: .percent))
        request.method = .RAW(value: settings.method ?? "POST")
        request.headers.add(name: "Content-Type", value: settings.mediaType)
        for (name, template) in headers {
            request.headers.add(name: name, value: template.fill(values, for: .header))
        }
        let isForm = settings.mediaType.hasPrefix("application/x-www-form-urlencoded")
        let text = body.fill(values, for: isForm ? .percent : .json)
        if let signature = settings.signature {
            let seconds = "\(Int64(Date().timeIntervalSince1970))"
            let code = HMAC<SHA256>.authenticationCode(
                for: Array("\(seconds).\(text)".utf8),
                using: SymmetricKey(data: Array(secret.utf8)))
            request.headers.add(name: signature.timestampHeader, value: seconds)
            request.headers.add(
                name: signature.header,
                value: (signature.prefix ?? "")
                    + code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        }
        request.body = .bytes(ByteBuffer(string: text))
        return request
    }

    private func judge(_ status: Int, _ answer: String) -> DeliveryOutcome.Result {
        let words = "HTTP \(status): \(answer.prefix(Self.quoteLimit))"
        switch status {
        case 200...299: return .delivered(reference: reference(in: answer))
        // No log-in, nothing there, told to slow down: something is wrong with the provider.
        case 401, 403, 404, 408, 425, 429: return .failed(.provider, words)
        case 400...499:
            let isAddress = (settings.addressErrors ?? []).contains { answer.contains($0) }
            return .failed(isAddress ? .address : .refused, words)
        default: return .failed(.provider, words)
        }
    }

    /// The provider's number for the message; empty when its answer holds none.
    private func reference(in answer: String) -> String {
        guard let path = settings.referencePath,
            var value = try? JSONDecoder().decode(AnswerValue.self, from: Data(answer.utf8))
        else { return "" }
        for key in path.split(separator: ".") {
            guard case .object(let members) = value, let member = members[String(key)] else {
                return ""
            }
            value = member
        }
        return value.text
    }
}
