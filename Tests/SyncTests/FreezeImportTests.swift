import FoundationEssentials
import Postgres
import PrivateDesk
import Testing

@testable import Sync

@Suite("Freeze quantities are taken whole or not at all")
struct FreezeImportTests {
    private let header = "S.No.,SYMBOL    ,VOL_FRZ_QTY    \n"

    private func booked() async throws -> Primary {
        let primary = try await Primary()
        try await primary.take(Fixture.derivatives28)
        try await primary.take(Fixture.cash28)
        return primary
    }

    /// What an import of these lines is refused for; the book must be as before.
    private func problems(
        _ lines: String, in primary: Primary
    ) async throws -> (count: Int, first: [ExchangeFileError.Problem]) {
        let before = try await primary.content()
        let fixture = try Fixture()
        let path = fixture.write(header + lines, as: "bad.csv")
        let error = await #expect(throws: ExchangeFileError.self) {
            _ = try await primary.freezes.run(path: path)
        }
        #expect(try await primary.content() == before)
        guard case .refused(_, let count, let problems) = error else {
            Issue.record("another error: \(String(describing: error))")
            return (0, [])
        }
        return (count, problems)
    }

    @Test("every contract of an underlying gets its quantity, shares get none")
    func real() async throws {
        let primary = try await booked()
        let summary = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        #expect(summary.rows == 13)
        #expect(summary.instrumentsChanged == 220)
        #expect(summary.unknownCount == 8)
        #expect(summary.unknown.prefix(4) == ["BAJAJ-AUTO", "FINNIFTY", "HDFCBANK", "M&M"])
        #expect(summary.missingCount == 0)
        let found = try await primary.database.run(
            """
            select segment, underlying, freeze_quantity from book.instruments
            where underlying in ('BANKNIFTY', 'INFY', 'NIFTY', 'RELIANCE', 'SBIN')
            group by 1, 2, 3 order by 1, 2;
            """)
        #expect(
            found == """
                CM|INFY|
                CM|RELIANCE|
                CM|SBIN|
                FO|BANKNIFTY|600
                FO|INFY|16000
                FO|NIFTY|1800
                FO|RELIANCE|15000
                FO|SBIN|30000

                """)
    }

    @Test("the same file again writes nothing; a new one changes only what differs")
    func again() async throws {
        let primary = try await booked()
        _ = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        let before = try await primary.content()
        let same = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        #expect(same.instrumentsChanged == 0)
        #expect(try await primary.content() == before)

        let fixture = try Fixture()
        let path = fixture.write(
            try Fixture.text(Fixture.freezes).replacing("NIFTY     ,1800", with: "NIFTY,1900"),
            as: "next.csv")
        #expect(try await primary.freezes.run(path: path).instrumentsChanged == 60)
    }

    @Test("contracts that come later get theirs when the file is imported again")
    func laterContracts() async throws {
        let primary = try await Primary()
        let empty = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        #expect(empty.instrumentsChanged == 0)
        #expect(empty.unknownCount == 13)
        #expect(empty.unknown.count == 10)
        try await primary.take(Fixture.derivatives28)
        let full = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        #expect(full.instrumentsChanged == 220)
    }

    @Test("underlyings of the book that the file leaves out keep what they had and are told")
    func leftOut() async throws {
        let primary = try await booked()
        _ = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        let fixture = try Fixture()
        let path = fixture.write(header + "1,NIFTY,1800\n\n2,SBIN,30000\n", as: "short.csv")
        let summary = try await primary.freezes.run(path: path)
        #expect(summary.rows == 2)
        #expect(summary.missing == ["BANKNIFTY", "INFY", "RELIANCE"])
        #expect(summary.missingCount == 3)
        #expect(summary.instrumentsChanged == 0)
    }

    @Test("contracts of another exchange on the same underlying are not touched")
    func otherExchange() async throws {
        let primary = try await booked()
        try await primary.database.run(
            """
            insert into book.instruments (exchange, segment, token, symbol, underlying,
                instrument_type, expiry_date, lot_size, tick_size, multiplier, freeze_quantity)
            values ('BSE', 'FO', '1', 'RELIANCE25MARFUT', 'RELIANCE', 'STF', '2025-03-27', 500,
                0.05, 1, 7);
            """)
        _ = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        let kept = try await primary.database.run(
            "select freeze_quantity from book.instruments where exchange = 'BSE';")
        #expect(kept == "7\n")
    }

    @Test("any bad row refuses the file: every one is told by its line, nothing is changed")
    func badRows() async throws {
        let primary = try await booked()
        let long = String(repeating: "9", count: 19)
        let (count, found) = try await problems(
            """
            1,NIFTY,1801
            2,BANKNIFTY,0
            3,INFY,12.5
            4,,100

            6,SBIN,-1
            7,NIFTY ,1802
            8,TCS,\(long)
            9,TCS2
            10,TCS3,
            """, in: primary)
        #expect(count == 8)
        #expect(
            found == [
                .init(line: 3, reason: "freeze quantity \"0\" is no positive number"),
                .init(line: 4, reason: "freeze quantity \"12.5\" is no positive number"),
                .init(line: 5, reason: "no symbol"),
                .init(line: 7, reason: "freeze quantity \"-1\" is no positive number"),
                .init(line: 8, reason: "NIFTY is on line 2 already"),
                .init(line: 9, reason: "freeze quantity \"\(long)\" is no positive number"),
                .init(line: 10, reason: "2 fields instead of 3"),
                .init(line: 11, reason: "freeze quantity \"\" is no positive number"),
            ])
    }

    @Test("of very many bad rows the first hundred are told, and how many there are")
    func manyBadRows() async throws {
        let primary = try await booked()
        let rows = (1...250).map { "\($0),BAD\($0),none" }.joined(separator: "\n")
        let (count, found) = try await problems(rows, in: primary)
        #expect(count == 250)
        #expect(found.map(\.line) == Array(2...101))
    }

    @Test("a header alone is refused")
    func headerOnly() async throws {
        let primary = try await booked()
        let (count, found) = try await problems("\n \n", in: primary)
        #expect(count == 1)
        #expect(found == [.init(line: 1, reason: "no rows after the header")])
    }

    @Test("text that could be SQL or an array is a name like any other")
    func hostileNames() async throws {
        let primary = try await booked()
        let fixture = try Fixture()
        let rows = [#"1,'; drop table book.trades; --,5"#, #"2,{"NULL"\},6"#, "3,NULL,7"]
        let path = fixture.write(header + rows.joined(separator: "\n"), as: "names.csv")
        let summary = try await primary.freezes.run(path: path)
        #expect(summary.unknown == ["'; drop table book.trades; --", "NULL", #"{"NULL"\}"#])
    }

    @Test("an import at the same time as another is refused, and the claim ends with it")
    func twoAtOnce() async throws {
        let primary = try await booked()
        let other = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: primary.database.conninfo(user: "irra_primary_import"),
                applicationName: "other import"))
        _ = try await other.query("select staging.begin_import()")
        let error = await #expect(throws: PostgresError.self) {
            _ = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        }
        #expect(error?.serverError?.message == "another import is running")
        await other.close()
        _ = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        try await primary.take(Fixture.derivatives27)
    }

    @Test(
        "a whole file of the exchange is taken (needs IRRA_EXCHANGE_FILES, a folder of such files)",
        .enabled(if: ProcessInfo.processInfo.environment["IRRA_EXCHANGE_FILES"] != nil))
    func wholeFiles() async throws {
        let folder = try #require(ProcessInfo.processInfo.environment["IRRA_EXCHANGE_FILES"])
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasPrefix("qtyfreeze")
        }
        try #require(!files.isEmpty)
        let primary = try await booked()
        for file in files {
            let summary = try await primary.freezes.run(path: "\(folder)/\(file)")
            #expect(summary.rows > 100)
            #expect(summary.missingCount == 0)
        }
    }
}
