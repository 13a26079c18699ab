import Crypto

/// What only the holder of a session knows; the database keeps the hashes.
struct SessionKeys: Sendable {
    static let secretBytes = 32

    /// Goes into every access token.
    let secret: String
    /// Good for one refresh. It carries the session's secret, because the next access token needs
    /// it and the database does not know it.
    let refreshToken: String

    /// Keys of a new session.
    init() {
        self.init(secret: Base64URL.encode(RandomBytes.make(count: Self.secretBytes)))
    }

    private init(secret: String) {
        self.secret = secret
        refreshToken = secret + "." + Base64URL.encode(RandomBytes.make(count: Self.secretBytes))
    }

    /// The next keys of the same session, from a refresh token; nil when that is none of ours.
    init?(renewing token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ Base64URL.decode($0)?.count == Self.secretBytes })
        else { return nil }
        self.init(secret: String(parts[0]))
    }

    static func hash(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    var secretHash: [UInt8] { Self.hash(secret) }
    var refreshHash: [UInt8] { Self.hash(refreshToken) }
}
