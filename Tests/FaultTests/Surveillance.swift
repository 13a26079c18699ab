import ExchangeSimulator

/// The exchange acts of its own accord: takes trades back, corrects them, ends and changes orders,
/// forgets them all, plays with the numbers of a line. Said over its control socket while it runs.
struct Surveillance {
    private static let pause: ClosedRange<Int> = 100...800

    let control: String
    var chance: SeededChance

    /// Answers how often each was done, for the log.
    mutating func work(until end: ContinuousClock.Instant) async -> String {
        var done: [String: Int] = [:]
        while ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(Int.random(in: Self.pause, using: &chance)))
            let (name, command) = await decide()
            do {
                try await ExchangeControl.send(command, to: control)
                done[name, default: 0] += 1
            } catch {
                // Nothing has traded yet, the order is over, the line is down: next time.
                done[name + " refused", default: 0] += 1
            }
        }
        return done.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            .joined(separator: ", ")
    }

    private mutating func decide() async -> (String, String) {
        let session = chance.percent(50) ? "IRRA1/SIMEX" : "IRRADC/SIMEX"
        switch Int.random(in: 0..<100, using: &chance) {
        case ..<15: return ("bust", "bust trade last")
        case ..<30: return ("correct", await correction())
        case ..<45: return ("cancel", "cancel order \(await anyOrder())")
        case ..<52: return ("expire", "expire order \(await anyOrder())")
        case ..<60: return ("finish", "finish order \(await anyOrder())")
        case ..<72: return ("restate", await restatement())
        case ..<80: return ("cut", "cut line session=\(session)")
        case ..<86: return ("silence", "silence 1500ms session=\(session)")
        case ..<90: return ("refuse", "refuse logons 500ms session=\(session)")
        case ..<97: return ("move", "move NIFTY* to 23\(chance.percent(50) ? "0" : "1")50.00")
        default: return ("purge", "purge session=IRRA1/SIMEX")
        }
    }

    /// A trade's price, or less of its quantity: more could close more than a client holds, which
    /// would be the exchange's doing.
    private mutating func correction() async -> String {
        guard let row = await rows("show trades").randomElement(using: &chance) else {
            return "correct trade last price=1310.05"
        }
        let words = row.split(separator: " ")
        let terms = words.count > 1 ? words[1].split(separator: "@") : []
        guard terms.count == 2, let quantity = Int64(terms[0]) else {
            return "correct trade last price=1310.05"
        }
        return quantity > 1 && chance.percent(50)
            ? "correct trade \(words[0]) quantity=\(quantity - quantity / 4) price=\(terms[1])"
            : "correct trade \(words[0]) price=\(Int.random(in: 100...900, using: &chance)).05"
    }

    private mutating func anyOrder() async -> String {
        let row = await rows("show orders").randomElement(using: &chance)
        return row?.split(separator: " ").first.map { String($0) } ?? "last"
    }

    /// Down to what has traded and one more unit, never up: that would be more than was asked for.
    private mutating func restatement() async -> String {
        guard let row = await rows("show orders").randomElement(using: &chance) else {
            return "restate order last quantity=1"
        }
        let words = row.split(separator: " ")
        let quantities = words.count > 5 ? words[5].split(separator: "/") : []
        guard quantities.count == 2, let filled = Int64(quantities[0]),
            let quantity = Int64(quantities[1])
        else { return "restate order last quantity=1" }
        return "restate order \(words[0]) quantity=\(max(filled + 1, quantity / 2))"
    }

    private func rows(_ question: String) async -> [String] {
        ((try? await ExchangeControl.send(question, to: control)) ?? []).dropLast()
    }
}
