import Foundation

/// Hits one thing after the other; a while later what was hit runs again.
struct Attacker {
    enum Fault: String, CaseIterable, Sendable {
        case killGateway, freezeGateway, restartGateway, stealLease
        case killExchange, restartExchange, freezeExchange
        case stopDatabase, killBackend, freezeDatabase, stopPrimary, killSync
        case cutLine, hangLine, slowLine, dropBytes, doubleBytes, garbleBytes

        /// Of processes, one at a time; lines are hit at the same time by another attacker.
        static let processes: [Fault] = [
            .killGateway, .freezeGateway, .restartGateway, .stealLease, .killExchange,
            .restartExchange, .freezeExchange, .stopDatabase, .killBackend, .freezeDatabase,
            .stopPrimary, .killSync,
        ]
        static let lines: [Fault] = [
            .cutLine, .hangLine, .slowLine, .dropBytes, .doubleBytes, .garbleBytes,
        ]
    }

    private static let calm: ClosedRange<Int> = 200...1_500
    /// A blink, and beyond the lease, so that another gateway has to take over.
    private static let freezes: [ClosedRange<Int>] = [20...400, 3_500...6_000]
    private static let outage: ClosedRange<Int> = 10...1_500

    let field: Battlefield
    let faults: [Fault]
    var chance: SeededChance

    /// Answers how often each was done, for the log.
    mutating func attack(until end: ContinuousClock.Instant) async throws -> String {
        var done: [String: Int] = [:]
        while ContinuousClock.now < end {
            await wait(Self.calm)
            guard let fault = faults.randomElement(using: &chance) else { break }
            done[fault.rawValue, default: 0] += 1
            try await commit(fault)
        }
        return done.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            .joined(separator: ", ")
    }

    private mutating func commit(_ fault: Fault) async throws {
        switch fault {
        case .killGateway, .freezeGateway, .restartGateway: try await hitGateway(fault)
        case .killExchange, .restartExchange, .freezeExchange: try await hitExchange(fault)
        case .stealLease, .stopDatabase, .killBackend, .freezeDatabase:
            try await hitDatabase(fault)
        case .stopPrimary:
            try await field.primaryDesk.cluster.stop(.immediate)
            await wait(Self.outage)
            try await field.primaryDesk.cluster.start()
        case .killSync:
            await field.sync.kill()
            await wait(Self.outage)
            try field.sync.start()
        case .cutLine, .hangLine, .slowLine, .dropBytes, .doubleBytes, .garbleBytes:
            await hitLine(fault)
        }
    }

    private mutating func hitGateway(_ fault: Fault) async throws {
        guard let gateway = field.gateways.randomElement(using: &chance) else { return }
        switch fault {
        case .killGateway:
            await gateway.kill()
            await wait(Self.outage)
            try gateway.start()
        case .freezeGateway:
            gateway.freeze()
            await wait(Self.freezes[chance.percent(40) ? 1 : 0])
            gateway.thaw()
        default:
            await gateway.terminate()
            try gateway.start()
        }
    }

    private mutating func hitExchange(_ fault: Fault) async throws {
        switch fault {
        case .killExchange:
            await field.exchange.kill()
            await wait(Self.outage)
            try field.exchange.start()
        case .freezeExchange:
            field.exchange.freeze()
            await wait(Self.freezes[chance.percent(40) ? 1 : 0])
            field.exchange.thaw()
        default:
            await field.exchange.terminate()
            await wait(Self.outage)
            try field.exchange.start()
        }
    }

    private mutating func hitDatabase(_ fault: Fault) async throws {
        switch fault {
        case .stealLease:
            // The server may be on its way up: then nothing is stolen.
            _ = try? await field.database.run(
                """
                update fix.session_state set epoch = epoch + 1, leader = 'a thief',
                    lease_until = clock_timestamp() + interval '\(chance.percent(50) ? 0 : 1) s'
                """)
        case .killBackend:
            let answer = try? await field.value(
                """
                select pid from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                    and backend_type = 'client backend' order by random() limit 1
                """)
            if let pid = answer.flatMap({ Int32($0) }), pid > 1 { kill(pid, SIGKILL) }
        case .freezeDatabase:
            let processes = field.serverProcesses()
            for process in processes { kill(process, SIGSTOP) }
            await wait(Self.freezes[chance.percent(40) ? 1 : 0])
            for process in processes { kill(process, SIGCONT) }
        default:
            try await field.desk.cluster.stop(.immediate)
            await wait(Self.outage)
            try await field.desk.cluster.start()
        }
    }

    private mutating func hitLine(_ fault: Fault) async {
        guard let line = field.lines.randomElement(using: &chance) else { return }
        switch fault {
        case .hangLine:
            line.hang(true)
            await wait(Self.freezes[chance.percent(40) ? 1 : 0])
            line.hang(false)
        case .slowLine:
            line.delay(milliseconds: Int.random(in: 5...300, using: &chance))
            await wait(Self.outage)
            line.delay(milliseconds: 0)
        case .dropBytes: line.arm(.drop)
        case .doubleBytes: line.arm(.double)
        case .garbleBytes: line.arm(.garble)
        default: line.cut()
        }
    }

    private mutating func wait(_ milliseconds: ClosedRange<Int>) async {
        try? await Task.sleep(
            for: .milliseconds(Int.random(in: milliseconds, using: &chance)))
    }
}
