import DeskDatabase
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Builds the router: the table's routes, log-in, what machines ask, and the ops pages.
struct FrontRouter {
    /// Methods that get 405 where they are not at home; others get 404.
    static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
        HTTPRequest.Method("QUERY")!,
    ]
    /// Files by the paths they are served at; those of the pages are ``PageAssets``.
    static let files = [
        ("/openapi.json", "openapi.json", "application/json")
    ]
    /// What changes sessions and factors, by the paths that take a POST.
    static let keeperPaths =
        LogIn.paths + [
            RefreshSession.path, ChangePassword.path, EnrolFactor.path, ConfirmFactor.path,
        ]

    let database: APIFunctions
    let keeper: SessionKeeper
    let events: EventHub
    let limits: RequestLimits
    let proxies: TrustedProxies
    let maximumBodyBytes: Int
    let isSecure: Bool

    func build() throws -> Router<DeskRequestContext> {
        let metrics = RequestMetrics()
        let router = Router(
            context: DeskRequestContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(
            middleware: FrontDoor(
                metrics: metrics, headers: SecurityHeaders(isSecure: isSecure), limits: limits,
                proxies: proxies))
        var methods: [String: [HTTPRequest.Method]] = [:]
        func add(
            _ method: HTTPRequest.Method, _ path: String,
            _ responder: some HTTPResponder<DeskRequestContext>
        ) {
            router.on(RouterPath(path), method: method, responder: responder)
            methods[path, default: []].append(method)
        }

        for route in RouteTable.routes {
            let responder = RouteResponder(
                route: route, database: database, authenticator: keeper.authenticator,
                maker: SecretMaker(keeper: keeper), maximumBodyBytes: maximumBodyBytes)
            if route.path == RouteTable.logoutPath {
                add(route.method, route.path, LogOut(route: responder))
            } else if route.path == EventStream.path {
                add(
                    route.method, route.path,
                    EventStream(
                        route: route, database: database, authenticator: keeper.authenticator,
                        hub: events)
                )
            } else {
                add(route.method, route.path, responder)
            }
        }
        add(
            .post, ReceiptHook.path,
            ReceiptHook(database: database.receipts, maximumBodyBytes: maximumBodyBytes))
        for path in LogIn.paths { add(.post, path, LogIn(keeper: keeper)) }
        add(.post, RefreshSession.path, RefreshSession(keeper: keeper))
        add(.post, ChangePassword.path, ChangePassword(keeper: keeper))
        add(.post, EnrolFactor.path, EnrolFactor(keeper: keeper))
        add(.post, ConfirmFactor.path, ConfirmFactor(keeper: keeper))
        for (path, name, type) in Self.files {
            add(.get, path, try StaticFile(name, contentType: type))
        }
        let drawing = try PageDrawing(
            templates: PageTemplates(), assets: PageAssets(), pages: PageTable.pages)
        for path in PageHome.paths {
            add(.get, path, PageHome(authenticator: keeper.authenticator, pages: PageTable.pages))
        }
        for page in PageTable.pages {
            add(
                .get, page.path,
                PageResponder(
                    page: page, reader: PageReader(database: database),
                    authenticator: keeper.authenticator, drawing: drawing))
        }
        add(.get, PageTable.logIn.path, PlainPage(page: PageTable.logIn, drawing: drawing))
        add(.get, PageAssets.route, drawing.assets)
        router.on(
            RouterPath("\(PageTable.root)/**"), method: .get,
            responder: MissingPage(drawing: drawing))
        add(
            .get, "/.well-known/jwks.json",
            text(keeper.authenticator.tokens.keySet, "application/json"))
        add(.get, "/healthz", text(#"{"status":"alive"}"#, "application/json"))
        add(.get, "/readyz", Readiness(database: database))
        add(.get, "/metrics", MetricsPage(metrics: metrics, database: database))
        for (path, allowed) in methods {
            refuseOtherMethods(of: path, allowed: allowed, on: router)
        }
        return router
    }

    private func refuseOtherMethods(
        of path: String, allowed: [HTTPRequest.Method], on router: Router<DeskRequestContext>
    ) {
        let allowed = allowed.contains(.get) ? allowed + [.head] : allowed
        let header = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        for method in Self.methods where !allowed.contains(method) {
            router.on(
                RouterPath(path), method: method,
                responder: CallbackResponder { _, _ in
                    var problem = Problem(.methodNotAllowed, detail: "Allowed: \(header)")
                    problem.headers[.allow] = header
                    throw problem
                })
        }
    }

    private func text(
        _ text: String, _ contentType: String
    ) -> CallbackResponder<DeskRequestContext> {
        CallbackResponder { _, _ in Self.response(text, contentType) }
    }

    private static func response(_ text: String, _ contentType: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
