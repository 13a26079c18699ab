import DeskDatabase
import Foundation
import Testing

@Suite struct SecretReferenceTests {
    @Test("a secret comes from the environment or a file")
    func places() throws {
        #expect(
            try SecretReference.resolve("env:SECRET", environment: ["SECRET": "s3"]) == "s3")
        let file = FileManager.default.temporaryDirectory
            .appending(path: "irra-secret-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("from a file\n".utf8).write(to: file)
        #expect(
            try SecretReference.resolve("file:\(file.path)", environment: [:]) == "from a file")
    }

    @Test(
        "anything else is refused, and no message shows a secret",
        arguments: ["", "hunter2", "plain:hunter2", "env:MISSING", "file:/nowhere/at/all"])
    func refusals(reference: String) {
        let error = #expect(throws: SecretReference.Failure.self) {
            try SecretReference.resolve(reference, environment: [:])
        }
        #expect(error.map { !"\($0)".contains("hunter2") } == true)
    }
}
