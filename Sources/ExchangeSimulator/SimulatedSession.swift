/// One FIX session of the exchange, named by the two CompIDs of its client's logon.
public struct SimulatedSession: Sendable, Hashable {
    public enum Kind: String, Sendable {
        /// Takes orders and answers them.
        case order
        /// Reports every order event of the member, whoever sent the order.
        case dropCopy
    }

    public let kind: Kind
    /// The client's CompID: SenderCompID (49) of what it sends.
    public let clientCompID: String
    /// The exchange's own CompID.
    public let exchangeCompID: String
    /// The broker this session belongs to.
    public let member: String

    public init(kind: Kind, clientCompID: String, exchangeCompID: String, member: String) {
        self.kind = kind
        self.clientCompID = clientCompID
        self.exchangeCompID = exchangeCompID
        self.member = member
    }

    /// How the journal names the session.
    public var name: String { "\(clientCompID)/\(exchangeCompID)" }

    /// Of the exchange: the desk's order session, the main site's order session, and the drop copy
    /// of both. Of another exchange, where the broker is a member of its own: the desk's order
    /// session and its drop copy. For drills each exchange has a member apart, whose drop copy
    /// tells nothing of the broker's orders.
    public static let standard: [SimulatedSession] = [
        SimulatedSession(
            kind: .order, clientCompID: "IRRA1", exchangeCompID: "SIMEX", member: "BROKER"),
        SimulatedSession(
            kind: .order, clientCompID: "MAIN1", exchangeCompID: "SIMEX", member: "BROKER"),
        SimulatedSession(
            kind: .dropCopy, clientCompID: "IRRADC", exchangeCompID: "SIMEX", member: "BROKER"),
        SimulatedSession(
            kind: .order, clientCompID: "IRRA2", exchangeCompID: "SIMBSE", member: "BROKER2"),
        SimulatedSession(
            kind: .dropCopy, clientCompID: "IRRADC2", exchangeCompID: "SIMBSE", member: "BROKER2"),
        SimulatedSession(
            kind: .order, clientCompID: "DRILL1", exchangeCompID: "SIMEX", member: "DRILL"),
        SimulatedSession(
            kind: .dropCopy, clientCompID: "DRILLDC", exchangeCompID: "SIMEX", member: "DRILL"),
        SimulatedSession(
            kind: .order, clientCompID: "DRILL2", exchangeCompID: "SIMBSE", member: "DRILL2"),
        SimulatedSession(
            kind: .dropCopy, clientCompID: "DRILLDC2", exchangeCompID: "SIMBSE", member: "DRILL2"),
    ]
}
