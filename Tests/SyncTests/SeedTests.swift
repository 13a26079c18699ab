import Testing

@Suite("The seed invents a book")
struct SeedTests {
    private func seeded(_ seed: Int, clients: Int) async throws -> Primary {
        let primary = try await Primary()
        try await primary.take(Fixture.derivatives28)
        try await primary.take(Fixture.cash28)
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
            select u.broker_id, i.symbol, o.side, o.quantity, o.limit_price, o.exchange_order_id
            from book.orders o join book.users u using (user_id)
            join book.instruments i using (instrument_id) order by 1, 2;
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
            "select s->>'clients', s->>'opening_positions', s->>'pending_orders'"
                + " from book.seed(7, 20) s;")
        #expect(added == "0|0|0\n")
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
                    or (o.side = 'sell') <> (p.quantity > 0) or o.product <> p.product
                    or o.limit_price % i.tick_size <> 0 or o.status <> 'open')
            from book.orders o
            join book.opening_positions p using (user_id, instrument_id, trade_date)
            join book.instruments i using (instrument_id);
            """)
        #expect(counts == "t|0\n")
    }
}
