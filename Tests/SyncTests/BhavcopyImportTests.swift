import FoundationEssentials
import Postgres
import PrivateDesk
import Synchronization
import Testing

@testable import Sync

@Suite("A price file is taken whole or not at all")
struct BhavcopyImportTests {
    @Test("both layouts become instruments and prices")
    func bothLayouts() async throws {
        let primary = try await Primary()
        let derivatives = try await primary.take(Fixture.derivatives27)
        #expect(derivatives.layout == .udiff)
        #expect(derivatives.tradeDate == "2025-02-27")
        #expect(derivatives.rows == 182)
        #expect(derivatives.instrumentsAdded == 182)
        #expect(derivatives.pricesWritten == 182)
        let cash = try await primary.take(Fixture.cash27)
        #expect(cash.layout == .cash)
        #expect(cash.tradeDate == "2025-02-27")
        #expect(cash.rows == 12)
        let found = try await primary.database.run(
            """
            select i.segment, i.underlying, i.instrument_type, i.series, i.token is null,
                i.expiry_date, i.lot_size, i.tick_size, i.multiplier, p.close_price, p.last_price
            from book.instruments i join book.prices p using (instrument_id)
            where i.symbol in ('NIFTY25MARFUT', 'RELIANCE', '1018GS2026-GS') order by i.symbol;
            """)
        #expect(
            found == """
                CM|1018GS2026|EQ|GS|t||1|0.0500|1.0000|109.8800|109.8800
                FO|NIFTY|IDF||f|2025-03-27|75|0.0500|1.0000|22683.6500|22660.0000
                CM|RELIANCE|EQ|EQ|t||1|0.0500|1.0000|1207.1000|1208.0000

                """)
    }

    @Test("a row without a trade has the close as its last price")
    func withoutTrade() async throws {
        let primary = try await Primary()
        try await primary.take(Fixture.derivatives27)
        let wrong = try await primary.database.run(
            """
            select count(*) filter (where last_price = 0),
                count(*) filter (where volume = 0 and last_price = close_price) > 0
            from book.prices;
            """)
        #expect(wrong == "0|t\n")
    }

    @Test("the same file again writes nothing, and an older one overwrites no newer price")
    func again() async throws {
        let primary = try await Primary()
        try await primary.take(Fixture.derivatives28)
        let newer = try await primary.content()
        let same = try await primary.take(Fixture.derivatives28)
        #expect(same.instrumentsAdded + same.instrumentsChanged + same.pricesWritten == 0)
        #expect(try await primary.content() == newer)

        let later = try await primary.database.run(
            "select max(instrument_id) from book.instruments;")
        let older = try await primary.take(Fixture.derivatives27)
        #expect(older.instrumentsAdded > 0)
        #expect(older.instrumentsAdded < older.rows)
        #expect(older.pricesWritten == older.instrumentsAdded)
        let stayed = try await primary.database.run(
            """
            select count(*) from book.prices
            where instrument_id <= \(later.dropLast()) and price_date <> '2025-02-28';
            """)
        #expect(stayed == "0\n")
    }

    @Test("a token that a later file gives to another contract is normal")
    func reusedToken() async throws {
        let primary = try await Primary()
        try await primary.take(Fixture.derivatives27)
        let fixture = try Fixture()
        // The first contract's token, used for the second one a day later.
        var lines = try Fixture.text(Fixture.derivatives28).split(separator: "\n").map(String.init)
        let token = try #require(
            try Fixture.text(Fixture.derivatives27).split(separator: "\n")[1]
                .split(separator: ",").dropFirst(5).first)
        var fields = lines[1].split(separator: ",", omittingEmptySubsequences: false)
        fields[5] = token
        lines[1] = fields.joined(separator: ",")
        lines.removeSubrange(2...)
        let path = fixture.write(lines.joined(separator: "\n"), as: "next.csv")
        let summary = try await primary.bhavcopy.run(path: path)
        #expect(summary.rows == 1)
    }

    @Test("any bad row refuses the file: every reason is told by its line, nothing is changed")
    func badRows() async throws {
        let primary = try await Primary()
        try await primary.take(Fixture.derivatives27)
        let before = try await primary.content()
        var lines = try Fixture.text(Fixture.derivatives28).split(separator: "\n").map(String.init)
        func change(_ line: Int, _ field: Int, _ value: String) {
            var fields = lines[line - 1].split(
                separator: ",", omittingEmptySubsequences: false
            ).map(String.init)
            fields[field] = value
            lines[line - 1] = fields.joined(separator: ",")
        }
        change(3, 0, "2025-02-30")
        change(5, 17, "12.x")
        change(7, 28, "0")
        change(9, 4, "XXX")
        lines[10] = "cut,off"
        lines.append(lines[19])
        let fixture = try Fixture()
        let path = fixture.write(lines.joined(separator: "\r\n") + "\r\n", as: "bad.csv")
        let error = await #expect(throws: ExchangeFileError.self) {
            try await primary.bhavcopy.run(path: path)
        }
        guard case .refused(_, let count, let problems) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        let repeated = try #require(problems.last)
        #expect(
            problems.dropLast(2).map(\.self) == [
                .init(line: 3, reason: "trade date \"2025-02-30\" is no date"),
                .init(line: 5, reason: "closing price \"12.x\" is no price"),
                .init(line: 7, reason: "lot size \"0\" is no positive number"),
                .init(line: 9, reason: "instrument type \"XXX\" does not exist in segment FO"),
                .init(line: 11, reason: "2 fields instead of 34"),
            ])
        #expect(repeated.line == Int64(lines.count))
        #expect(repeated.reason.hasSuffix("is on line 20 already"))
        #expect(count == 7)
        #expect(try await primary.content() == before)
    }

    @Test("of very many bad rows the first hundred are told, and how many there are")
    func manyBadRows() async throws {
        let primary = try await Primary()
        let header = try #require(try Fixture.text(Fixture.cash27).split(separator: "\n").first)
        let rows = (1...250).map { "BAD\($0), EQ, 27-Feb-2025" }
        let fixture = try Fixture()
        let path = fixture.write(([String(header)] + rows).joined(separator: "\n"), as: "bad.csv")
        let error = await #expect(throws: ExchangeFileError.self) {
            try await primary.bhavcopy.run(path: path)
        }
        guard case .refused(_, 250, let problems) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(problems.map(\.line) == Array(2...101))
        #expect(error?.description.hasSuffix("and 150 more") == true)
    }

    @Test("a line that is no text is told by its number", arguments: [[0xFF], [0x00], [0x01]])
    func noText(bytes: [UInt8]) async throws {
        let primary = try await Primary()
        var content = try Fixture.bytes(Fixture.path(Fixture.cash27))
        let newlines = content.indices.filter { content[$0] == UInt8(ascii: "\n") }
        content.insert(contentsOf: bytes, at: newlines[3] + 1)
        let fixture = try Fixture()
        let path = fixture.write(content, as: "binary.csv")
        let error = await #expect(throws: ExchangeFileError.self) {
            try await primary.bhavcopy.run(path: path)
        }
        guard case .refused(_, 1, let problems) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(problems.first?.line == 5)
    }

    @Test("the mark that ends a copy does not cut a file off")
    func endMark() async throws {
        let primary = try await Primary()
        var lines = try Fixture.text(Fixture.cash27).split(separator: "\n").map(String.init)
        lines.insert("\\.", at: 4)
        let fixture = try Fixture()
        let path = fixture.write(lines.joined(separator: "\n"), as: "mark.csv")
        let error = await #expect(throws: ExchangeFileError.self) {
            try await primary.bhavcopy.run(path: path)
        }
        #expect(error == .linesDiffer(path: path, read: 13, loaded: 3))
        #expect(try await primary.database.run("select count(*) from book.prices;") == "0\n")
    }

    @Test("a file with nothing but a header is refused")
    func headerOnly() async throws {
        let primary = try await Primary()
        let header = try #require(try Fixture.text(Fixture.cash27).split(separator: "\n").first)
        let fixture = try Fixture()
        let path = fixture.write(String(header), as: "header.csv")
        let problem = ExchangeFileError.Problem(line: 1, reason: "no rows after the header")
        await #expect(
            throws: ExchangeFileError.refused(path: path, problemCount: 1, problems: [problem])
        ) {
            try await primary.bhavcopy.run(path: path)
        }
    }

    @Test("a second import at the same time is refused, not mixed in")
    func twoAtOnce() async throws {
        let primary = try await Primary()
        let other = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: primary.database.conninfo(user: "irra_primary_import"),
                applicationName: "other import"))
        _ = try await other.query("select staging.begin_import()")
        let error = await #expect(throws: PostgresError.self) {
            try await primary.take(Fixture.cash27)
        }
        #expect(error?.serverError?.message == "another import is running")
        await other.close()
    }

    @Test("progress reaches the end of the file, then the rows")
    func progress() async throws {
        let primary = try await Primary()
        let seen = Mutex<[ImportProgress]>([])
        let path = try Fixture.path(Fixture.derivatives28)
        _ = try await primary.bhavcopy.run(path: path) { step in
            seen.withLock { $0.append(step) }
        }
        let size = try Fixture.bytes(path).count
        #expect(
            seen.withLock { $0 } == [
                .loading(bytes: size, of: size), .checking(rows: 220), .done(rows: 220),
            ])
    }

    @Test("the role of the import sees no client and writes no table of the book")
    func leastRights() async throws {
        let primary = try await Primary()
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: primary.database.conninfo(user: "irra_primary_import"),
                applicationName: "SyncTests"))
        for sql in [
            "select broker_id from book.users", "delete from book.prices",
            "select book.seed(1, 1)", "select raw from staging.bhavcopy_lines",
            "select staging.apply_bhavcopy()",
        ] {
            let error = await #expect(throws: PostgresError.self) {
                _ = try await connection.query(Statement(sql))
            }
            #expect(error?.sqlState?.rawValue == "42501")
        }
        await connection.close()
    }

    @Test(
        "whole days of an exchange are taken (needs IRRA_EXCHANGE_FILES, a folder of such files)",
        .enabled(if: ProcessInfo.processInfo.environment["IRRA_EXCHANGE_FILES"] != nil))
    func wholeDays() async throws {
        let folder = try #require(ProcessInfo.processInfo.environment["IRRA_EXCHANGE_FILES"])
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter {
            $0.hasPrefix("BhavCopy_NSE_") || $0.hasPrefix("sec_bhavdata_full_")
        }
        try #require(!files.isEmpty)
        let primary = try await Primary()
        for file in files {
            let start = ContinuousClock.now
            let summary = try await primary.bhavcopy.run(path: "\(folder)/\(file)")
            print("\(file): \(summary.rows) rows in \(ContinuousClock.now - start)")
            #expect(summary.rows > 1_000)
        }
    }
}
