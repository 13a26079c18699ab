import Testing

@testable import Monitor

@Suite("How full the disk is")
struct FileSystemStateTests {
    @Test("a path on this machine has a size and less than that free")
    func here() throws {
        let state = try #require(FileSystemState(path: "/"))
        #expect(state.totalBytes > 0)
        #expect((0...state.totalBytes).contains(state.freeBytes))
    }

    @Test("a path of another machine is not known")
    func elsewhere() {
        #expect(FileSystemState(path: "/nowhere/on/this/machine") == nil)
    }
}
