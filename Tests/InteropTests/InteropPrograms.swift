import Foundation
import PrivateDesk

/// The programs of Tests/Interop, compiled once a test run.
enum InteropPrograms {
    /// Whether this machine can compile them. A build server must be able to, so there the answer
    /// is always yes and a missing package fails the tests.
    static let isExpected: Bool =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || (FileManager.default.fileExists(atPath: "/usr/include/quickfix/Session.h")
            && FileManager.default.isExecutableFile(atPath: "/usr/bin/g++"))

    static let hint: String = "install g++ and libquickfix-dev first (.ci/install test)"

    /// The project's folder, by way of this file.
    static let tests = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The folder with `exchange` and `client`; compiling takes some seconds the first time.
    static func folder() async throws -> String { try await compiled.value }

    private static let compiled = Task { () async throws -> String in
        let folder = tests.deletingLastPathComponent().appending(path: ".build/interop").path
        _ = try await Command(
            "/usr/bin/make",
            ["--directory", tests.appending(path: "Interop").path, "BUILD=\(folder)"]
        ).run()
        return folder
    }
}
