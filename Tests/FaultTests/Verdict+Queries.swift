extension Verdict {
    /// What must answer no row.
    static let emptyQueries: [(String, String)] = [
        ("position is not overnight and trades", "select * from ops.position_breaks"),
        ("over-closed when it was made", "select order_id, what from referee.findings"),
        (
            // What the exchange does not know cannot be taken back: a person decides, and is told.
            "more live than the position holds",
            """
            select p.position_id, p.net_quantity, r.live_leaves, r.provisional, u.units
            from core.positions p
            join logic.position_reservations(array(select position_id from core.positions)) r
                using (position_id)
            cross join lateral (
                select coalesce(sum(o.leaves_quantity), 0) as units from core.orders o
                join core.alerts a on a.kind = 'orders_unknown' and a.subject = o.session_name
                    and a.resolved_at is null
                where o.position_id = p.position_id and o.status = 'unknown') u
            where r.live_leaves - u.units + r.provisional > abs(p.net_quantity)
            """
        ),
        (
            "turned round by our own orders",
            """
            select p.position_id, p.user_id, p.overnight_quantity, p.net_quantity
            from core.positions p
            where p.overnight_quantity * p.net_quantity < 0
                and p.user_id % \(Battlefield.primaryClients) <> 0
            """
        ),
        (
            "a trade in another position than its order's",
            """
            select t.trade_id, t.position_id, o.position_id from core.trades t
            join core.orders o on o.order_id = t.order_id
            where t.position_id is distinct from o.position_id and t.busted_at is null
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
            "a number that was left out",
            """
            select s.session_name, s.next_outbound, count(m.sequence)
            from fix.session_state s
            left join fix.outbound m using (session_name, incarnation)
            group by s.session_name having s.next_outbound - 1 <> count(m.sequence)
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
            "events that do not lead to the order",
            """
            select e.order_id, e.event, e.from_status, e.before from (
                select v.*, lag(v.to_status) over (
                    partition by v.order_id order by v.order_event_id) as before
                from core.order_events v) e
            where e.from_status is distinct from e.before
            union all
            select o.order_id, null, o.status, e.to_status
            from core.orders o
            cross join lateral (
                select v.* from core.order_events v where v.order_id = o.order_id
                order by v.order_event_id desc limit 1) e
            where (o.status, o.cumulative_quantity, o.leaves_quantity)
                <> (e.to_status, e.cumulative_quantity, e.leaves_quantity)
            """
        ),
        (
            "a press that is not in the log, or is there twice",
            """
            select x.exit_id, count(l.log_id)
            from core.exits x
            left join audit.log l on l.action = 'square_off'
                and (l.after ->> 'exit_id')::bigint = x.exit_id
                and l.person_id = x.person_id and l.user_id = x.user_id
            where x.batch_id is null
            group by x.exit_id having count(l.log_id) <> 1
            """
        ),
        (
            "an instruction that is not in the log",
            """
            select i.kind, i.details ->> 'order_id'
            from core.instructions i
            left join audit.log l on l.action = i.kind || '_order'
                and l.object = 'order:' || (i.details ->> 'order_id')
            where i.kind in ('modify', 'cancel')
            group by i.instruction_id having count(l.log_id) = 0
            """
        ),
        (
            "a fill without its drop copy",
            "select * from core.temp_trades where state = 'provisional'"
        ),
        (
            "a bust or correction that waits for its trade",
            """
            select * from core.trade_notices where trade_id is null and temp_trade_id is null
            """
        ),
        ("a message that could not be applied", "select reason, fields from fix.parked"),
        ("a queue that is not empty", "select * from queue.dispatch"),
    ]
}
