import HTTPTypes
import Testing

@testable import Front

/// The page's files keep to the policy that is sent with them.
@Suite struct PageTests {
    func text(_ name: String) throws -> String {
        String(decoding: try StaticFile.data(name), as: UTF8.self)
    }

    @Test func `no inline script, style or handler, and no outside host`() throws {
        let page = try text("index.html")
        #expect(page.matches(of: #/<script(?![^>]*\ssrc=)/#).isEmpty)
        #expect(page.matches(of: #/<style|\sstyle=|\son[a-z]+=|javascript:/#).isEmpty)
        for name in ["index.html", "desk.js", "desk.css"] {
            #expect(
                try text(name).matches(of: #/https?:\/\/|\/\/[a-z]+\.[a-z]/#).isEmpty, "\(name)")
        }
        let script = try text("desk.js")
        for danger in ["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write"] {
            #expect(!script.contains(danger), "\(danger)")
        }
    }

    @Test
    func `every element the script asks for by name is on the page, and every field has a label`()
        throws
    {
        let page = try text("index.html")
        for match in try text("desk.js").matches(of: #/byId\("([a-z-]+)"\)/#) {
            #expect(page.contains("id=\"\(match.1)\""), "\(match.1)")
        }
        let fields = page.matches(of: #/<(input|select)\s/#).count
        let labelled = page.matches(of: #/<label>[^<]*<(input|select)\s/#).count
        #expect(fields == labelled)
    }

    @Test func `the page is small and an unchanged file costs an empty answer`() async throws {
        let size = try ["index.html", "desk.js", "desk.css", "icon.svg"].reduce(0) {
            $0 + (try StaticFile.data($1).count)
        }
        #expect(size < 100_000)
        try await TestFront(database: UnreachableDatabase(.closed)).run { client in
            for (path, _, type) in FrontRouter.files {
                let first = try await client.send(.get, path)
                #expect(first.status == .ok)
                #expect(first.headers[.contentType] == type)
                let tag = try #require(first.headers[.eTag])
                let second = try await client.send(.get, path, headers: ["If-None-Match": tag])
                #expect(second.status == .notModified)
                #expect(second.body.readableBytes == 0)
            }
        }
    }
}
