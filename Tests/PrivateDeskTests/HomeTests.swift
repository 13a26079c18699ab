import FoundationEssentials
import Glibc
import Testing

@testable import PrivateDesk

@Suite("The home of a desk")
struct HomeTests {
    @Test("keeps secrets, logs and process records to its starter")
    func foldersArePrivate() async throws {
        try await withTemporaryHome { home in
            for folder in ["secrets", "log", "outbox", "pids", "data", "run"] {
                #expect(permissions("\(home.path)/\(folder)") == 0o700, "\(folder)")
            }
        }
    }

    @Test("opens again where it was")
    func reopens() async throws {
        try await withTemporaryHome { home in
            let again = try await Home.open(home.path, account: home.account)
            #expect(again.statePath == home.statePath)
            #expect(try Home.existing(home.path, account: home.account)?.path == home.path)
        }
    }

    @Test("puts clusters elsewhere when the path is too long for a socket")
    func longPath() async throws {
        let parent = "/tmp/irra-\(UInt32.random(in: 0 ... .max))"
        let deep = parent + "/" + String(repeating: "d", count: 100)
        try await withTemporaryHome(under: deep) { home in
            #expect(home.statePath.hasPrefix("/var/tmp/irra-"))
            #expect(permissions(home.statePath) == 0o700)
            #expect(FileSystem.resolved(home.path + "/run") == home.socketDirectory)
            let again = try await Home.open(home.path, account: home.account)
            #expect(again.statePath == home.statePath)
        }
        try FileManager.default.removeItem(atPath: parent)
    }

    @Test(
        "puts clusters elsewhere when the server's account cannot enter",
        .enabled(if: geteuid() == 0, "only root hands the server to another account"))
    func closedParent() async throws {
        let parent = "/tmp/irra-\(UInt32.random(in: 0 ... .max))"
        try #require(mkdir(parent, 0o700) == 0)
        try await withTemporaryHome(under: parent) { home in
            #expect(home.statePath.hasPrefix("/var/tmp/irra-"))
        }
        try FileManager.default.removeItem(atPath: parent)
    }

    @Test("refuses to be a copy of another desk's home")
    func copiedHome() async throws {
        let parent = "/tmp/irra-\(UInt32.random(in: 0 ... .max))"
        let deep = parent + "/" + String(repeating: "d", count: 100)
        try await withTemporaryHome(under: deep) { home in
            let copy = home.path + "-copy"
            try #require(mkdir(copy, 0o700) == 0)
            try #require(symlink(home.statePath + "/data", copy + "/data") == 0)
            await #expect(throws: DeskError.self) {
                try await Home.open(copy, account: home.account)
            }
        }
        try FileManager.default.removeItem(atPath: parent)
    }

    @Test("makes each secret once and for its starter only")
    func secrets() async throws {
        try await withTemporaryHome { home in
            let first = try home.secrets.databasePassword(cluster: "backup", role: "irra_front")
            let second = try home.secrets.databasePassword(cluster: "backup", role: "irra_front")
            #expect(first == second)
            #expect(first.count == 64)
            #expect(permissions(home.secrets.path("backup.irra_front.password")) == 0o600)
        }
    }

    @Test("lets one irra at a time start or stop it")
    func lock() async throws {
        try await withTemporaryHome { home in
            try await DeskLock.hold(home) {
                await #expect(throws: DeskError.self) { try await DeskLock.hold(home) {} }
            }
            try await DeskLock.hold(home) {}
        }
    }
}
