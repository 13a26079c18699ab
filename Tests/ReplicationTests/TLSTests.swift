import Foundation
import Glibc
import Postgres
import Testing

@testable import PrivateDesk

/// Replication across a network: TLS, the certificate is the primary's own, and nothing without.
@Suite("Replication over TLS")
struct TLSTests {
    /// Two authorities and a certificate of the first for 127.0.0.1.
    private func makeCertificates(in directory: String) async throws {
        try await Shell.run(
            """
            set -e
            mkdir -p '\(directory)' && cd '\(directory)'
            for ca in ca other; do
                openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$ca" \
                    -keyout $ca.key -out $ca.pem 2> /dev/null
            done
            openssl req -newkey rsa:2048 -nodes -subj "/CN=primary" -keyout server.key \
                -out server.csr 2> /dev/null
            printf 'subjectAltName=IP:127.0.0.1\\n' > names
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
                -extfile names -out server.pem 2> /dev/null
            """)
    }

    /// The cluster again, on a TCP port, with the certificate; only `hostssl` lets the desk in.
    private func openToTheNetwork(_ desk: TestDesk, _ certificates: String) async throws -> Cluster
    {
        let port = try #require(TCPPort.unused())
        let cluster = Cluster(
            name: "tls", dataDirectory: desk.cluster.dataDirectory,
            socketDirectory: desk.cluster.socketDirectory, port: port, portSetting: "",
            purpose: .test, account: desk.cluster.account)
        let files = ["server.pem", "server.key"]
        try await desk.cluster.run(
            sql: """
                alter system set listen_addresses = '127.0.0.1';
                alter system set ssl = on;
                alter system set ssl_cert_file = 'server.pem';
                alter system set ssl_key_file = 'server.key';
                """, database: "postgres")
        try await desk.cluster.stop()
        for file in files {
            let path = "\(desk.cluster.dataDirectory)/\(file)"
            try await Shell.run("cp '\(certificates)/\(file)' '\(path)' && chmod 600 '\(path)'")
            try FileSystem.setOwner(path, desk.cluster.account)
        }
        try await cluster.start()
        // Written anew at each start; so after it.
        try await Shell.run(
            """
            echo 'hostssl all irra_replicator 127.0.0.1/32 scram-sha-256' \
                >> '\(cluster.dataDirectory)/pg_hba.conf'
            """)
        try await cluster.run(
            sql: """
                alter role irra_replicator password 'of-a-test';
                select pg_reload_conf();
                """, database: "postgres")
        return cluster
    }

    @Test("with a verified certificate it runs; with another's, another name or none it does not")
    func verified() async throws {
        let sides = try await TwoSides()
        let certificates = "/tmp/irra-tls.\(getpid()).\(UInt32.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: certificates) }
        try await makeCertificates(in: certificates)
        let cluster = try await openToTheNetwork(sides.primarySide, certificates)
        let primary = TestDatabase(name: sides.primary.name, cluster: cluster)
        func conninfo(_ host: String, _ rest: String) -> String {
            "host=\(host) port=\(cluster.port) dbname=\(primary.name) user=irra_replicator"
                + " password=of-a-test \(rest)"
        }
        func refusal(_ conninfo: String) async -> String {
            do {
                let connection = try await PostgresConnection.connect(
                    PostgresConfiguration(conninfo: conninfo, applicationName: "tls"))
                await connection.close()
                return ""
            } catch {
                return (error as? PostgresError)?.detailForLog ?? "\(error)"
            }
        }
        let verify = "sslmode=verify-full sslrootcert=\(certificates)"
        #expect(
            await refusal(conninfo("127.0.0.1", "\(verify)/other.pem"))
                .contains("certificate verify failed"))
        #expect(
            await refusal(conninfo("localhost", "\(verify)/ca.pem"))
                .contains("does not match host name"))
        #expect(
            await refusal(conninfo("127.0.0.1", "sslmode=disable"))
                .contains("no pg_hba.conf entry"))
        // The subscription takes the same way.
        // (A server that root started looks for a client's certificate where it may not look.)
        let good = conninfo(
            "127.0.0.1", "\(verify)/ca.pem sslcert=\(certificates)/none sslkey=\(certificates)/none"
        )
        try await sides.backupSide.cluster.run(
            file: ProjectFiles.find().path("replication/subscription.sql"),
            database: sides.backup.name, variables: ["primary": good], oneTransaction: false)
        try await sides.eventually(
            "t",
            """
            select bool_and(s.ssl) from pg_stat_replication r join pg_stat_ssl s using (pid)
            where r.application_name = 'irra_book';
            """, on: primary)
        let day = sides.day
        var exchange = Exchange()
        let trade = exchange.trade(user: 1, side: "buy", units: 5, day: day)
        try await primary.run(TwoSides.recording([trade]))
        try await sides.eventually("1", "select count(*) from book.trades;")
        let checks = try await primary.cluster.run(
            file: ProjectFiles.find().path("replication/checks/tls.sql"), database: primary.name,
            oneTransaction: false)
        #expect(checks.split(separator: "\n").filter { $0.contains("|f|") } == [])
        try await cluster.stop(.immediate)
        try await sides.stop()
    }
}
