/// Where both directions of a session stand; numbers start at 1.
public struct SessionNumbers: Sendable, Equatable {
    public var nextOutbound: Int64
    public var nextInbound: Int64

    public init(nextOutbound: Int64 = 1, nextInbound: Int64 = 1) {
        self.nextOutbound = nextOutbound
        self.nextInbound = nextInbound
    }
}
