import Testing

@testable import Sync

@Suite("A freeze-quantity file is judged before anything is loaded")
struct FreezeFileTests {
    @Test("a file says its columns and its lines, padded as they are")
    func whole() throws {
        let file = try FreezeFile(path: Fixture.path(Fixture.freezes))
        #expect(file.columns == ["S.No.", "SYMBOL", "VOL_FRZ_QTY"])
        #expect(file.lines.count == 13)
        #expect(file.lines.first == "1    ,BANKNIFTY ,600            ")
    }

    @Test("an archive is read like the file in it; lines may end as on Windows, the last one not")
    func otherForms() throws {
        let fixture = try Fixture()
        let text = try Fixture.text(Fixture.freezes)
        let plain = try FreezeFile(path: Fixture.path(Fixture.freezes))
        let windows = text.replacing("\n", with: "\r\n")
        let path = fixture.write("\u{FEFF}" + windows.dropLast(), as: "windows.csv")
        #expect(try FreezeFile(path: path).lines == plain.lines)
        let zipped = try fixture.zip([("qtyfreeze.csv", Array(text.utf8))], as: "freeze.zip")
        #expect(try FreezeFile(path: zipped).lines == plain.lines)
    }

    @Test(
        "other columns are told, with those that were expected",
        arguments: [
            "", "\n", "S.No.,SYMBOL\n1,NIFTY\n", "SYMBOL,SYMBOL,VOL_FRZ_QTY\n",
            "S.No.,SYMBOL,VOL_FRZ_QTY,MORE\n", "<html>not found</html>\n",
        ])
    func otherColumns(text: String) throws {
        let fixture = try Fixture()
        let path = fixture.write(text, as: "other.csv")
        let error = #expect(throws: ExchangeFileError.self) { try FreezeFile(path: path) }
        #expect(error?.description.hasSuffix(" instead of S.No., SYMBOL, VOL_FRZ_QTY") == true)
    }

    @Test("a header of endless names is cut in the message")
    func endlessHeader() throws {
        let fixture = try Fixture()
        let name = String(repeating: "x", count: 200)
        let path = fixture.write(
            Array(repeating: name, count: 100).joined(separator: ","), as: "x.csv")
        let error = #expect(throws: ExchangeFileError.self) { try FreezeFile(path: path) }
        let text = try #require(error?.description)
        #expect(text.contains("and 95 more"))
        #expect(text.count < path.count + 400)
    }

    @Test("what is larger than any such file is not read, packed or plain")
    func huge() throws {
        let fixture = try Fixture()
        let row = Array("1,NIFTY,1800\n".utf8)
        let content =
            Array("S.No.,SYMBOL,VOL_FRZ_QTY\n".utf8)
            + Array(repeatElement(row, count: FreezeFile.sizeLimit / row.count + 1).joined())
        for path in [
            fixture.write(content, as: "huge.csv"),
            try fixture.zip([("huge.csv", content)], as: "huge.zip"),
        ] {
            let limit = FreezeFile.sizeLimit
            #expect(throws: ExchangeFileError.tooLarge(path: path, limitBytes: limit)) {
                try FreezeFile(path: path)
            }
        }
    }

    @Test("lines that are no text are told by their numbers", arguments: [0xFF, 0x00, 0x01])
    func noText(byte: UInt8) throws {
        let fixture = try Fixture()
        var content = try Fixture.bytes(Fixture.path(Fixture.freezes))
        let newlines = content.indices.filter { content[$0] == UInt8(ascii: "\n") }
        content.insert(byte, at: newlines[6] + 1)
        content.insert(byte, at: newlines[3] + 1)
        let path = fixture.write(content, as: "binary.csv")
        let problems = [5, 8].map {
            ExchangeFileError.Problem(line: $0, reason: "not a line of text")
        }
        #expect(
            throws: ExchangeFileError.refused(path: path, problemCount: 2, problems: problems)
        ) { try FreezeFile(path: path) }
    }

    @Test("a file that is not there is told plainly")
    func unreadable() throws {
        #expect(
            throws: ExchangeFileError.unreadable(
                path: "/nowhere.csv", reason: "No such file or directory")
        ) { try FreezeFile(path: "/nowhere.csv") }
    }
}
