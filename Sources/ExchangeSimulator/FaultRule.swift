/// One rule of a script: when, for which messages, how often, and what then.
struct FaultRule: Sendable, Equatable {
    enum Event: String, Sendable, CaseIterable {
        /// Time since the start of the process.
        case time
        // Messages of clients.
        case message
        case order
        case cancel
        case replace
        case status
        case massStatus = "mass-status"
        case massCancel = "mass-cancel"
        // Messages for clients, drop copies too.
        case report
        case ack
        case fill
        case cancelled
        case replaced
        case rejected
        case restated
        case expired
        case answer
        case bust
        case correction
        case cancelReject = "cancel-reject"
        // The exchange itself.
        case trade
        case logon

        enum Way { case incoming, outgoing, neither }

        var way: Way {
            switch self {
            case .message, .order, .cancel, .replace, .status, .massStatus, .massCancel: .incoming
            case .report, .ack, .fill, .cancelled, .replaced, .rejected, .restated, .expired,
                .answer, .bust, .correction, .cancelReject:
                .outgoing
            case .time, .trade, .logon: .neither
            }
        }
    }

    let line: Int
    /// The line as written.
    let text: String
    let event: Event
    var session: NamePattern?
    var clOrdID: NamePattern?
    var symbol: NamePattern?
    var account: NamePattern?
    var side: Side?
    /// Which of the messages that fit, counted from 1 since the start.
    var nth: ClosedRange<Int>?
    /// Every so many of them.
    var every: Int?
    /// In millionths.
    var chance: UInt64?
    /// Microseconds since the start: not before, not after; for `time` the moment itself.
    var from: Int64 = 0
    var until: Int64?
    /// For `time`: again after so many microseconds.
    var period: Int64?
    /// At most so often.
    var times: Int?
    /// Microseconds between the event and the action.
    var after: Int64 = 0
    let action: ExchangeAction

    /// Whether a message of a client is of the rule's kind.
    func fits(_ message: some MessageFields, session name: String) -> Bool {
        guard event == .message || FaultRule.type(event) == message.msgType else { return false }
        return fits(message.text, session: name)
    }

    /// Whether a message for a client is of the rule's kind.
    func fits(outgoing type: String, _ body: BodyFields, session name: String) -> Bool {
        switch event {
        case .report: break
        case .cancelReject: guard type == "9" else { return false }
        default: guard type == "8", body.text(150) == FaultRule.type(event) else { return false }
        }
        return fits(body.text, session: name)
    }

    func fits(_ text: (Int) -> String?, session name: String) -> Bool {
        if let session, !session.matches(name) { return false }
        if let clOrdID, !clOrdID.matches(text(11) ?? ""), !clOrdID.matches(text(41) ?? "") {
            return false
        }
        if let symbol, !symbol.matches(text(55) ?? ""), !symbol.matches(text(48) ?? "") {
            return false
        }
        if let account, !account.matches(text(1) ?? "") { return false }
        if let side, text(54) != side.rawValue { return false }
        return true
    }

    /// MsgType of what comes in, ExecType of what goes out.
    private static func type(_ event: Event) -> String {
        switch event {
        case .order: "D"
        case .cancel: "F"
        case .replace: "G"
        case .status: "H"
        case .massStatus: "AF"
        case .massCancel: "q"
        case .ack: "0"
        case .fill: "F"
        case .cancelled: "4"
        case .replaced: "5"
        case .rejected: "8"
        case .restated: "D"
        case .expired: "C"
        case .answer: "I"
        case .bust: "H"
        case .correction: "G"
        default: ""
        }
    }
}
