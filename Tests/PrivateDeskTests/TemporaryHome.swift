import FoundationEssentials
import Glibc

@testable import PrivateDesk

/// A home for one test; clusters are stopped and everything removed at the end, links followed.
func withTemporaryHome<Result>(
    under parent: String = "/tmp", _ body: (Home) async throws -> Result
) async throws -> Result {
    let path = "\(parent)/irra-home-\(UInt32.random(in: 0 ... .max))"
    let account = try ServerAccount.current()
    let home = try await Home.open(path, account: account)
    func cleanUp() async {
        for name in ["primary", "backup"] {
            _ = try? await home.cluster(name, port: 1, portSetting: "").stop(.immediate)
        }
        if home.statePath != path { try? FileManager.default.removeItem(atPath: home.statePath) }
        try? FileManager.default.removeItem(atPath: path)
    }
    do {
        let result = try await body(home)
        await cleanUp()
        return result
    } catch {
        await cleanUp()
        throw error
    }
}

func permissions(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}
