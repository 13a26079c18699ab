import ExchangeSimulator

/// Holds the exchange's own journal against the database, once everything is quiet. Each check is
/// one sentence of what may never happen; it answers what it found, nothing when all is well.
struct Verdict {
    let field: Battlefield
    let exchange: ExchangeRecord

    init(_ field: Battlefield) throws {
        self.field = field
        exchange = try ExchangeRecord.read(path: field.journal)
    }

    func findings() async throws -> [String] {
        var found: [String] = []
        found += exchange.acceptedTwice.map { "accepted twice: \($0.clOrdID)" }
        found += try await orders()
        found += try await trades()
        for (what, query) in Self.emptyQueries {
            let rows = try await field.value(query)
            if !rows.isEmpty { found.append("\(what): \(rows.prefix(400))") }
        }
        return found
    }

    /// Every order of the exchange is one of ours, its executed quantity and end ours, too; every
    /// order of ours that was sent is one of the exchange's, was refused there, or has ended here
    /// as expired or unknown, with the reason written down.
    private func orders() async throws -> [String] {
        var found: [String] = []
        var ours: [String: (status: String, cumulative: Int64, quantity: Int64)] = [:]
        let rows = try await field.value(
            """
            select cl_ord_id, status, cumulative_quantity, quantity,
                exists (select from core.order_requests r where r.order_id = o.order_id
                    and r.kind = 'new' and r.sequence is not null),
                coalesce(reason, '')
            from core.orders o
            """)
        var theirs: [String: ExchangeRecord.Order] = [:]
        for order in exchange.orders.values { theirs[order.name.clOrdID] = order }
        let refused = Set(exchange.refusals.map(\.name.clOrdID))
        for row in rows.split(separator: "\n") {
            let columns = row.split(separator: "|", omittingEmptySubsequences: false)
            let name = String(columns[0])
            let status = String(columns[1])
            ours[name] = (status, Int64(columns[2]) ?? -1, Int64(columns[3]) ?? -1)
            let isSent = columns[4] == "t"
            if isSent, theirs[name] == nil, !refused.contains(name),
                !["expired", "unknown"].contains(status)
            {
                found.append("lost: \(row)")
            }
            if !isSent, theirs[name] != nil { found.append("never sent, but there: \(row)") }
            if status == "unknown", columns[5].isEmpty { found.append("no reason: \(row)") }
        }
        for (name, order) in theirs {
            guard let mine = ours[name] else {
                found.append("not ours: \(name)")
                continue
            }
            if mine.cumulative != order.cumulative {
                found.append("\(name): executed \(order.cumulative), ours \(mine)")
            }
            let isOpen = order.state == .open
            if isOpen == ["filled", "cancelled", "rejected", "expired"].contains(mine.status) {
                found.append("\(name): \(order.state) there, here \(mine.status)")
            }
            if isOpen, order.quantity != mine.quantity {
                found.append("\(name): \(order.quantity) units there, here \(mine.quantity)")
            }
        }
        return found
    }

    /// Every trade of the exchange stands in core.trades once, with its quantity, and no other does
    /// that names an order of ours.
    private func trades() async throws -> [String] {
        let rows = try await field.value(
            """
            select trade_number || ' ' || side || ' ' || quantity
            from core.trades where order_id is not null and applied order by 1
            """)
        let ours = rows.split(separator: "\n").map(String.init)
        var theirs: [String] = []
        for trade in exchange.trades.values where !trade.isBusted {
            if trade.buyOrderID != nil { theirs.append("\(trade.number) buy \(trade.quantity)") }
            if trade.sellOrderID != nil { theirs.append("\(trade.number) sell \(trade.quantity)") }
        }
        var found = Set(theirs).subtracting(ours).map { "trade missing: \($0)" }
        found += Set(ours).subtracting(theirs).map { "trade of nobody: \($0)" }
        if ours.count != Set(ours).count { found.append("a trade stands twice") }
        return found
    }

    /// What must answer no row.
    private static let emptyQueries: [(String, String)] = [
        ("position is not overnight and trades", "select * from ops.position_breaks"),
        (
            "more live than the position holds",
            """
            select p.position_id, p.net_quantity, r.live_leaves, r.provisional
            from core.positions p
            join logic.position_reservations(array(select position_id from core.positions)) r
                using (position_id)
            where r.live_leaves + r.provisional > abs(p.net_quantity)
            """
        ),
        (
            "turned round by our own orders",
            """
            select p.position_id, p.overnight_quantity, p.net_quantity
            from core.positions p
            cross join lateral (
                select coalesce(sum(case t.side when 'buy' then t.quantity else -t.quantity end), 0)
                    as units
                from core.trades t
                where t.position_id = p.position_id and t.order_id is null) elsewhere
            where (p.overnight_quantity + elsewhere.units) * p.net_quantity < 0
            """
        ),
        (
            "reserved by an order that is over",
            """
            select o.order_id, o.status, o.leaves_quantity, o.cumulative_quantity,
                o.confirmed_quantity
            from core.orders o
            join core.order_statuses s on s.status = o.status
            where not s.is_live
                and (o.leaves_quantity > 0 or o.cumulative_quantity <> o.confirmed_quantity)
            """
        ),
        (
            "a number that was given twice",
            """
            select session_name, incarnation, sequence, count(*)
            from fix.outbound group by 1, 2, 3 having count(*) > 1
            """
        ),
        (
            "sent twice under two numbers",
            """
            select order_request_id, count(*) from fix.outbound
            where order_request_id is not null group by 1 having count(*) > 1
            """
        ),
        (
            "a fill without its drop copy",
            "select * from core.temp_trades where state = 'provisional'"
        ),
        ("a message that could not be applied", "select reason, fields from fix.parked"),
        ("a queue that is not empty", "select * from queue.dispatch"),
    ]
}
