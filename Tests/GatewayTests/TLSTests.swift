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
        let name = "exchange.test"
        let folder = "/tmp/irra-gateway-tls-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = try await TestCertificate(in: folder, names: ["DNS:\(name)"])
        let exchange = try await TestExchange.open(
            tls: .init(certificatePath: files.path, keyPath: files.keyPath))
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
        try await desk.value("update fix.sessions set tls_server_name = '\(name)'")
        try await eventually({ try await desk.value(Self.state) }, is: "logged_on")
        try await desk.placeExits(1)
        try await eventually({ try await desk.orders() }, is: "filled 1")
        try await eventually({ "\(try await desk.netQuantity() ?? -1)" }, is: "0")
        try await gateway.stop()
        await exchange.close()
    }
}
