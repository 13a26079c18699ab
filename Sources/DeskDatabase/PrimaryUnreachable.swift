/// The primary did not answer; `reason` goes into the desk's records.
public struct PrimaryUnreachable: Error, Sendable {
    public let reason: String

    public init(reason: String) {
        self.reason = reason
    }
}
