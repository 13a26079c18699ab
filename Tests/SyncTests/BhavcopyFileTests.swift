import Testing

@testable import Sync

@Suite("A file is judged before anything is loaded")
struct BhavcopyFileTests {
    @Test("a file says its layout, its columns and how many lines it has")
    func whole() throws {
        let file = try BhavcopyFile(path: Fixture.path(Fixture.cash27))
        #expect(file.layout == .cash)
        #expect(file.columns.prefix(3) == ["SYMBOL", "SERIES", "DATE1"])
        #expect(file.lineCount == 12)
    }

    @Test("an archive is read like the file in it")
    func archive() throws {
        let fixture = try Fixture()
        let content = try Fixture.bytes(Fixture.path(Fixture.derivatives28))
        let path = try fixture.zip([("day.csv", content)], as: "day.csv.zip")
        let file = try BhavcopyFile(path: path)
        #expect(file.layout == .udiff)
        #expect(file.byteCount == content.count)
        #expect(file.lineCount == 220)
    }

    @Test("a missing column and an unknown one are named")
    func columns() throws {
        let fixture = try Fixture()
        let text = try Fixture.text(Fixture.derivatives28)
        let path = fixture.write(
            text.replacing("SttlmPric", with: "SettlementPrice"), as: "columns.csv")
        let mismatch = BhavcopyHeaderMismatch(
            layout: .udiff, missing: ["SttlmPric"], unknown: ["SettlementPrice"], repeated: [])
        #expect(throws: ExchangeFileError.unknownLayout(path: path, mismatch)) {
            try BhavcopyFile(path: path)
        }
        #expect(
            mismatch.description == """
                not the columns of a UDiFF bhavcopy; missing: SttlmPric; unknown: SettlementPrice
                """)
    }

    @Test("a column that is there twice is named")
    func repeatedColumn() throws {
        let fixture = try Fixture()
        let path = fixture.write(
            try Fixture.text(Fixture.cash27).replacing("DELIV_PER", with: "DELIV_QTY"),
            as: "twice.csv")
        let mismatch = BhavcopyHeaderMismatch(
            layout: .cash, missing: ["DELIV_PER"], unknown: [], repeated: ["DELIV_QTY"])
        #expect(throws: ExchangeFileError.unknownLayout(path: path, mismatch)) {
            try BhavcopyFile(path: path)
        }
    }

    @Test("what is no bhavcopy is called that", arguments: ["", "hello\n", "a,b,c\n1,2,3\n"])
    func noBhavcopy(text: String) throws {
        let fixture = try Fixture()
        let path = fixture.write(text, as: "letter.txt")
        let error = #expect(throws: ExchangeFileError.self) { try BhavcopyFile(path: path) }
        #expect(error?.description.hasSuffix("no header of a bhavcopy") == true)
    }

    @Test("an archive that is cut off anywhere is refused")
    func cutOff() throws {
        let fixture = try Fixture()
        let content = try Fixture.bytes(Fixture.path(Fixture.derivatives28))
        let path = try fixture.zip([("day.csv", content)], as: "day.zip")
        let archive = try Fixture.bytes(path)
        for length in [4, 100, archive.count / 2, archive.count - 30, archive.count - 1] {
            let cut = fixture.write(archive.prefix(length), as: "cut.zip")
            let error = #expect(throws: ExchangeFileError.self) { try BhavcopyFile(path: cut) }
            guard case .damagedArchive = error else {
                Issue.record("\(length) bytes: \(String(describing: error))")
                continue
            }
        }
    }

    @Test("an archive with one wrong byte is refused")
    func wrongByte() throws {
        let fixture = try Fixture()
        let content = try Fixture.bytes(Fixture.path(Fixture.derivatives28))
        var archive = try Fixture.bytes(fixture.zip([("day.csv", content)], as: "day.zip"))
        archive[archive.count / 2] ^= 0x10
        let path = fixture.write(archive, as: "wrong.zip")
        let error = #expect(throws: ExchangeFileError.self) { try BhavcopyFile(path: path) }
        guard case .damagedArchive = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
    }

    @Test("an archive of two files or none is refused", arguments: [0, 2])
    func severalFiles(count: Int) throws {
        let fixture = try Fixture()
        // libzip writes no file at all for an empty archive: this is one, byte by byte.
        let empty = Array("PK\u{5}\u{6}".utf8) + Array(repeating: UInt8(0), count: 18)
        let path =
            count == 0
            ? fixture.write(empty, as: "none.zip")
            : try fixture.zip([("a.csv", [1]), ("b.csv", [2])], as: "two.zip")
        #expect(throws: ExchangeFileError.archiveContents(path: path, files: count)) {
            try BhavcopyFile(path: path)
        }
    }

    @Test("a file that is not there or is a directory is told plainly")
    func unreadable() throws {
        #expect(
            throws: ExchangeFileError.unreadable(
                path: "/nowhere.csv", reason: "No such file or directory")
        ) { try BhavcopyFile(path: "/nowhere.csv") }
        #expect(
            throws: ExchangeFileError.unreadable(path: "/tmp", reason: "not a regular file")
        ) { try BhavcopyFile(path: "/tmp") }
    }
}
