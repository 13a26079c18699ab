import DeskDatabase
import FoundationEssentials
import Logging

/// Compares a one-time code with the secret that the database keeps sealed.
struct SecondFactor: Sendable {
    let secrets: SecretBox

    /// In seconds since 1970. To be asked for when the whole request has come, not before: whoever
    /// holds back its end would make an old code younger.
    static var now: Int64 { Int64(Date().timeIntervalSince1970) }

    /// The time step of a right code; nil for a wrong one, without a secret, or when the secret
    /// does not open, which is our trouble and goes to the log.
    /// - Parameter moment: when the code came, in seconds since 1970: passwords are checked a few
    ///   at a time, and what waited for its turn is no older by that.
    func step(
        of code: String?, at moment: Int64, sealed: [UInt8]?, owner: String, logger: Logger
    ) -> Int64? {
        guard let sealed, let code else { return nil }
        do {
            let totp = TOTP(secret: try secrets.open(sealed, owner: owner))
            return totp.step(matching: code, at: moment)
        } catch {
            logger.error(
                "a sealed second factor does not open",
                metadata: ["username": "\(owner)", "error": "\(error)"])
            return nil
        }
    }
}
