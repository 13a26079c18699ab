import Testing

@Suite("The seed invents a book")
struct SeedTests {
    private func seeded(
        _ seed: Int, clients: Int, withFreezes: Bool = true
    ) async throws -> Primary {
        let primary = try await Primary()
        try await primary.take(Fixture.derivatives28)
        try await primary.take(Fixture.cash28)
        if withFreezes {
            _ = try await primary.freezes.run(path: Fixture.path(Fixture.freezes))
        }
        try await primary.database.run("select book.seed(\(seed), \(clients));")
        return primary
    }

    /// The book without what differs between two databases anyway.
    private func book(_ primary: Primary) async throws -> String {
        try await primary.database.run(
            """
            select u.broker_id, u.name, u.pan, u.date_of_birth, f.available
            from book.users u join book.funds f using (user_id) order by 1;
            select u.broker_id, i.symbol, o.product, o.quantity, o.average_price
            from book.opening_positions o join book.users u using (user_id)
            join book.instruments i using (instrument_id) order by 1, 2;
            select i.symbol, i.token, i.isin, p.close_price, p.last_price
            from book.instruments i join book.prices p using (instrument_id)
            where i.exchange = 'BSE' order by 1;
            select trade_number, side, quantity, price from book.trades order by 1;
            select u.broker_id, i.symbol, o.side, o.quantity, o.limit_price, o.exchange_order_id
            from book.orders o join book.users u using (user_id)
            join book.instruments i using (instrument_id) order by 1, 2, o.cl_ord_id;
            """)
    }

    @Test("the same seed on the same prices gives the same book, another seed another")
    func repeatable() async throws {
        let first = try await book(seeded(7, clients: 40))
        let second = try await book(seeded(7, clients: 40))
        let other = try await book(seeded(8, clients: 40))
        #expect(first == second)
        #expect(first != other)
    }

    @Test("seeding again adds nothing, more clients are added to those there are")
    func again() async throws {
        let primary = try await seeded(7, clients: 20)
        let before = try await book(primary)
        let added = try await primary.database.run(
            """
            select sum(value::bigint) from jsonb_each_text(book.seed(7, 20) - 'trade_date');
            """)
        #expect(added == "0\n")
        #expect(try await book(primary) == before)
        try await primary.database.run("select book.seed(7, 30);")
        #expect(try await primary.database.run("select count(*) from book.users;") == "30\n")
    }

    @Test("nobody can be taken for a person")
    func invented() async throws {
        let primary = try await seeded(1, clients: 300)
        let wrong = try await primary.database.run(
            """
            select broker_id, name, pan, email, phone from book.users
            where pan !~ '^[A-Z]{3}X[A-Z][0-9]{4}[A-Z]$' or email !~ '\\.invalid$'
                or phone !~ '^\\+910[0-9]{9}$' or broker_id !~ '^[A-Z]{3}[0-9]{4}$';
            """)
        #expect(wrong == "")
    }

    @Test("positions are on contracts that live, in whole lots, and shares are never short")
    func positions() async throws {
        let primary = try await seeded(2, clients: 300)
        let wrong = try await primary.database.run(
            """
            select o.* from book.opening_positions o
            join book.instruments i using (instrument_id)
            join book.prices p using (instrument_id)
            where i.expiry_date <= o.trade_date or o.trade_date <> '2025-02-28'
                or o.quantity % i.lot_size <> 0 or o.quantity = 0
                or (o.product = 'CNC') <> (i.segment = 'CM') or o.product = 'CNC' and o.quantity < 0
                or o.average_price % i.tick_size <> 0;
            """)
        #expect(wrong == "")
        let counts = try await primary.database.run(
            """
            select count(distinct user_id), count(*) filter (where quantity < 0) > 0,
                count(*) filter (where product = 'CNC') > 0
            from book.opening_positions;
            """)
        #expect(counts == "300|t|t\n")
    }

