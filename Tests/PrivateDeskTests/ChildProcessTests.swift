import Foundation
import Synchronization
import Testing

@testable import PrivateDesk

@Suite struct ChildProcessTests {
    @Test("each end is seen though others are started, detached ones too, that outlive it")
    func manyAtOnce() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let detached = try Spawn.start(
                        "/bin/sleep", ["300"], environment: [:], isDetached: true)
                    defer {
                        kill(detached, SIGKILL)
                        waitpid(detached, nil, 0)
                    }
                    let child = try ChildProcess(
                        "/bin/sh", ["-c", "read -r line; exit \"$line\""], hasInput: true)
                    #expect(child.isRunning)
                    try child.write("\(number)\n")
                    #expect(try await child.ended(within: .seconds(120)) == .exit(Int32(number)))
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("it inherits the three standard descriptors and no other")
    func inheritance() async throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let text = Mutex("")
        let child = try ChildProcess(
            "/bin/sh",
            ["-c", "for n in $(seq 0 999); do [ -e /proc/$$/fd/$n ] && echo $n; done; true"],
            output: .read { bytes in
                text.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
            })
        #expect(try await child.ended(within: .seconds(120)) == .exit(0))
        let deadline = ContinuousClock.now + .seconds(120)
        while text.withLock({ $0 }).isEmpty, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(text.withLock { $0 } == "0\n1\n2\n")
    }

    @Test("killed, told to end, left alone: how it ended is told; what reads no more is an error")
    func endings() async throws {
        let killed = try ChildProcess("/bin/sleep", ["300"])
        killed.kill()
        #expect(killed.ending == .signal(SIGKILL))
        let told = try ChildProcess("/bin/sleep", ["300"])
        told.terminate()
        #expect(try await told.ended(within: .seconds(120)) == .signal(SIGTERM))
        let patient = try ChildProcess("/bin/sleep", ["300"])
        #expect(try await patient.ended(within: .milliseconds(20)) == nil)
        #expect(patient.ending == .signal(SIGKILL))
        let deaf = try ChildProcess("/bin/true", hasInput: true)
        #expect(try await deaf.ended(within: .seconds(120)) == .exit(0))
        #expect(throws: DeskError.self) { try deaf.write("anybody?\n") }
        #expect(throws: DeskError.self) { try ChildProcess("/nowhere/at/all") }
    }
}
