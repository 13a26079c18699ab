import ExchangeSimulator
import Foundation
import PrivateDesk
import Testing

@Suite struct TLSTests {
    private static let state =
        "select status || ' ' || coalesce(detail, '') from fix.session_state"
        + " where session_name = 'ORDERS'"

    @Test("a session whose row says TLS trades over it, and only with an exchange it can trust")
    func trading() async throws {
        let files = try Certificate()
        let exchange = try await TestExchange.open(tls: files.server)
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        let gateway = desk.gateway { $0.backoff.longest = .milliseconds(200) }
        try await desk.value("update fix.sessions set tls = true")
        // Nobody vouches for the exchange's certificate but itself.
        try await eventually(
            { String(try await desk.value(Self.state).contains("not signed by anybody")) },
            is: "true")
        try await desk.value(
            "update fix.sessions set tls_ca_file = '\(files.path)', tls_server_name = 'wrong.test'")
        try await eventually(
            { String(try await desk.value(Self.state).contains("another name")) }, is: "true")
        try await desk.value("update fix.sessions set tls_server_name = '\(Certificate.name)'")
        try await eventually({ try await desk.value(Self.state) }, is: "logged_on")
        try await desk.placeExits(1)
        try await eventually({ try await desk.orders() }, is: "filled 1")
        try await eventually({ "\(try await desk.netQuantity() ?? -1)" }, is: "0")
        try await gateway.stop()
        await exchange.close()
    }
}

/// A certificate that vouches for itself, made by the openssl program.
private final class Certificate {
    static let name = "exchange.test"
    private let folder: URL
    let path: String

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "irra-gateway-tls-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "exchange.pem").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-keyout", folder.appending(path: "exchange.key").path, "-out", path,
            "-days", "2", "-subj", "/CN=a test", "-addext", "subjectAltName=DNS:\(Self.name)",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CancellationError() }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var server: ExchangeSimulatorConfiguration.TLSFiles {
        .init(certificatePath: path, keyPath: folder.appending(path: "exchange.key").path)
    }
}
