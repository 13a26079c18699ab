import DeskDatabase
import Foundation
import Testing

@testable import Front

/// `openapi.json` is true: it says what the table says. (`DeskDatabaseTests` compare the functions'
/// signatures with the database.)
@Suite struct RouteTableTests {
    typealias Object = [String: Any]

    /// Headers that say the same wherever they are; ``ofKind`` looks for them.
    static let everywhere: Set<String> = ["If-None-Match"]

    static var document: Object {
        let value = try? JSONSerialization.jsonObject(with: StaticFile.data("openapi.json"))
        return value as? Object ?? [:]
    }

    func documentation(of route: Route) -> Object? {
        let paths = Self.document["paths"] as? [String: Object]
        return paths?[route.path]?[route.method.rawValue.lowercased()] as? Object
    }

    @Test(arguments: RouteTable.routes.indices)
    func `a route is documented with its function, parameters, body and success`(_ index: Int)
        throws
    {
        let route = RouteTable.routes[index]
        let operation = try #require(documentation(of: route), "\(route.method) \(route.path)")
        #expect(operation["operationId"] as? String == route.function.name)
        let responses = try #require(operation["responses"] as? Object)
        #expect(responses.keys.filter { $0.hasPrefix("2") } == [String(route.success.code)])
        let headers = (responses[String(route.success.code)] as? Object)?["headers"] as? Object
        #expect((headers?["Location"] != nil) == (route.location != nil))

        var documented: Set<String> = []
        for parameter in operation["parameters"] as? [Object] ?? [] {
            let name = try #require(parameter["name"] as? String)
            let place = try #require(parameter["in"] as? String)
            if name == RequestIdentifier.header.rawName || Self.everywhere.contains(name) {
                continue
            }
            let schema = try #require(parameter["schema"] as? Object)
            let required = parameter["required"] as? Bool ?? false
            documented.insert("\(place) \(name) \(required) \(type(schema))")
        }
        if route.isKeyed {
            #expect(documented.remove("header Idempotency-Key false string") != nil)
        }
        let expected = route.function.parameters.compactMap { parameter -> String? in
            let type = Self.jsonType(parameter.type)
            return switch route.sources[parameter.name] {
            case nil, .made: nil
            case .path(let name): "path \(name) true \(type)"
            case .query(let name): "query \(name) \(parameter.isRequired) \(type)"
            case .header(let name): "header \(name) \(parameter.isRequired) \(type)"
            }
        }
        #expect(documented == Set(expected))
        try checkBody(of: route, operation)
    }

    @Test(arguments: RouteTable.routes.indices)
    func `what every answer of its kind has is documented with each route`(_ index: Int) throws {
        let route = RouteTable.routes[index]
        let operation = try #require(documentation(of: route))
        let responses = try #require(operation["responses"] as? [String: Object])
        let parameters = operation["parameters"] as? [Object] ?? []
        let names = Set(parameters.compactMap { $0["name"] as? String })
        for (status, response) in responses {
            let headers = response["headers"] as? Object ?? [:]
            #expect(headers["X-Request-Id"] != nil, "\(route.path) \(status)")
            if status == "429" || status == "503" { #expect(headers["Retry-After"] != nil) }
            if status == "200", route.isPolled { #expect(headers["ETag"] != nil) }
            #expect(
                (headers["Next-Cursor"] != nil && headers["Link"] != nil)
                    == (route.function.isPage && status == "200"))
        }
        for status in ["400", "401", "403", "429", "500", "503"] {
            #expect(responses[status] != nil, "\(route.path) \(status)")
        }
        #expect((responses["304"] != nil) == route.isPolled)
        #expect(names.contains("If-None-Match") == route.isPolled)
        if operation["requestBody"] != nil {
            #expect(responses["413"] != nil && responses["415"] != nil)
        }
    }

    func checkBody(of route: Route, _ operation: Object) throws {
        guard !route.bodyParameters.isEmpty else {
            #expect(operation["requestBody"] == nil)
            return
        }
        let body = try #require(operation["requestBody"] as? Object)
        let content = body["content"] as? [String: Object]
        let reference = (content?["application/json"]?["schema"] as? Object)?["$ref"] as? String
        let name = try #require(reference?.split(separator: "/").last)
        let components = Self.document["components"] as? [String: Object]
        let schema = try #require(components?["schemas"]?[String(name)] as? Object)
        let properties = try #require(schema["properties"] as? [String: Object])
        #expect(Set(properties.keys) == Set(route.bodyParameters.map(\.name)))
        for parameter in route.bodyParameters {
            #expect(type(properties[parameter.name] ?? [:]) == Self.jsonType(parameter.type))
        }
        let required = Set(route.bodyParameters.filter(\.isRequired).map(\.name))
        #expect(Set(schema["required"] as? [String] ?? []) == required)
        #expect(schema["additionalProperties"] as? Bool == false)
    }

    /// The type of a schema without `null`, with its format where that decides the SQL type.
    func type(_ schema: Object) -> String {
        let types = schema["type"] as? [String] ?? [schema["type"] as? String ?? ""]
        let plain = types.filter { $0 != "null" }.joined(separator: "|")
        guard let format = schema["format"] as? String, ["int64", "date", "uuid"].contains(format)
        else { return plain }
        return "\(plain) \(format)"
    }

    static func jsonType(_ type: APIFunction.ValueType) -> String {
        switch type {
        case .text: "string"
        case .bigint: "integer int64"
        case .boolean: "boolean"
        case .numeric: "number"
        case .date: "string date"
        case .uuid: "string uuid"
        // Lists only, so far.
        case .jsonb: "array"
        }
    }

    @Test func `nothing is documented that is not there`() throws {
        let paths = try #require(Self.document["paths"] as? [String: Object])
        var known = Set(RouteTable.routes.map { "\($0.method.rawValue.lowercased()) \($0.path)" })
        known.formUnion(FrontRouter.keeperPaths.map { "post \($0)" })
        known.insert("post \(ReceiptHook.path)")
        known.formUnion(
            ["/healthz", "/readyz", "/metrics", "/openapi.json", "/.well-known/jwks.json"]
                .map { "get \($0)" })
        let documented = Set(
            paths.flatMap { path, methods in methods.keys.map { "\($0) \(path)" } })
        #expect(documented == known)
    }

    @Test func `every function people can call has exactly one route`() {
        let names = RouteTable.routes.map(\.function.name)
        #expect(Set(names).count == names.count)
        #expect(Set(names) == Set(APIFunction.all.map(\.name)))
    }

    @Test func `operation names are unique and references lead somewhere`() throws {
        let paths = try #require(Self.document["paths"] as? [String: [String: Object]])
        let names = paths.values.flatMap(\.values).compactMap { $0["operationId"] as? String }
        #expect(Set(names).count == names.count)
        let components = Self.document["components"] as? [String: Object]
        let schemas = try #require(components?["schemas"])
        let text = String(decoding: try StaticFile.data("openapi.json"), as: UTF8.self)
        for match in text.matches(of: #/"#\/components\/schemas\/([A-Za-z]+)"/#) {
            #expect(schemas[String(match.1)] != nil, "\(match.1)")
        }
    }
}
