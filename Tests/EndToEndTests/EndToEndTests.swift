import Glibc
import Testing

@testable import PrivateDesk

/// Real processes, real sockets, two clusters: slow, so one after the other.
@Suite("The whole desk", .serialized)
struct EndToEndTests {
    @Test("does the main job once, checks itself and leaves nothing running")
    func demo() async throws {
        try await DeskProcess.with(["IRRA_LOG_FORMAT": "json"]) { desk in
            let story = try await desk.run("demo")
            let last = story.split(separator: "\n").last.map(String.init) ?? ""
            #expect(last.hasPrefix("demo: ok"), "\(story.suffix(2_000))")
            #expect(try await desk.statuses().allSatisfy { $0.state == "stopped" })
            try followOrder(through: desk.home + "/log")
        }
    }

    /// By its number and by the request that made it, from the front to the exchange, back, and to
    /// the client.
    private func followOrder(through logs: String) throws {
        let gateway = try LogLine.read(logs + "/gateway.log")
        let sent = try #require(gateway.first { $0.message == "orders sent" })
        let order = try #require(sent.metadata?.orders?.first)
        let number = try #require(order.orderID)
        let request = try #require(order.requestID)
        #expect(order.clOrdID?.isEmpty == false)

        let front = try LogLine.read(logs + "/front.log").filter {
            $0.message == "request" && $0.metadata?.requestID == request
        }
        #expect(front.count == 1)
        #expect(front.first?.metadata?.orders?.map(\.orderID).contains(number) == true)

        let told = gateway.filter { $0.message == "exchange told" }
            .flatMap { $0.metadata?.orders ?? [] }.filter { $0.orderID == number }
        #expect(told.contains { $0.executionType == "0" }, "accepted: \(told)")
        #expect(told.count { $0.executionType == "F" } >= 2, "filled and confirmed: \(told)")
        #expect(told.allSatisfy { $0.requestID == request && $0.clOrdID == order.clOrdID })

        let messages = try LogLine.read(logs + "/notify.log")
            .filter { $0.message == "messages delivered" }
            .flatMap { $0.metadata?.orders ?? [] }.filter { $0.orderID == number }
        #expect(!messages.isEmpty)
        #expect(messages.allSatisfy { $0.requestID == request && $0.messageIDs != nil })
    }

    @Test("starts once, survives kill -9 of everything, and stops")
    func life() async throws {
        try await DeskProcess.with { desk in
            _ = try await desk.run("up")
            #expect(try await desk.run("up").contains("up already"))
            let running = try await desk.statuses()
            #expect(running.count == 8)
            #expect(running.allSatisfy { $0.state == "running" && $0.pid != nil })

            for pid in running.compactMap(\.pid) { kill(pid, SIGKILL) }
            while try await desk.statuses().contains(where: { $0.state == "running" }) {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await desk.run("up").contains("the desk is up"))
            #expect(try await desk.statuses().allSatisfy { $0.state == "running" })
            _ = try await desk.run("doctor")

            _ = try await desk.run("down")
            #expect(try await desk.statuses().allSatisfy { $0.state == "stopped" })
            #expect(try await desk.run("down").contains("no desk runs"))
        }
    }

    @Test(
        "starts nothing while another program has one of its ports",
        arguments: ["IRRA_HTTP_PORT", "IRRA_SIMULATOR_PORT", "IRRA_BACKUP_PORT"])
    func portInUse(_ setting: String) async throws {
        try await DeskProcess.with { desk in
            let other = try OtherProgram(on: desk.port(setting))
            let refusal = try await desk.refusal(["up"])
            #expect(refusal.contains("\(try desk.port(setting))"))
            #expect(refusal.contains(setting))
            #expect(try await desk.statuses().allSatisfy { $0.pid == nil })
            withExtendedLifetime(other) {}
        }
    }

    @Test("starts a killed front anew without touching what the others work with")
    func oneWorkerAnew() async throws {
        try await DeskProcess.with { desk in
            _ = try await desk.run("up")
            let front = try #require(
                try await desk.statuses().first { $0.name == "front" }?.pid)
            // Somebody is in the middle of a decision; loading the logic would wait for them.
            let backup = try await Home.open(desk.home, account: try ServerAccount.current())
                .cluster("backup", port: desk.port("IRRA_BACKUP_PORT"), portSetting: "")
            let decision = Task {
                try await backup.run(
                    sql: "begin; lock table core.positions; select pg_sleep(600);",
                    database: "irra")
            }
            kill(front, SIGKILL)
            _ = try await desk.run("up")
            #expect(try await desk.statuses().allSatisfy { $0.state == "running" })
            try await backup.run(
                sql: """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where pid <> pg_backend_pid() and query like '%pg_sleep(600)%';
                    """, database: "irra")
            _ = try? await decision.value
        }
    }

    @Test("leaves out what is to run elsewhere, whoever has its port")
    func without() async throws {
        try await DeskProcess.with { desk in
            let other = try OtherProgram(on: desk.port("IRRA_HTTP_PORT"))
            defer { withExtendedLifetime(other) {} }
            _ = try await desk.run("up", "--without", "gateway,front")
            let stopped = try await desk.statuses().filter { $0.state != "running" }.map(\.name)
            #expect(stopped == ["gateway", "front"])
        }
    }
}
