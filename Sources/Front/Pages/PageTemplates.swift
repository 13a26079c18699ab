import Foundation
import Mustache

/// The templates of `Resources/Templates`, compiled once at start. One that does not compile, or
/// names one that is not there, stops the start.
struct PageTemplates: Sendable {
    /// Which file, and what is wrong with it.
    struct Broken: Error, CustomStringConvertible {
        let name: String
        let reason: String
        var description: String { "the page template \(name): \(reason)" }
    }

    static let folder = "Templates"
    private static let ending = "mustache"

    private let library: MustacheLibrary
    let names: Set<String>

    init() throws(Broken) {
        let files = try Self.files()
        var library = MustacheLibrary()
        for (name, text) in files {
            do {
                library.register(try PageText.template(text), named: name)
            } catch {
                throw Broken(name: name, reason: "\(error)")
            }
        }
        for (name, text) in files {
            for match in text.matches(of: #/\{\{[><]\s*([a-z0-9-]+)/#)
            where files[String(match.1)] == nil {
                throw Broken(name: name, reason: "there is no template \(match.1)")
            }
        }
        self.library = library
        names = Set(files.keys)
    }

    /// The text of the template `name` with `context`. Throws when there is none.
    func text(_ name: String, _ context: PageValue) throws(Broken) -> String {
        guard let text = library.render(context, withTemplate: name) else {
            throw Broken(name: name, reason: "it is missing")
        }
        return text
    }

    private static func files() throws(Broken) -> [String: String] {
        let folder = StaticFile.location(Self.folder)
        do {
            let urls = try FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
            var files: [String: String] = [:]
            for url in urls where url.pathExtension == ending {
                files[url.deletingPathExtension().lastPathComponent] = try String(
                    contentsOf: url, encoding: .utf8)
            }
            return files
        } catch {
            throw Broken(name: Self.folder, reason: "\(error)")
        }
    }
}
