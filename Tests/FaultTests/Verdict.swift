import ExchangeSimulator

/// Holds the exchange's own journal against the database, once everything is quiet. Each check is
/// one sentence of what may never happen; it answers what it found, nothing when all is well.
struct Verdict {
    let field: Battlefield
    let exchange: ExchangeRecord
    /// Exits that agents were told of; nil when an answer is outstanding.
    let exits: [Int64]?
    /// Of each order of the exchange that has traded: its average price, ten-thousandths.
    let averages: [Int64: Int64]

    init(_ field: Battlefield, exits: [Int64]?) throws {
        self.field = field
        self.exits = exits
        exchange = try ExchangeRecord.read(path: field.journal)
        averages = Self.averages(exchange)
    }

    private static func averages(_ exchange: ExchangeRecord) -> [Int64: Int64] {
        var sums: [Int64: (quantity: Int64, value: Int64)] = [:]
        for trade in exchange.trades.values where !trade.isBusted {
            for orderID in [trade.buyOrderID, trade.sellOrderID].compactMap({ $0 }) {
                let sum = sums[orderID] ?? (0, 0)
                sums[orderID] = (
                    sum.quantity + trade.quantity,
                    sum.value + trade.quantity * trade.price.tenThousandths
                )
            }
        }
        return sums.mapValues { ($0.value + $0.quantity / 2) / $0.quantity }
    }

    func findings() async throws -> [String] {
        var found = exchange.acceptedTwice.map { "accepted twice: \($0.clOrdID)" }
        // The exchange would have accepted it again, did it not look at the name.
        found += exchange.refusals.filter { $0.reason == "duplicate ClOrdID" }
            .map { "sent twice as a new message: \($0.name.clOrdID)" }
        found += field.lines.flatMap(\.tap.findings)
        found += try await orders()
        found += try await trades()
        found += try await tradesOfThePrimary()
        found += try await presses()
        for (what, query) in Self.emptyQueries {
            let rows = try await field.value(query)
            if !rows.isEmpty { found.append("\(what): \(rows.prefix(400))") }
        }
        return found
    }

    /// What may not be left when every order was cancelled: only orders that the exchange does not
    /// know keep their position reserved, until a person decides.
    func remains() async throws -> [String] {
        let rows = try await field.value(
            """
            select o.order_id, o.cl_ord_id, o.status, o.leaves_quantity from core.orders o
            join core.order_statuses s on s.status = o.status
            where s.is_live and o.status <> 'unknown'
            union all
            select r.position_id, 'position', 'reserved', r.reserved
            from logic.position_reservations(array(select position_id from core.positions)) r
            where r.reserved <> (select coalesce(sum(o.leaves_quantity), 0) from core.orders o
                where o.position_id = r.position_id and o.status = 'unknown')
            union all
            select x.exit_id, 'exit', x.state, x.quantity from core.exits x
            where x.state in ('waiting_cancels', 'queued')
            """)
        return rows.split(separator: "\n").map { "not over: \($0)" }
    }

    /// Every trade of the primary has come, once, as it was made there.
    private func tradesOfThePrimary() async throws -> [String] {
        let theirs = try await Battlefield.value(
            "select trade_number, side, quantity, price from book.trades", of: field.primary)
        let ours = try await field.value(
            """
            select trade_number, side, quantity, price from core.trades
            where primary_at is not null and applied
            """)
        let (there, here) = (theirs.split(separator: "\n"), ours.split(separator: "\n"))
        if here.count != Set(here).count { return ["a trade of the primary stands twice"] }
        return Set(there).symmetricDifference(here).map { "trade of the primary: \($0)" }
    }

    /// One press, one exit, however often it had to be asked.
    private func presses() async throws -> [String] {
        guard let exits else { return [] }
        let rows = try await field.value(
            "select exit_id from core.exits where batch_id is null")
        let stored = Set(rows.split(separator: "\n").compactMap { Int64($0) })
        var found = stored.subtracting(exits).map { "exit \($0): nobody asked for it" }
        found += Set(exits).subtracting(stored).map { "exit \($0): answered, not there" }
        if Set(exits).count != exits.count { found.append("two presses were answered alike") }
        return found
    }

    /// Every trade of the exchange stands in core.trades once, with its quantity and price, and no
    /// other does that names an order of ours; what was taken back counts no more.
    private func trades() async throws -> [String] {
        let rows = try await field.value(
            """
            select trade_number || ' ' || side || ' ' || quantity || ' '
                || (price * 10000)::bigint
            from core.trades where primary_at is null and busted_at is null
                and order_id is not null and applied
            """)
        let ours = rows.split(separator: "\n").map(String.init)
        var theirs: [String] = []
        for trade in exchange.trades.values where !trade.isBusted {
            let terms = "\(trade.quantity) \(trade.price.tenThousandths)"
            if trade.buyOrderID != nil { theirs.append("\(trade.number) buy \(terms)") }
            if trade.sellOrderID != nil { theirs.append("\(trade.number) sell \(terms)") }
        }
        var found = Set(theirs).subtracting(ours).map { "trade missing: \($0)" }
        found += Set(ours).subtracting(theirs).map { "trade of nobody: \($0)" }
        if ours.count != Set(ours).count { found.append("a trade stands twice") }
        return found
    }
}
