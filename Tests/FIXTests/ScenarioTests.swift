import Foundation
import Testing

/// Runs every file of `Scenarios`.
@Suite("Session rules")
struct ScenarioTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Scenarios")

    static let files: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted()
    }()

    @Test("the scenarios are found")
    func found() {
        #expect(Self.files.count >= 40)
    }

    @Test("scenario", arguments: files)
    func scenario(_ file: String) throws {
        let text = try String(
            contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
        try Scenario.run(text)
    }
}
