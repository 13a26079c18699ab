import Foundation
import PrivateDesk

/// Certificates made by the openssl program in a folder of their own, valid for two days unless
/// they have to be expired. The name in all of them is `exchange.test`.
final class TestCertificates: Sendable {
    static let name = "exchange.test"
    let folder: URL

    init() async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("fix-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await makeRoot("root")
        try await makeRoot("stranger")
        try await issue("server", by: "root")
        try await issue("client", by: "root")
        try await issue("expired", by: "root", days: -1)
        try await issue("strange", by: "stranger")
        try await issue("address", by: "root", alternativeName: "IP:127.0.0.1")
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

    private func makeRoot(_ name: String) async throws {
        try await openssl(
            ["req", "-x509"] + Self.newKey + [
                "-nodes", "-keyout", key(name), "-out", chain(name), "-days", "2", "-subj",
                "/CN=\(name) of a test",
            ])
    }

    private func issue(
        _ name: String, by root: String, days: Int = 2,
        alternativeName: String = "DNS:\(TestCertificates.name)"
    ) async throws {
        let request = folder.appendingPathComponent("\(name).csr").path
        try await openssl(
            ["req"] + Self.newKey + [
                "-nodes", "-keyout", key(name), "-out", request, "-subj", "/CN=\(name)",
                "-addext", "subjectAltName=\(alternativeName)",
            ])
        try await openssl([
            "x509", "-req", "-in", request, "-CA", chain(root), "-CAkey", key(root),
            "-CAcreateserial", "-days", String(days), "-copy_extensions", "copy", "-out",
            chain(name),
        ])
    }

    private func openssl(_ arguments: [String]) async throws {
        _ = try await Command("/usr/bin/openssl", arguments).run()
    }
}
