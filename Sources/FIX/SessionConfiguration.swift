/// Who the two sides of a session are, and what they agreed on.
public struct SessionConfiguration: Sendable {
    public enum Role: Sendable { case initiator, acceptor }

    public var role: Role
    public var beginString: String
    /// Ourselves: 49 of what we send, 56 of what we receive.
    public var senderCompID: String
    /// The other side.
    public var targetCompID: String
    /// HeartBtInt (108) an initiator proposes; an acceptor takes the initiator's. 0 is none.
    public var heartbeatSeconds: Int
    /// An initiator logs on with 141=Y: both sides start again at 1 and forget what was sent.
    public var resetOnLogon: Bool
    /// An initiator sends them with its logon; an acceptor that has them demands them.
    public var username: String?
    public var password: String?
    /// Whether an application message that we reject as malformed still goes to the store,
    /// marked with its defect. Yes for the initiator by default: what an exchange reports is
    /// kept even when a field of it is wrong. Never for one who would execute an order.
    public var keepsRejected: Bool
    /// Application types that are understood; others are answered with 35=j. Nil: every type.
    public var supportedTypes: Set<String>?
    public var limits: SessionLimits

    public init(
        role: Role, senderCompID: String, targetCompID: String, heartbeatSeconds: Int = 30,
        resetOnLogon: Bool = false, username: String? = nil, password: String? = nil,
        beginString: String = "FIX.4.4", supportedTypes: Set<String>? = nil,
        limits: SessionLimits = SessionLimits()
    ) {
        self.role = role
        self.beginString = beginString
        self.senderCompID = senderCompID
        self.targetCompID = targetCompID
        self.heartbeatSeconds = heartbeatSeconds
        self.resetOnLogon = resetOnLogon
        self.username = username
        self.password = password
        self.keepsRejected = role == .initiator
        self.supportedTypes = supportedTypes
        self.limits = limits
    }
}