    @Test("resting orders close a part of their position and no more")
    func orders() async throws {
        let primary = try await seeded(3, clients: 300)
        let counts = try await primary.database.run(
            """
            select count(*) > 20, count(*) filter (
                where o.quantity > abs(p.quantity) or o.quantity % i.lot_size <> 0
                    or o.quantity > i.freeze_quantity
                    or (o.side = 'sell') <> (p.quantity > 0) or o.product <> p.product
                    or o.limit_price % i.tick_size <> 0 or o.status <> 'open')
            from book.orders o
            join book.opening_positions p using (user_id, instrument_id, trade_date)
            join book.instruments i using (instrument_id)
            where o.product <> 'MIS';
            """)
        #expect(counts == "t|0\n")
    }

    @Test("some hold more index contracts than the exchange takes in one order")
    func large() async throws {
        let primary = try await seeded(4, clients: 300)
        let counts = try await primary.database.run(
            """
            select count(*) filter (where o.quantity > 1.4 * i.freeze_quantity) > 2,
                count(*) filter (where o.quantity < -1.4 * i.freeze_quantity) > 2,
                count(distinct i.underlying), count(distinct i.instrument_type),
                count(*) filter (where o.product <> 'NRML')
            from book.opening_positions o join book.instruments i using (instrument_id)
            where abs(o.quantity) > i.freeze_quantity;
            """)
        #expect(counts == "t|t|2|2|0\n")
        let without = try await seeded(4, clients: 300, withFreezes: false)
        let most = try await without.database.run(
            """
            select count(*)
            from book.opening_positions o join book.instruments i using (instrument_id)
            where i.segment = 'FO' and abs(o.quantity) > 5 * i.lot_size;
            """)
        #expect(most == "0\n")
    }

    @Test("intraday positions come from filled orders of the day, in shares and in derivatives")
    func intraday() async throws {
        let primary = try await seeded(6, clients: 300)
        let counts = try await primary.database.run(
            """
            select count(*) > 20, count(distinct i.segment), count(distinct t.side),
                count(*) filter (where t.product <> 'MIS' or o.status <> 'filled'
                    or o.filled_quantity <> t.quantity or t.quantity % i.lot_size <> 0
                    or t.price % i.tick_size <> 0 or t.price not between p.low_price
                        and p.high_price
                    or (t.executed_at at time zone 'Asia/Kolkata')::date <> t.trade_date)
            from book.trades t
            join book.orders o using (order_id)
            join book.instruments i on i.instrument_id = t.instrument_id
            join book.prices p on p.instrument_id = t.instrument_id;
            select count(*) from book.orders where product = 'MIS' and status <> 'filled';
            """)
        #expect(counts == "t|2|2|0\n0\n")
    }

    @Test("shares that trade on both exchanges have one ISIN, and each its own code and price")
    func bothExchanges() async throws {
        let primary = try await seeded(1, clients: 1)
        let counts = try await primary.database.run(
            """
            select count(*), count(distinct b.token), count(*) filter (
                where b.segment <> 'CM' or b.token !~ '^[0-9]{6}$'
                    or abs(bp.close_price / np.close_price - 1) > 0.0015
                    or bp.close_price % b.tick_size <> 0 or bp.price_date <> np.price_date),
                count(*) filter (where bp.close_price <> np.close_price) > 5
            from book.instruments b
            join book.instruments n on n.isin = b.isin and n.exchange = 'NSE'
            join book.prices bp on bp.instrument_id = b.instrument_id
            join book.prices np on np.instrument_id = n.instrument_id
            where b.exchange = 'BSE';
            select token, isin from book.instruments where exchange = 'BSE' and symbol = 'RELIANCE';
            """)
        #expect(counts == "10|10|0|t\n500325|INE002A01018\n")
    }

    @Test("the next day's prices reach the other exchange, too")
    func nextDay() async throws {
        let primary = try await Primary()
        let state = """
            select count(*), min(p.price_date), max(p.price_date)
            from book.instruments i join book.prices p using (instrument_id)
            where i.exchange = 'BSE';
            """
        try await primary.take(Fixture.cash27)
        try await primary.database.run("select book.seed(1, 2);")
        #expect(try await primary.database.run(state) == "10|2025-02-27|2025-02-27\n")
        try await primary.take(Fixture.cash28)
        try await primary.database.run("select book.seed(1, 2);")
        #expect(try await primary.database.run(state) == "10|2025-02-28|2025-02-28\n")
    }
}
