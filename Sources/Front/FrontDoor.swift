import DeskDatabase
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Postgres

/// What every request passes first and every answer last: a number, a problem instead of an error,
/// the security headers, the count, one line in the log.
struct FrontDoor: RouterMiddleware {
    typealias Context = DeskRequestContext

    let metrics: RequestMetrics
    let headers: SecurityHeaders
    let limits: RequestLimits
    let proxies: TrustedProxies
    /// What machines ask, often and of all from few addresses.
    static let unlimitedPaths: Set<String> = ["/healthz", "/readyz", "/metrics"]

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        var context = context
        context.requestID = RequestIdentifier.make(from: request.headers)
        context.logger[metadataKey: "request_id"] = "\(context.requestID)"
        context.address = proxies.client(of: request.headers, from: context.address)
        context.notes = RequestNotes(limits: limits)
        metrics.began()
        var response: Response
        var code: String?
        do {
            if let address = context.address, !Self.unlimitedPaths.contains(request.uri.path) {
                try limits.admit(address: address)
            }
            response = try await next(request, context)
        } catch {
            let problem = problem(for: error, context: context)
            code = problem.code
            response = problem.response(requestID: context.requestID)
            // What was not read of a refused body must not be taken for the next request.
            if response.status == .contentTooLarge { response.headers[.connection] = "close" }
        }
        headers.add(to: &response)
        response.headers[RequestIdentifier.header] = context.requestID
        let duration = ContinuousClock.now - began
        // Only a route of ours names a series: addresses from outside must not fill the memory.
        let route = context.endpointPath ?? "other"
        metrics.ended(
            method: request.method, route: route, status: response.status, duration: duration)
        var metadata: Logger.Metadata = [
            "method": "\(request.method)", "route": "\(route)",
            "status": "\(response.status.code)", "address": "\(context.address ?? "-")",
            "milliseconds": "\(duration / .milliseconds(1))",
        ]
        if let person = context.notes.person { metadata["person"] = "\(person)" }
        if let code { metadata["code"] = "\(code)" }
        let orders = context.notes.orders
        if !orders.isEmpty {
            metadata["orders"] = .array(orders.map { .dictionary(["order_id": "\($0)"]) })
        }
        context.logger.info("request", metadata: metadata)
        return response
    }

    /// What went wrong, in words fit for outside; the rest goes to the log.
    private func problem(for error: any Error, context: Context) -> Problem {
        let problem: Problem
        let details: String
        switch error {
        case let error as Problem: return error
        case let error as PostgresError:
            problem = Problem(error)
            details = error.detailForLog
        case let error as any HTTPResponseError:
            problem = Problem(error.status)
            details = "\(error)"
        case is CancellationError:
            problem = Problem(.tookTooLong)
            details = "cancelled"
        default:
            problem = Problem(.invariantBroken)
            details = "\(error)"
        }
        let level: Logger.Level =
            switch problem.status.code {
            case 503: .warning
            case 500...: .error
            default: .debug
            }
        context.logger.log(
            level: level, "refused", metadata: ["code": "\(problem.code)", "details": "\(details)"])
        return problem
    }
}

extension Problem {
    /// A refusal of the router itself.
    fileprivate init(_ status: HTTPResponse.Status) {
        switch status {
        case .notFound: self.init(.notFound, detail: "There is no such address")
        case .contentTooLarge: self.init(.requestTooLarge)
        case .badRequest: self.init(.invalidRequest)
        default: self.init(.invariantBroken)
        }
    }
}
