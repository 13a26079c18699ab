import FoundationEssentials
import PrivateDesk
import Testing

@testable import Sync

/// Files of the end of a day in the unified layout with 46 columns.
@Suite("A member's files")
struct MemberFileTests {
    private static let positions = "member_positions_20250227.csv"
    private static let trades = "member_trades_20250228.csv"
    private static let sample = "/../shared/data/Position_NCL_FO_0_CM_template_sample.csv"

    /// A desk with two clients, a future and an option, the day after the files'.
    private func desk() async throws -> (TestDatabase, MemberFileImport) {
        let database = try await TestDesk.shared().database(.desk)
        try await database.run(
            """
            insert into book.trading_days values ('2025-02-28', '2025-02-28 09:15+05:30');
            insert into book.users (user_id, broker_id, name, pan, date_of_birth, status,
                updated_at)
            select n, 'ZFP000' || n, 'Client', 'AAAZZ000' || n || 'Z', '1980-01-01', 'active', now()
            from generate_series(1, 2) n;
            insert into book.instruments (instrument_id, exchange, segment, token, symbol,
                underlying, instrument_type, expiry_date, strike_price, option_type, lot_size,
                tick_size, multiplier, updated_at)
            values (1, 'NSE', 'FO', '35001', 'NIFTY25MARFUT', 'NIFTY', 'IDF', '2025-03-27', null,
                    null, 75, 0.05, 1, now()),
                (2, 'NSE', 'FO', '35002', 'NIFTY25MAR22500CE', 'NIFTY', 'IDO', '2025-03-06', 22500,
                    'CE', 75, 0.05, 1, now());
            insert into book.opening_positions (trade_date, user_id, instrument_id, product,
                quantity, average_price)
            values ('2025-02-28', 1, 1, 'NRML', 75, 22300), ('2025-02-28', 1, 1, 'MIS', 75, 22300),
                ('2025-02-28', 2, 2, 'NRML', -150, 100);
            insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side,
                order_type, quantity, filled_quantity, status, exchange_order_id, placed_at,
                updated_at)
            values (1, 1, 1, '2025-02-28', 'NRML', 'sell', 'MARKET', 75, 0, 'open',
                '1100000000000001', now(), now());
            select sync.fold();
            """)
        return (
            database,
            MemberFileImport(
                desk: .init(
                    conninfo: database.conninfo(user: "irra_sync"), applicationName: "SyncTests"))
        )
    }

    @Test("positions of the clearing member are a second opinion, with a list of breaks")
    func positions() async throws {
        let (database, files) = try await desk()
        let before = try await database.run(
            "select md5(string_agg(p::text, '')) from core.positions p;")
        let summary = try await files.run(.positions, path: Fixture.path(Self.positions))
        #expect(summary.rows == 3)
        #expect(summary.businessDate == "2025-02-27")
        #expect(summary.tradeDate == "2025-02-28")
        #expect(summary.breaks == 2)
        let breaks = try await database.run(
            """
            select broker_id, contract, reason, file_quantity, desk_quantity, line
            from ops.opening_breaks;
            """)
        #expect(
            breaks == """
                ZFP0002|NIFTY 2025-03-06 22500.00 CE|quantity_differs|-75|-150|3
                ZFP0003|NIFTY 2025-03-27|client_unknown|75||4

                """)
        #expect(try await files.openingBreaks(limit: 1).count == 1)
        let after = try await database.run(
            "select md5(string_agg(p::text, '')) from core.positions p;")
        #expect(after == before)
    }

    @Test("trades of the end of the day go through the one trade function, once")
    func trades() async throws {
        let (database, files) = try await desk()
        let first = try await files.run(.trades, path: Fixture.path(Self.trades))
        #expect(
            [first.trades, first.known, first.moved, first.unassigned] == [2, 0, 1, 1])
        let again = try await files.run(.trades, path: Fixture.path(Self.trades))
        #expect([again.trades, again.known, again.moved] == [2, 2, 0])
        let net = try await database.run(
            "select net_quantity from core.positions where (user_id, product) = (1, 'NRML');")
        #expect(net == "0\n")
        #expect(try await database.run("select count(*) from ops.position_breaks;") == "0\n")
    }

    @Test("a zipped file is taken like a plain one")
    func zipped() async throws {
        let (_, files) = try await desk()
        let fixture = try Fixture()
        let content = try Fixture.bytes(Fixture.path(Self.trades))
        let path = try fixture.zip([("trades.csv", content)], as: "trades.zip")
        #expect(try await files.run(.trades, path: path).trades == 2)
    }

    @Test("a file with a wrong line is refused by line, and nothing of it counts")
    func refused() async throws {
        let (database, files) = try await desk()
        let fixture = try Fixture()
        let text = try Fixture.text(Self.trades)
        let broken = fixture.write(
            text.replacing(",B,75,", with: ",B,seventy,"), as: "broken.csv")
        await #expect {
            try await files.run(.trades, path: broken)
        } throws: { error in
            "\(error)".contains("line 3: TradQty \"seventy\" is no positive number")
        }
        let binary = fixture.write(text.replacing("NIFTY25MARFUT", with: "NIF\u{1}TY"), as: "b.csv")
        await #expect {
            try await files.run(.trades, path: binary)
        } throws: { error in
            "\(error)".contains("line 2: not a line of text")
        }
        // The columns of the other kind.
        await #expect {
            try await files.run(.positions, path: Fixture.path(Self.trades))
        } throws: { error in
            "\(error)".contains("the columns are TradDt")
        }
        #expect(try await database.run("select count(*) from core.trades;") == "0\n")
        #expect(try await database.run("select count(*) from sync.file_lines;") == "0\n")
    }

    @Test("the clearing corporation's own sample has the layout, where it is at hand")
    func sample() async throws {
        let path = try ProjectFiles.find().path("") + Self.sample
        guard FileManager.default.fileExists(atPath: path) else {
            print("skipped: no \(Self.sample) beside the project")
            return
        }
        let (_, files) = try await desk()
        // Its invented day is in the future of every book of a test.
        await #expect {
            try await files.run(.positions, path: path)
        } throws: { error in
            "\(error)".contains("the book has no business day after 2026-06-27")
        }
    }
}
