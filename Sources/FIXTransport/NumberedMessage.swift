/// The number and time under which a store kept a message that is about to be written.
public struct NumberedMessage: Sendable, Equatable {
    public let sequence: Int64
    /// SendingTime (52) in microseconds since 1970.
    public let sendingTime: Int64

    public init(sequence: Int64, sendingTime: Int64) {
        self.sequence = sequence
        self.sendingTime = sendingTime
    }
}
