import DeskDatabase
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Postgres
import ServiceLifecycle

/// Puts the Hummingbird application together, apart from who runs it.
enum FrontApplication {
    static func build(
        _ configuration: FrontConfiguration, database: any StatementRunner,
        listener: PostgresListener? = nil, services: [any Service] = [], logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws -> Application<RouterResponder<DeskRequestContext>> {
        let limits = configuration.limits
        let database = RepeatingDatabase(database: database, logger: logger)
        let tokens = try await AccessTokens(pems: configuration.signingKeys)
        let authenticator = Authenticator(
            tokens: tokens, cookies: SessionCookies(isSecure: configuration.isSecure),
            keys: KeyRing(database: AuthFunctions(database: database)))
        let keeper = SessionKeeper(
            database: AuthFunctions(database: database),
            hasher: PasswordHasher(maximumRunning: limits.passwordChecks),
            secrets: try SecretBox(key: configuration.secretBoxKey), authenticator: authenticator,
            cookies: authenticator.cookies, maximumBodyBytes: limits.bodyBytes)
        let requestLimits = RequestLimits()
        let events = EventHub(
            database: EventFunctions(database: database), listener: listener,
            limits: EventHub.Limits(limits), requestLimits: requestLimits, logger: logger)
        let proxies = try TrustedProxies(configuration.trustedProxies)
        let certificates = try configuration.tls.map { try Certificates($0, logger: logger) }
        let router = FrontRouter(
            database: APIFunctions(database: database), keeper: keeper, events: events,
            limits: requestLimits, proxies: proxies, maximumBodyBytes: limits.bodyBytes,
            isSecure: configuration.isSecure)
        let deadline = TimeAmount(limits.requestDeadline)
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                RequestDeadlineHandler(
                    limit: deadline, writeLimit: TimeAmount(limits.writeDeadline))
            ],
            idleTimeout: TimeAmount(limits.idleTimeout),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerFieldBytes, maxHeaderListSize: limits.headerBytes,
                maxHeaderFieldCount: limits.headerCount))
        let connections = ConnectionCount(
            limit: limits.connectionsOfOneAddress, proxies: proxies)
        return Application(
            router: try router.build(),
            server: HTTPServerBuilder { responder in
                GuardedChannel(
                    base: HTTP1Channel(responder: responder, configuration: http),
                    connections: connections, certificates: certificates)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            services: services + [events] + (certificates.map { [$0] } ?? []),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                logger.notice(
                    "listening", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
                await onListening(port)
            }, logger: logger)
    }
}
