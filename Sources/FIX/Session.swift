/// The rules of a FIX 4.4 session for one side, initiator or acceptor. Pure: it reads no clock
/// and does no I/O; time comes in as microseconds since 1970, effects come out in order.
///
/// It owns the expected inbound number. Outbound numbers belong to the store, which gives them
/// in the transaction that persists the message.
public struct Session: Sendable {
    public enum Phase: Sendable, Equatable {
        case disconnected
        /// An acceptor waits for the other side's logon.
        case awaitingLogon
        /// An initiator waits for the answer to its own.
        case logonSent
        case loggedOn
        /// We said goodbye and wait for the answer.
        case logoutSent
        /// We answered a goodbye and wait for the other side to hang up.
        case logoutAnswered
    }

    /// Messages that are known to be missing.
    struct Gap: Sendable {
        /// The highest number seen above the gap.
        var through: Int64
        var requests: Int
        /// When the gap was asked for or last became smaller.
        var progressAt: Int64
    }

    public let configuration: SessionConfiguration
    public internal(set) var phase = Phase.disconnected
    /// The inbound number that is to be applied next.
    public internal(set) var expected: Int64
    var heartbeat: Int64 = 0
    var lastSent: Int64 = 0
    var lastReceived: Int64 = 0
    var phaseDeadline: Int64 = 0
    var testRequestSent = false
    var gap: Gap?

    /// - Parameter expected: the next inbound number, as the store remembers it.
    public init(configuration: SessionConfiguration, expected: Int64) {
        self.configuration = configuration
        self.expected = expected
    }

    /// Whether application messages may go out.
    public var mayDispatch: Bool { phase == .loggedOn }

    /// Whether numbers are missing that the other side was asked to resend.
    public var isFillingGap: Bool { gap != nil }

    /// A connection stands. An initiator logs on, an acceptor waits.
    public mutating func connected(now: Int64) -> [Effect] {
        gap = nil
        testRequestSent = false
        lastSent = now
        lastReceived = now
        heartbeat = 0
        phaseDeadline = now + configuration.limits.logonWait
        guard configuration.role == .initiator else {
            phase = .awaitingLogon
            return []
        }
        phase = .logonSent
        heartbeat = Int64(configuration.heartbeatSeconds) * SessionLimits.second
        var effects: [Effect] = []
        if configuration.resetOnLogon { reset(&effects) }
        let logon = logonBody(
            heartbeatSeconds: Int64(configuration.heartbeatSeconds),
            reset: configuration.resetOnLogon)
        send(MessageType.logon, logon, now, &effects)
        return effects
    }

    /// The connection is gone, whoever ended it.
    public mutating func disconnected(now: Int64) {
        phase = .disconnected
        gap = nil
    }

    /// Application messages or resends went out, so no heartbeat is due for a while.
    public mutating func sent(now: Int64) {
        lastSent = max(lastSent, now)
    }

    /// Says goodbye; before a logon is complete there is nobody to say it to.
    public mutating func logOut(text: String? = nil, now: Int64) -> [Effect] {
        var effects: [Effect] = []
        switch phase {
        case .disconnected, .logoutSent, .logoutAnswered:
            break
        case .awaitingLogon, .logonSent:
            end(.logoutDone, &effects)
        case .loggedOn:
            phase = .logoutSent
            phaseDeadline = now + configuration.limits.logoutWait
            effects.append(.loggingOut(text ?? "logout"))
            send(MessageType.logout, FieldText.of((Tag.text, text ?? "")), now, &effects)
        }
        return effects
    }

    /// Whether time alone has made something due. Call at least every tenth of a second.
    public mutating func tick(now: Int64) -> [Effect] {
        var effects: [Effect] = []
        switch phase {
        case .disconnected: break
        case .awaitingLogon, .logonSent:
            if now >= phaseDeadline { end(.logonTimeout, &effects) }
        case .logoutSent:
            if now >= phaseDeadline { end(.logoutTimeout, &effects) }
        case .logoutAnswered:
            if now >= phaseDeadline { end(.logoutDone, &effects) }
        case .loggedOn:
            tickLoggedOn(now, &effects)
        }
        return effects
    }

    /// One message from the other side.
    public mutating func receive(_ message: Message, now: Int64) -> [Effect] {
        var effects: [Effect] = []
        receive(message, now: now, into: &effects)
        return effects
    }

    /// The same for a batch: effects are added to those of the messages before.
    public mutating func receive(_ message: Message, now: Int64, into effects: inout [Effect]) {
        guard phase != .disconnected else { return }
        lastReceived = now
        testRequestSent = false
        let start = effects.count
        let isStranger = phase == .awaitingLogon
        judge(message, now, &effects)
        if let sequence = message.sequence, !isStranger || phase == .loggedOn {
            keep(message, sequence, from: start, &effects)
        }
    }

    private mutating func judge(_ message: Message, _ now: Int64, _ effects: inout [Effect]) {
        guard message[Tag.beginString] == configuration.beginString else {
            refuse("Incorrect BeginString", now, &effects)
            return
        }
        guard compIDsMatch(message) else {
            refuseCompIDs(message, now, &effects)
            return
        }
        guard let sequence = message.sequence else {
            refuse("MsgSeqNum missing or invalid", now, &effects)
            return
        }
        switch phase {
        case .disconnected: break
        case .awaitingLogon, .logonSent:
            receiveFirst(message, sequence, now, &effects)
        case .loggedOn, .logoutSent, .logoutAnswered:
            receiveInSession(message, sequence, now, &effects)
        }
    }
}
