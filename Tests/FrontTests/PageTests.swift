import DeskDatabase
import Foundation
import HTTPTypes
import Mustache
import Postgres
import Testing

@testable import Front

/// The pages' files keep to the policy that is sent with them, and the pages to their table.
@Suite struct PageTests {
    /// Templates and assets by their names, as the front finds them.
    static func files(_ folder: String) throws -> [String: String] {
        let url = StaticFile.location(folder)
        var files: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: url.path) {
            files[name] = try String(contentsOf: url.appending(path: name), encoding: .utf8)
        }
        return files
    }

    @Test func `no inline script, style or handler, and no outside host`() throws {
        for (name, text) in try Self.files(PageTemplates.folder) {
            #expect(text.matches(of: #/<script(?![^>]*\ssrc=)/#).isEmpty, "\(name)")
            #expect(
                text.matches(of: #/<style|\sstyle=|\son[a-z]+=|javascript:/#).isEmpty, "\(name)")
            #expect(text.matches(of: #/https?:\/\/|\{\{\{|\{\{&/#).isEmpty, "\(name)")
        }
        for (name, text) in try Self.files(PageAssets.folder) where name != "icon.svg" {
            #expect(text.matches(of: #/https?:\/\/|\/\/[a-z]+\.[a-z]/#).isEmpty, "\(name)")
            for danger in [
                "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write",
                "setAttribute(\"style", ".style.",
            ] {
                #expect(!text.contains(danger), "\(name): \(danger)")
            }
        }
    }

    @Test func `every field has a label, and every button says whether it sends`() throws {
        for (name, text) in try Self.files(PageTemplates.folder) {
            for match in text.matches(of: #/<(input|select|textarea)\s[^>]*>/#) {
                let tag = String(match.0)
                if tag.contains("type=\"hidden\"") || tag.contains("aria-label=") { continue }
                let before = text[..<match.range.lowerBound]
                let opened = before.ranges(of: "<label").count
                #expect(opened > before.ranges(of: "</label>").count, "\(name): \(tag)")
            }
            for match in text.matches(of: #/<button\s[^>]*data-(?:open|ask|close|print)[^>]*>/#) {
                #expect(match.0.contains("type=\"button\""), "\(name): \(match.0)")
            }
        }
    }

    @Test func `every template compiles, every page and part has one, and they name what is there`()
        throws
    {
        let templates = try PageTemplates()
        for page in PageTable.pages + [PageTable.logIn] {
            #expect(templates.names.contains(page.template), "\(page.path)")
            for part in page.parts {
                #expect(
                    templates.names.contains(page.template(of: part)), "\(page.path) \(part.name)")
            }
        }
        let assets = try PageAssets()
        for page in PageTable.pages + [PageTable.logIn] {
            for module in page.modules { #expect(assets.files["\(module).js"] != nil) }
        }
        for (name, text) in try Self.files(PageAssets.folder) {
            for match in text.matches(of: #/from "\.\/([a-z-]+\.js)"/#) {
                #expect(assets.files[String(match.1)] != nil, "\(name): \(match.1)")
            }
        }
    }

    @Test func `every function that a template formats by is there`() throws {
        let known = Set(PageFormat.allCases.map(\.rawValue)).union([
            "json", "pairs", "charts", "count", "empty", "first", "last", "index",
        ])
        for (name, text) in try Self.files(PageTemplates.folder) {
            for match in text.matches(of: #/\{\{[#^\/]?\s*([A-Za-z_]+)\(([^}]*)\}\}/#) {
                let functions =
                    [String(match.1)] + match.2.split(separator: "(").dropLast().map(String.init)
                for function in functions {
                    let isNamed = ["is_", "where_", "unless_", "by_"].contains {
                        function.hasPrefix($0)
                    }
                    #expect(isNamed || known.contains(function), "\(name): \(function)")
                }
            }
        }
    }

    @Test func `a page reads what functions take, from where it can know it`() {
        for page in PageTable.pages {
            let inPath = Set(page.path.matches(of: #/\{([A-Za-z]+)\}/#).map { String($0.1) })
            for read in page.parts.flatMap(\.reads) {
                let names = Set(read.function.parameters.map(\.name))
                #expect(names.isSuperset(of: read.sources.keys), "\(page.path) \(read.name)")
                for parameter in read.function.parameters where parameter.isRequired {
                    #expect(read.sources[parameter.name] != nil, "\(page.path) \(parameter.name)")
                }
                for case .path(let name) in read.sources.values {
                    #expect(inPath.contains(name), "\(page.path) \(name)")
                }
            }
        }
    }

    @Test func `the first page is small, all its files together`() throws {
        let sizes = try Self.files(PageAssets.folder).values.reduce(0) { $0 + $1.utf8.count }
        let css = try Self.files(PageAssets.folder).filter { $0.key.hasSuffix(".css") }
        #expect(sizes < 80_000)
        #expect(css.values.reduce(0) { $0 + $1.utf8.count } < 20_000)
    }

    @Test func `without a log-in a page leads to it and back, a part is refused as a problem`()
        async throws
    {
        try await TestFront(database: UnreachableDatabase(.closed)).run { client in
            for path in ["/", "/page"] {
                let home = try await client.send(.get, path)
                #expect(home.status == .seeOther)
                #expect(home.headers[.location] == "/page/log-in")
            }
            let page = try await client.send(.get, "/page/desk/clients/7")
            #expect(page.status == .seeOther)
            #expect(
                page.headers[.location] == "/page/log-in?next=%2Fpage%2Fdesk%2Fclients%2F7")
            let part = try await client.send(.get, "/page/desk/clients/7?part=orders")
            #expect(part.status == .unauthorized)
            #expect(part.code == "IR401")
            let logIn = try await client.send(.get, "/page/log-in?next=%2Fpage%2Fdesk")
            #expect(logIn.status == .ok)
            #expect(logIn.headers[.contentType] == "text/html; charset=utf-8")
            let missing = try await client.send(.get, "/page/nothing/here")
            #expect(missing.status == .notFound)
            #expect(missing.text.contains("<h1>Not found</h1>"))
        }
    }

    @Test func `a refusal of a page is a page that says what and whose request it was`()
        async throws
    {
        let front = TestFront(database: UnreachableDatabase(.poolExhausted))
        let token = try await front.token()
        try await front.run { client in
            let page = try await client.send(.get, "/page/desk", token: token)
            #expect(page.status == .serviceUnavailable)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.retryAfter] == "1")
            #expect(page.text.contains(page.headers[RequestIdentifier.header] ?? "?"))
            let part = try await client.send(.get, "/page/desk?part=queue", token: token)
            #expect(part.headers[.contentType] == "application/problem+json")
            let unknown = try await client.send(.get, "/page/desk?part=nothing", token: token)
            #expect(unknown.status == .notFound)
            let field = try await client.send(.get, "/page/desk?colour=red", token: token)
            #expect(field.status == .badRequest)
            let spaced = try await client.send(.get, "/page/desk?part=no+such%2Bpart", token: token)
            #expect(spaced.text.contains("no such+part"), "as a browser's form writes it")
        }
    }

    @Test func `files of a page are kept for good under their version, and compressed`()
        async throws
    {
        let assets = try PageAssets()
        try await TestFront(database: UnreachableDatabase(.closed)).run { client in
            for (name, asset) in assets.files {
                let answer = try await client.send(.get, "\(assets.path)/\(name)")
                #expect(answer.status == .ok)
                #expect(answer.headers[.contentType] == asset.contentType)
                #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
                let other = try await client.send(
                    .get, "/assets/other/\(name)", headers: ["Accept-Encoding": "gzip"])
                #expect(other.headers[.cacheControl] == "no-cache")
                #expect((other.headers[.contentEncoding] == "gzip") == (asset.compressed != nil))
            }
            #expect(try await client.send(.get, "\(assets.path)/nothing.js").status == .notFound)
        }
    }
}
