import Testing

@testable import Front

struct StartUpCodeTests {
    @Test func `only code of files is given back, nothing that was ever written to`() {
        let path = "/usr/lib/libpq.so.5"
        #expect(
            StartUpCode.codeRange(of: "7f1000-7f3000 r-xp 00001000 fe:00 12     \(path)")
                == 0x7f1000..<0x7f3000)
        for line in [
            "7f1000-7f3000 r--p 00001000 fe:00 12     \(path)",
            "7f1000-7f3000 rw-p 00001000 fe:00 12     \(path)",
            "7f1000-7f3000 rwxp 00000000 00:00 0",
            "7f1000-7f3000 r-xp 00000000 00:00 0",
            "7f1000-7f3000 r-xp 00000000 00:00 0      [vdso]",
            "7f3000-7f1000 r-xp 00001000 fe:00 12     \(path)", "", "nonsense",
        ] {
            #expect(StartUpCode.codeRange(of: line) == nil, "\(line)")
        }
    }

    @Test func `the process goes on with what it gave back`() {
        StartUpCode.giveBack()
        #expect(Arithmetic.sum(of: [1, 2, 3]) == 6)
    }
}

private enum Arithmetic {
    @inline(never) static func sum(of numbers: [Int]) -> Int { numbers.reduce(0, +) }
}
