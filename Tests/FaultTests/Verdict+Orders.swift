import ExchangeSimulator

extension Verdict {
    /// An order as the desk sees it.
    private struct Ours {
        let row: Substring
        let status: String
        let cumulative: Int64
        let quantity: Int64
        let isSent: Bool
        /// The desk would not send it again, because it was too old.
        let isGivenUp: Bool
        let reason: String
        let limit: Int64?
        let leaves: Int64
        /// Ten-thousandths of a rupee.
        let average: Int64?

        init?(_ row: Substring) {
            let columns = row.split(separator: "|", omittingEmptySubsequences: false)
            guard columns.count == 10, let cumulative = Int64(columns[2]),
                let quantity = Int64(columns[3]), let leaves = Int64(columns[6])
            else { return nil }
            self.row = row
            status = String(columns[1])
            self.cumulative = cumulative
            self.quantity = quantity
            isSent = columns[4] == "t"
            limit = Int64(columns[5])
            self.leaves = leaves
            average = Int64(columns[7])
            isGivenUp = columns[8] == "t"
            reason = String(columns[9])
        }
    }

    private static let ended: Set = ["filled", "cancelled", "rejected", "expired"]

    /// Every order of the exchange is one of ours, its executed quantity and end ours, too; every
    /// order of ours that was sent is one of the exchange's, was refused or forgotten there, or was
    /// too old to be sent again and has ended here, with the reason written down.
    func orders() async throws -> [String] {
        let rows = try await field.value(
            """
            select cl_ord_id, status, cumulative_quantity, quantity,
                exists (select from core.order_requests r where r.order_id = o.order_id
                    and r.kind = 'new' and r.sequence is not null),
                (limit_price * 10000)::bigint, leaves_quantity,
                (average_price * 10000)::bigint,
                exists (select from core.alerts a
                    where a.kind = 'order_expired_in_resend' and a.subject = o.order_id::text),
                translate(coalesce(reason, ''), E'|\\n', '  ')
            from core.orders o
            """)
        var ours: [String: Ours] = [:]
        for row in rows.split(separator: "\n") {
            ours[String(row.prefix { $0 != "|" })] = Ours(row)
        }
        var theirs: [String: ExchangeRecord.Order] = [:]
        for order in exchange.orders.values { theirs[order.name.clOrdID] = order }
        let refused = Set(exchange.refusals.map(\.name.clOrdID))
        let forgotten = Set(exchange.ignored.map(\.name.clOrdID))
        var found = Set(theirs.keys).subtracting(ours.keys).map { "not ours: \($0)" }
        for (name, order) in ours {
            if order.status == "unknown", order.reason.isEmpty {
                found.append("no reason: \(order.row)")
            }
            if let counterpart = theirs[name] {
                found += compare(order, counterpart)
            } else if refused.contains(name) {
                if order.status != "rejected" { found.append("refused there: \(order.row)") }
            } else if order.isSent {
                let isOver =
                    forgotten.contains(name)
                    ? order.status == "unknown"
                    : order.isGivenUp && ["expired", "unknown"].contains(order.status)
                if !isOver { found.append("lost: \(order.row)") }
            } else if order.cumulative > 0 {
                found.append("traded and never sent: \(order.row)")
            }
        }
        return found
    }

    /// The exchange took back or corrected a trade of it.
    private func isChanged(_ order: ExchangeRecord.Order) -> Bool {
        exchange.trades.values.contains { trade in
            (trade.buyOrderID == order.orderID || trade.sellOrderID == order.orderID)
                && (trade.isBusted || trade.corrections > 0)
        }
    }

    private func compare(_ ours: Ours, _ theirs: ExchangeRecord.Order) -> [String] {
        var found: [String] = []
        if !ours.isSent { found.append("never sent, but there: \(ours.row)") }
        if ours.cumulative != theirs.cumulative {
            found.append("executed \(theirs.cumulative) there, here \(ours.row)")
        }
        if theirs.leaves != ours.leaves, theirs.state != .purged {
            found.append("\(theirs.leaves) may trade there, here \(ours.row)")
        }
        if let average = averages[theirs.orderID], abs(average - (ours.average ?? 0)) > 1 {
            found.append("traded at \(average) ten-thousandths there, here \(ours.row)")
        }
        switch theirs.state {
        case .open:
            if Self.ended.contains(ours.status) || ours.status == "unknown" {
                found.append("open there, here \(ours.row)")
            }
            if theirs.quantity != ours.quantity {
                found.append("\(theirs.quantity) units there, here \(ours.row)")
            }
            if theirs.limit?.tenThousandths != ours.limit {
                found.append("at \(theirs.limit?.description ?? "market") there, \(ours.row)")
            }
        case .purged:
            // A bust or correction of a forgotten order says that nothing of it is left.
            if ours.status != "unknown", !(ours.status == "cancelled" && isChanged(theirs)) {
                found.append("purged there, here \(ours.row)")
            }
        case .filled, .cancelled, .expired, .doneForDay:
            if !Self.ended.contains(ours.status) {
                found.append("\(theirs.state) there, here \(ours.row)")
            }
            if (theirs.state == .filled) != (ours.status == "filled") {
                found.append("\(theirs.state) there, here \(ours.row)")
            }
        }
        return found
    }
}
