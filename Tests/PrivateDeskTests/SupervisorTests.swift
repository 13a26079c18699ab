import FoundationEssentials
import Glibc
import Testing

@testable import PrivateDesk

@Suite("The supervisor")
struct SupervisorTests {
    private func worker(_ name: String, _ script: String) -> Supervisor.Worker {
        Supervisor.Worker(name: name, arguments: ["-c", script], environment: ["PATH": "/bin"])
    }

    @Test("starts a worker once, in a session of its own, and stops it")
    func startsAndStops() async throws {
        try await withTemporaryHome { home in
            let supervisor = Supervisor(home: home)
            let sleeper = worker("sleeper", "echo hello; sleep 60 & wait")
            #expect(try supervisor.start(sleeper, program: "/bin/sh"))
            #expect(try !supervisor.start(sleeper, program: "/bin/sh"))
            let status = try #require(supervisor.statuses().first)
            let pid = try #require(status.pid)
            #expect(status.state == "running")
            #expect(getsid(pid) == pid)
            #expect(try await supervisor.stop(["sleeper"]) == ["sleeper"])
            #expect(supervisor.statuses().isEmpty)
            #expect(supervisor.logTail(of: "sleeper") == "hello\n")
        }
    }

    @Test("says that a worker died and starts it anew")
    func noticesDeath() async throws {
        try await withTemporaryHome { home in
            let supervisor = Supervisor(home: home)
            let sleeper = worker("sleeper", "exec sleep 60")
            try supervisor.start(sleeper, program: "/bin/sh")
            supervisor.kill("sleeper")
            while supervisor.isRunning("sleeper") { try await Task.sleep(for: .milliseconds(5)) }
            #expect(supervisor.statuses().first?.state == "dead")
            #expect(try supervisor.start(sleeper, program: "/bin/sh"))
            try await supervisor.stop(["sleeper"])
        }
    }

    @Test("never touches a process that only has the number of a worker")
    func recycledNumber() async throws {
        try await withTemporaryHome { home in
            let supervisor = Supervisor(home: home)
            let stranger = try Spawn.start("/bin/sleep", ["60"], environment: [:], isDetached: true)
            let identity = try #require(ProcessIdentity(pid: stranger))
            let record = """
                {"identity":{"pid":\(stranger),"startTicks":\(identity.startTicks + 1),\
                "boot":"\(identity.boot)"},"since":"2026-01-01T00:00:00Z"}
                """
            try FileSystem.write(
                record.utf8, to: home.processDirectory + "/sleeper.json", mode: 0o600)
            #expect(supervisor.statuses().first?.state == "dead")
            #expect(try await supervisor.stop(["sleeper"]) == [])
            #expect(identity.isAlive)
            kill(stranger, SIGKILL)
        }
    }
}
