import DeskDatabase
import HTTPTypes

/// One HTTP route = one function of schema `api`.
struct Route: Sendable {
    /// Where a parameter of the function comes from when not from the body.
    enum Source: Sendable, Hashable {
        /// A part of the path, by its name in ``Route/path``.
        case path(String)
        case query(String)
        /// A header that must be there.
        case header(String)
        /// The front makes it itself; what it is of is in the answer, this once.
        case made(SecretMaker.Kind)
    }

    let method: HTTPRequest.Method
    /// With parameters in braces, as OpenAPI writes it: `/orders/{id}`.
    let path: String
    let function: APIFunction
    /// By the function's parameter names; every other parameter is a field of the body.
    let sources: [String: Source]
    let success: HTTPResponse.Status
    /// For `Location`, filled in from the path's parameters.
    let location: String?

    init(
        _ method: HTTPRequest.Method, _ path: String, _ function: APIFunction,
        _ sources: [String: Source] = [:], success: HTTPResponse.Status = .ok,
        location: String? = nil
    ) {
        self.method = method
        self.path = path
        self.function = function
        self.sources = sources
        self.success = success
        self.location = location
    }

    /// The function's parameters that are fields of the body.
    var bodyParameters: [APIFunction.Parameter] {
        function.parameters.filter { sources[$0.name] == nil }
    }

    /// Whether a request of it may carry an idempotency key that the front looks after. What is put
    /// or deleted twice is the same as once anyway.
    var isKeyed: Bool { (method == .post || method == .patch) && !function.takesKey }

    /// Whether answers have a tag to poll with: all that are read, but for the stream of events.
    var isPolled: Bool { method == .get && path != EventStream.path }

    /// The name that a caller knows a parameter of the function by.
    func outerName(of parameter: String) -> String {
        switch sources[parameter] {
        case .path(let name), .query(let name), .header(let name): name
        case nil, .made: parameter
        }
    }

    /// Whether the answer is a file, not JSON: the function says of which type and name.
    var isDocument: Bool { function == .getReport }

    /// Whether its body holds many rows and may be larger than a person's words.
    var isBulk: Bool { function == .updateBook }

    /// Whether the method may carry a body; what does not change anything has none.
    var takesBody: Bool { method == .post || method == .patch || method == .put }
}
