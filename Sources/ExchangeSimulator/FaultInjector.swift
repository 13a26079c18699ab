internal import FIX

/// Decides which rules of a script fire. It holds counters of this process only; what a rule
/// brought about is in the journal. Chances depend on the seed, the rule and the message's name
/// alone, so they are the same in every run, whatever the order of arrival.
struct FaultInjector: Sendable {
    /// A rule looks at a message once: a message that comes again after a cut passes.
    private struct Active: Sendable {
        let rule: FaultRule
        var seen = 0
        var fired = 0
        /// For rules with a time: when it fires next, in microseconds since the start.
        var nextAt: Int64
        var judged: Set<String> = []
    }

    /// Messages that a rule remembers having judged.
    private static let maximumJudged = 1_000_000

    struct Firing: Sendable, Equatable {
        let line: Int
        let action: ExchangeAction
        /// Microseconds to wait first.
        let after: Int64
    }

    let seed: UInt64
    private let start: Int64
    private var rules: [Active] = []
    private var ways: Set<FaultRule.Event.Way> = []
    private(set) var hasTradeRules = false
    private(set) var hasLogonRules = false

    init(rules: [FaultRule], seed: UInt64, start: Int64) {
        self.seed = seed
        self.start = start
        for rule in rules { add(rule) }
    }

    mutating func add(_ rule: FaultRule, now: Int64? = nil) {
        // A rule given by hand counts its time from now.
        let begin = now.map { $0 - start } ?? 0
        var active = Active(rule: rule, nextAt: rule.from + begin)
        if rule.event != .time, begin > 0 { active.nextAt = begin }
        rules.append(active)
        if rule.event.way != .neither { ways.insert(rule.event.way) }
        hasTradeRules = hasTradeRules || rule.event == .trade
        hasLogonRules = hasLogonRules || rule.event == .logon
    }

    var isEmpty: Bool { rules.isEmpty }
    var hasIncoming: Bool { ways.contains(.incoming) }
    var hasOutgoing: Bool { ways.contains(.outgoing) }

    /// The rules with how often each fired, as text.
    var report: [String] {
        rules.map { "fired \($0.fired) of \($0.seen): \($0.rule.text)" }
    }

    mutating func forget() {
        rules = []
        ways = []
        hasTradeRules = false
        hasLogonRules = false
    }

    // MARK: What fires

    mutating func incoming(
        _ message: some MessageFields, session: String, now: Int64
    ) -> [Firing] {
        let name = "\(session)|\(message.msgType)|\(message.text(Tag.clOrdID) ?? "")"
        let identity = "\(name)|\(message.sequence)"
        return fire(identity: identity, name: name, now) {
            $0.event.way == .incoming && $0.fits(message, session: session)
        }
    }

    /// - Parameter sequence: the number the message will get.
    mutating func outgoing(
        _ type: String, _ body: String, session: String, sequence: Int64, now: Int64
    ) -> [Firing] {
        let fields = BodyFields(body)
        var name = "\(session)|\(type)|\(fields.text(Tag.execID) ?? "0")"
        name += "|\(fields.text(Tag.clOrdID) ?? "")|\(fields.text(Tag.execType) ?? "")"
        let isUnnamed = (fields.text(Tag.execID) ?? "0") == "0"
        return fire(identity: isUnnamed ? "\(name)|\(sequence)" : name, name: name, now) {
            $0.event.way == .outgoing && $0.fits(outgoing: type, fields, session: session)
        }
    }

    mutating func traded(
        _ trade: ExchangeTrade, _ orders: [ExchangeOrder], now: Int64
    ) -> [Firing] {
        let name = "trade|\(trade.number)"
        return fire(identity: name, name: name, now) { rule in
            rule.event == .trade
                && orders.contains { order in
                    rule.fits({ order.field($0) }, session: order.session)
                }
        }
    }

    mutating func logon(session: String, sequence: Int64, now: Int64) -> [Firing] {
        let name = "\(session)|logon|\(now)"
        return fire(identity: name, name: name, now) { rule in
            rule.event == .logon && rule.fits({ _ in nil }, session: session)
        }
    }

    /// Rules whose time has come.
    mutating func timed(now: Int64) -> [Firing] {
        var firings: [Firing] = []
        for index in rules.indices where rules[index].rule.event == .time {
            let rule = rules[index].rule
            while rules[index].nextAt <= now - start {
                let moment = rules[index].nextAt
                rules[index].nextAt = rule.period.map { moment + $0 } ?? .max
                if let until = rule.until, moment > until { break }
                if let times = rule.times, rules[index].fired >= times { break }
                rules[index].seen += 1
                guard chance(rule, "\(moment)") else { continue }
                rules[index].fired += 1
                firings.append(Firing(line: rule.line, action: rule.action, after: rule.after))
                // A process that was stopped for long does not make up for all it missed.
                if let period = rule.period, now - start - moment > period {
                    rules[index].nextAt = now - start + period
                }
            }
        }
        return firings
    }

    private mutating func fire(
        identity: String, name: String, _ now: Int64, fits: (FaultRule) -> Bool
    ) -> [Firing] {
        var firings: [Firing] = []
        for index in rules.indices {
            let rule = rules[index].rule
            guard rule.event != .time, fits(rule) else { continue }
            guard rules[index].judged.insert(identity).inserted else { continue }
            if rules[index].judged.count > FaultInjector.maximumJudged {
                rules[index].judged = [identity]
            }
            let time = now - start
            guard time >= max(rule.from, rules[index].nextAt) else { continue }
            if let until = rule.until, time > until { continue }
            rules[index].seen += 1
            if let nth = rule.nth, !nth.contains(rules[index].seen) { continue }
            if let every = rule.every, rules[index].seen % every != 0 { continue }
            if let times = rule.times, rules[index].fired >= times { continue }
            guard chance(rule, name) else { continue }
            rules[index].fired += 1
            firings.append(Firing(line: rule.line, action: rule.action, after: rule.after))
        }
        return firings
    }

    private func chance(_ rule: FaultRule, _ name: String) -> Bool {
        guard let chance = rule.chance else { return true }
        return SplitMix64.millionth(seed: seed &+ UInt64(rule.line), name: name) < chance
    }
}

extension ExchangeOrder {
    /// The order's terms by their tags, for a rule's patterns.
    fileprivate func field(_ tag: Int) -> String? {
        switch tag {
        case Tag.clOrdID: clOrdID
        case Tag.symbol: instrument.symbol
        case Tag.securityID: instrument.token
        case Tag.account: account
        case Tag.side: side.rawValue
        default: nil
        }
    }
}
