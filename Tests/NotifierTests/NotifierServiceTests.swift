import FoundationEssentials
import Glibc
import Testing

@testable import Notifier

@Suite("The notifier delivers what waits in the outbox", .serialized)
struct NotifierServiceTests {
    @Test("each message becomes one file of its channel, whole and the owner's only")
    func delivered() async throws {
        let desk = try await OutboxDesk()
        try await desk.add(250, key: "a")
        try await desk.running {
            try await desk.untilDelivered()
            #expect(desk.files().count == 250)
            #expect(desk.files().filter { $0.hasSuffix("-email.eml") }.count == 125)
            #expect(desk.files().filter { $0.hasSuffix("-sms.txt") }.count == 125)
            var status = stat()
            #expect(stat("\(desk.outbox)/\(desk.files()[0])", &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
        try FileManager.default.removeItem(atPath: desk.outbox)
    }

    @Test("a sleeping notifier is woken each time, for it never looks by itself here")
    func woken() async throws {
        let desk = try await OutboxDesk()
        try await desk.running(pollInterval: .seconds(3600)) {
            for round in 1...5 {
                try await desk.add(1, key: "round\(round)")
                try await desk.untilDelivered()
                // Time to fall asleep again, in most rounds.
                try await Task.sleep(for: .milliseconds(130))
            }
        }
        try FileManager.default.removeItem(atPath: desk.outbox)
    }

    @Test("a message claimed by a notifier that died is delivered again, as the same file")
    func again() async throws {
        let desk = try await OutboxDesk()
        try await desk.add(2, key: "a")
        try await desk.running { try await desk.untilDelivered() }
        let first = desk.files().map {
            FileManager.default.contents(atPath: "\(desk.outbox)/\($0)")
        }
        // Written, not completed: what kill -9 leaves, after the lease.
        try await desk.database.run(
            "update notify.messages set state = 'waiting', next_attempt_at = now();")
        try await desk.running { try await desk.untilDelivered() }
        let second = desk.files().map {
            FileManager.default.contents(atPath: "\(desk.outbox)/\($0)")
        }
        #expect(first.count == 2)
        #expect(first == second)
        try FileManager.default.removeItem(atPath: desk.outbox)
    }

    @Test("what cannot be written is recorded as failed and tried again")
    func failed() async throws {
        let desk = try await OutboxDesk()
        try await desk.running {
            let deadline = ContinuousClock.now + .seconds(120)
            while !FileManager.default.fileExists(atPath: desk.outbox),
                ContinuousClock.now < deadline
            {
                try await Task.sleep(for: .milliseconds(5))
            }
            try FileManager.default.removeItem(atPath: desk.outbox)
            #expect(FileManager.default.createFile(atPath: desk.outbox, contents: nil))
            try await desk.add(1, key: "a")
            let recorded =
                "select last_error like 'open %', failure, attempts from notify.messages;"
            while try await desk.database.run(recorded) != "t|provider|0\n",
                ContinuousClock.now < deadline
            {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await desk.database.run(recorded) == "t|provider|0\n")
            try FileManager.default.removeItem(atPath: desk.outbox)
            try FileManager.default.createDirectory(
                atPath: desk.outbox, withIntermediateDirectories: false)
            try await desk.untilDelivered()
        }
        try FileManager.default.removeItem(atPath: desk.outbox)
    }
}
