/// The names people hold on to; the same in the environment and in irra.yaml.
enum SettingName: String, CaseIterable {
    case home = "IRRA_HOME"
    case configuration = "IRRA_CONFIG"
    case httpPort = "IRRA_HTTP_PORT"
    case httpHost = "IRRA_HTTP_HOST"
    case httpCertificate = "IRRA_HTTP_CERTIFICATE"
    case httpCertificateKey = "IRRA_HTTP_CERTIFICATE_KEY"
    case httpBehindTLS = "IRRA_HTTP_BEHIND_TLS"
    case trustedProxies = "IRRA_TRUSTED_PROXIES"
    case backupPort = "IRRA_BACKUP_PORT"
    case primaryPort = "IRRA_PRIMARY_PORT"
    case simulatorPort = "IRRA_SIMULATOR_PORT"
    case backupDSN = "IRRA_BACKUP_DSN"
    case primaryDSN = "IRRA_PRIMARY_DSN"
    case signingKey = "IRRA_SIGNING_KEY"
    case sealingKey = "IRRA_SEALING_KEY"
    case auditHeads = "IRRA_AUDIT_HEADS"
    case logFormat = "IRRA_LOG_FORMAT"
    case logLevel = "IRRA_LOG_LEVEL"

    /// Secrets are never printed and can be given as a file, by the name with `_FILE` added.
    var isSecret: Bool {
        switch self {
        case .backupDSN, .primaryDSN, .signingKey, .sealingKey: true
        default: false
        }
    }
}
