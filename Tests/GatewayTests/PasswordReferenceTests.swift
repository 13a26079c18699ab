import Foundation
import Testing

@testable import Gateway

@Suite struct PasswordReferenceTests {
    @Test("a password comes from the environment or a file")
    func places() throws {
        #expect(
            try PasswordReference.resolve("env:SECRET", environment: ["SECRET": "s3"]) == "s3")
        let file = FileManager.default.temporaryDirectory
            .appending(path: "irra-password-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("from a file\n".utf8).write(to: file)
        #expect(
            try PasswordReference.resolve("file:\(file.path)", environment: [:]) == "from a file")
    }

    @Test(
        "anything else is refused, and no message shows a secret",
        arguments: ["", "hunter2", "plain:hunter2", "env:MISSING", "file:/nowhere/at/all"])
    func refusals(reference: String) {
        let error = #expect(throws: PasswordReference.Failure.self) {
            try PasswordReference.resolve(reference, environment: [:])
        }
        #expect(error.map { !"\($0)".contains("hunter2") } == true)
    }
}
