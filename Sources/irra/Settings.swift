import Configuration
import FoundationEssentials
import Logging
import PrivateDesk

/// All settings of one run, looked up once at its start: flags, environment, irra.yaml, defaults.
struct Settings: Sendable {
    static let defaultFile = "irra.yaml"
    static let defaultHome = ".irra"
    /// Databases of the private clusters.
    static let backupDatabase = "irra"
    static let primaryDatabase = "broker"

    var home: String
    var httpHost: String
    var httpPort: Int
    /// PEM files with which the front itself speaks TLS; both or none.
    var httpCertificate: String?
    var httpCertificateKey: String?
    /// A reverse proxy speaks TLS for the front.
    var isHTTPBehindTLS: Bool
    /// Addresses and networks of reverse proxies whose word about addresses is believed.
    var trustedProxies: [String]
    var backupPort: Int
    var primaryPort: Int
    var simulatorPort: Int
    /// A connection string instead of the private cluster's; nil when that is meant.
    var backupDSN: String?
    var primaryDSN: String?
    /// PEM of the ES256 key that signs tokens, when it is not the private desk's own.
    var signingKey: String?
    /// base64url of the key that seals second factors, when it is not the private desk's own.
    var sealingKey: String?
    /// The file outside the database that holds the audit log's heads.
    var auditHeads: String
    var logFormat: LogFormat
    var logLevel: Logger.Level

    /// `flags` by the settings' names; `defaultHome` is where the desk lives when nothing says so.
    /// Throws when a value has the wrong type or a file cannot be read.
    static func load(
        flags: [String: String], defaultHome: String = defaultHome
    ) async throws -> Settings {
        let flagProvider = InMemoryProvider(
            name: "flags",
            values: [AbsoluteConfigKey: ConfigValue](
                uniqueKeysWithValues: flags.map { name, value in
                    (
                        AbsoluteConfigKey([name]),
                        ConfigValue(.string(value), isSecret: false)
                    )
                }))
        let environment = EnvironmentVariablesProvider()
        let named = ConfigReader(providers: [flagProvider, environment])
            .string(forKey: ConfigKey([SettingName.configuration.rawValue]))
        let file = try await FileProvider<YAMLSnapshot>(
            filePath: .init(named ?? defaultFile), allowMissing: named == nil)
        return try await Settings(
            SettingReader(
                reader: ConfigReader(providers: [flagProvider, environment, file])),
            defaultHome: defaultHome)
    }

    private init(_ reader: SettingReader, defaultHome: String) async throws {
        home = try await reader.text(.home) ?? defaultHome
        httpHost = try await reader.text(.httpHost) ?? "127.0.0.1"
        httpPort = try await reader.port(.httpPort) ?? 8080
        httpCertificate = try await reader.text(.httpCertificate).map(Self.absolute)
        httpCertificateKey = try await reader.text(.httpCertificateKey).map(Self.absolute)
        guard (httpCertificate == nil) == (httpCertificateKey == nil) else {
            throw SettingReader.Invalid(
                name: httpCertificate == nil ? .httpCertificate : .httpCertificateKey,
                expected: "given together with the other file")
        }
        isHTTPBehindTLS = try await reader.choice(.httpBehindTLS) == Switch.on
        trustedProxies =
            try await reader.text(.trustedProxies)?
            .split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) ?? []
        backupPort = try await reader.port(.backupPort) ?? 54320
        primaryPort = try await reader.port(.primaryPort) ?? 54321
        simulatorPort = try await reader.port(.simulatorPort) ?? 9880
        backupDSN = try await reader.text(.backupDSN)
        primaryDSN = try await reader.text(.primaryDSN)
        signingKey = try await reader.text(.signingKey)
        sealingKey = try await reader.text(.sealingKey)
        auditHeads = try await reader.text(.auditHeads) ?? ""
        logFormat = try await reader.choice(.logFormat) ?? .text
        logLevel = try await reader.choice(.logLevel) ?? .info
        if !home.hasPrefix("/") {
            home = FileManager.default.currentDirectoryPath + "/" + home
        }
        if auditHeads.isEmpty {
            auditHeads = home + "/audit/heads"
        } else if !auditHeads.hasPrefix("/") {
            auditHeads = FileManager.default.currentDirectoryPath + "/" + auditHeads
        }
    }

    private enum Switch: String, CaseIterable {
        case on, off
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// Throws when another program has the port that this part is to listen on.
    func requireFreePort(of part: Part) throws {
        let (setting, port): (SettingName, Int)
        switch part {
        case .primary: (setting, port) = (.primaryPort, primaryPort)
        case .backup: (setting, port) = (.backupPort, backupPort)
        case .simulate: (setting, port) = (.simulatorPort, simulatorPort)
        case .front: (setting, port) = (.httpPort, httpPort)
        case .gateway, .notify, .monitor, .sync: return
        }
        let isFree =
            part == .front ? TCPPort.isFree(port, host: httpHost) : TCPPort.isFree(port)
        guard isFree else { throw DeskError.portInUse(port, setting: setting.rawValue) }
    }

    /// What a worker needs to find the same desk: this process's environment with the settings that
    /// came from flags or a file put in. Secrets are not added: workers read them where they are.
    func environment() -> [String: String] {
        var result = ProcessInfo.processInfo.environment
        let plain: [SettingName: String] = [
            .home: home, .httpHost: httpHost, .httpPort: "\(httpPort)",
            .backupPort: "\(backupPort)", .primaryPort: "\(primaryPort)",
            .simulatorPort: "\(simulatorPort)", .auditHeads: auditHeads,
            .logFormat: logFormat.rawValue, .logLevel: logLevel.rawValue,
        ]
        for (name, value) in plain { result[name.rawValue] = value }
        return result
    }
}
