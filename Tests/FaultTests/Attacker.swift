import Foundation

/// Hits one thing after the other: kill -9, SIGSTOP, a server without power, cut and hanging
/// lines; a while later what was hit runs again.
struct Attacker {
    private enum Fault: String, CaseIterable {
        case killGateway, freezeGateway, restartGateway, killExchange, restartExchange
        case stopDatabase, cutLine, hangLine
    }

    private static let calm: ClosedRange<Int> = 200...1_500
    /// Beyond the lease, so that another gateway has to take over; and a blink.
    private static let freezes: [ClosedRange<Int>] = [20...400, 3_500...6_000]
    private static let outage: ClosedRange<Int> = 10...1_500

    let field: Battlefield
    var chance: SeededChance

    /// Answers what was done, in order, for the log.
    mutating func attack(until end: ContinuousClock.Instant) async throws -> [String] {
        var done: [String] = []
        while ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(Int.random(in: Self.calm, using: &chance)))
            guard let fault = Fault.allCases.randomElement(using: &chance) else { break }
            done.append(fault.rawValue)
            try await commit(fault)
        }
        return done
    }

    private mutating func commit(_ fault: Fault) async throws {
        guard let gateway = field.gateways.randomElement(using: &chance),
            let line = field.lines.randomElement(using: &chance)
        else { return }
        switch fault {
        case .killGateway:
            gateway.kill()
            await wait(Self.outage)
            try gateway.start()
        case .freezeGateway:
            gateway.freeze()
            await wait(Self.freezes[chance.percent(40) ? 1 : 0])
            gateway.thaw()
        case .restartGateway:
            gateway.terminate()
            try gateway.start()
        case .killExchange:
            field.exchange.kill()
            await wait(Self.outage)
            try field.exchange.start()
        case .restartExchange:
            field.exchange.terminate()
            await wait(Self.outage)
            try field.exchange.start()
        case .stopDatabase:
            try await field.desk.cluster.stop(.immediate)
            await wait(Self.outage)
            try await field.desk.cluster.start()
        case .cutLine:
            line.cut()
        case .hangLine:
            line.hang(true)
            await wait(Self.freezes[chance.percent(40) ? 1 : 0])
            line.hang(false)
        }
    }

    private mutating func wait(_ milliseconds: ClosedRange<Int>) async {
        try? await Task.sleep(
            for: .milliseconds(Int.random(in: milliseconds, using: &chance)))
    }
}
