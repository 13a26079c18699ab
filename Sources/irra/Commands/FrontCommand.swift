import ArgumentParser
import DeskDatabase
import Front
import Glibc
import Postgres
import PrivateDesk

extension Settings {
    fileprivate var tlsFiles: FrontConfiguration.TLSFiles? {
        guard let httpCertificate, let httpCertificateKey else { return nil }
        return .init(certificate: httpCertificate, key: httpCertificateKey)
    }
}

/// `irra front`: the HTTP front.
struct FrontCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "front", abstract: "Serve the HTTP API and the ops page.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings()
        try settings.requireFreePort(of: .front)
        try await WorkerRun(part: .front, settings: settings).run { logger in
            let keys = try FrontSecrets(
                settings: settings, secrets: Secrets(directory: settings.home + "/secrets")
            ).obtain()
            return [
                FrontService(
                    configuration: FrontConfiguration(
                        host: settings.httpHost, port: settings.httpPort,
                        database: PostgresConfiguration(
                            conninfo: try Connections(settings: settings).backup(as: .front),
                            applicationName: "irra front"),
                        signingKeys: keys.signing, secretBoxKey: keys.sealing,
                        isSecure: settings.isHTTPBehindTLS, tls: settings.tlsFiles,
                        trustedProxies: settings.trustedProxies),
                    pulse: WorkerPulse(
                        workerName: "\(WorkerRun.name(.front)):\(getpid())", kind: "front",
                        version: Irra.version, processID: getpid()),
                    logger: logger)
            ]
        }
    }
}
