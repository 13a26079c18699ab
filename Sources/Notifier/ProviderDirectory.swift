import AsyncHTTPClient
import DeskDatabase
import FoundationEssentials

/// The senders of the providers that the database names, made anew when a row changes.
actor ProviderDirectory {
    /// Rows are looked at again when they are older than this.
    private static let freshness: Duration = .seconds(5)

    private let functions: NotifyFunctions
    private let client: HTTPClient
    private let outbox: String
    private var rows: [String: NotifyFunctions.Provider] = [:]
    private var senders: [String: any MessageSender] = [:]
    private var readAt: ContinuousClock.Instant?

    init(functions: NotifyFunctions, client: HTTPClient, outbox: String) {
        self.functions = functions
        self.client = client
        self.outbox = outbox
    }

    /// Throws when the database cannot be asked; a row that cannot be used is a sender that says
    /// so.
    func sender(of name: String) async throws -> any MessageSender {
        if rows[name] == nil || readAt.map({ ContinuousClock.now - $0 > Self.freshness }) ?? true {
            let found = try await functions.providers()
            readAt = .now
            for provider in found where rows[provider.name] != provider {
                senders[provider.name] = nil
            }
            rows = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) })
        }
        if let sender = senders[name] { return sender }
        guard let provider = rows[name] else {
            return UnusableSender(reason: "provider \(name) was switched off")
        }
        do {
            let sender = try make(provider)
            senders[name] = sender
            return sender
        } catch {
            // Not kept: a missing secret may be there at the next look.
            return UnusableSender(reason: "provider \(name): \(error)")
        }
    }

    private func make(_ provider: NotifyFunctions.Provider) throws -> any MessageSender {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let settings = Data(provider.settings.utf8)
        switch provider.kind {
        case "files":
            try FolderSender.create(outbox)
            return FolderSender(path: outbox, channel: provider.channel)
        case "discard":
            return DiscardSender()
        case "smtp":
            let smtp = try decoder.decode(SMTPSettings.self, from: settings)
            return MailSender(
                settings: smtp,
                password: try smtp.passwordRef.map { try SecretReference.resolve($0) },
                connections: provider.connections,
                timeoutMilliseconds: provider.timeoutMilliseconds)
        case "http":
            let text = try decoder.decode(TextSettings.self, from: settings)
            return try TextSender(
                client: client, settings: text,
                secret: try text.secretRef.map { try SecretReference.resolve($0) },
                connections: provider.connections,
                timeoutMilliseconds: provider.timeoutMilliseconds)
        default:
            throw DeliveryError(
                call: "settings", path: provider.kind, reason: "is no kind of provider")
        }
    }
}
