import Foundation

/// Certificates made by the openssl program in a folder of their own, valid for two days unless
/// they have to be expired. The name in all of them is `exchange.test`.
final class TestCertificates: Sendable {
    struct Failure: Error { let command: String }

    static let name = "exchange.test"
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("fix-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try makeRoot("root")
        try makeRoot("stranger")
        try issue("server", by: "root")
        try issue("client", by: "root")
        try issue("expired", by: "root", days: -1)
        try issue("strange", by: "stranger")
        try issue("address", by: "root", alternativeName: "IP:127.0.0.1")
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func chain(_ name: String) -> String { folder.appendingPathComponent("\(name).pem").path }
    func key(_ name: String) -> String { folder.appendingPathComponent("\(name).key").path }

    func write(_ text: String, to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]

    private func makeRoot(_ name: String) throws {
        try openssl(
            ["req", "-x509"] + Self.newKey + [
                "-nodes", "-keyout", key(name), "-out", chain(name), "-days", "2", "-subj",
                "/CN=\(name) of a test",
            ])
    }

    private func issue(
        _ name: String, by root: String, days: Int = 2,
        alternativeName: String = "DNS:\(TestCertificates.name)"
    ) throws {
        let request = folder.appendingPathComponent("\(name).csr").path
        try openssl(
            ["req"] + Self.newKey + [
                "-nodes", "-keyout", key(name), "-out", request, "-subj", "/CN=\(name)",
                "-addext", "subjectAltName=\(alternativeName)",
            ])
        try openssl([
            "x509", "-req", "-in", request, "-CA", chain(root), "-CAkey", key(root),
            "-CAcreateserial", "-days", String(days), "-copy_extensions", "copy", "-out",
            chain(name),
        ])
    }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(command: arguments.joined(separator: " "))
        }
    }
}
