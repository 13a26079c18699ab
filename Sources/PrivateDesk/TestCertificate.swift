import FoundationEssentials

/// A certificate that vouches for itself, for servers that tests start; valid for two days.
package struct TestCertificate: Sendable {
    /// Files in PEM.
    package let path: String
    package let keyPath: String

    /// Made by the openssl program in a folder that is there; what is there is replaced.
    /// - Parameter names: as `subjectAltName` takes them, for instance `DNS:localhost`.
    package init(in folder: String, commonName: String = "a test", names: [String]) async throws {
        path = folder + "/certificate.pem"
        keyPath = folder + "/key.pem"
        _ = try await Command(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-keyout", keyPath, "-out", path, "-days", "2", "-subj",
                "/CN=\(commonName)", "-addext",
                "subjectAltName=" + names.joined(separator: ","),
            ]
        ).run()
    }
}
