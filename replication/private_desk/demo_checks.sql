-- The demo's own audit, one line a check: t or f, what is checked, what was found.
select found = 0, what, found from (
    select 'orders that left more than once or not at all' as what, (
        select count(*) from core.orders o
        where (select count(*) from fix.outbound m join core.order_requests r using (order_request_id)
            where r.order_id = o.order_id and m.msg_type = 'D') <> 1) as found
    union all
    select 'position breaks (running figure against recomputed)', (select count(*) from ops.position_breaks)
    union all
    select 'fills that no drop copy has confirmed', (select count(*) from ops.unconfirmed_trades)
    union all
    select 'trades without a position', (select count(*) from core.trades where position_id is null)
    union all
    select 'messages set aside', (select count(*) from fix.parked)
    union all
    select 'orders that still hold a reservation', (
        select count(*) from core.orders where leaves_quantity > 0 or cumulative_quantity > confirmed_quantity)
) checks
union all
select true, 'trades by source: ' || coalesce(string_agg(source || ' ' || n, ', ' order by source), 'none'), 0
from (
    select concat_ws(' + ', case when primary_at is not null then 'primary' end,
        case when response_at is not null then 'response' end,
        case when drop_copy_at is not null then 'drop copy' end) as source, count(*) as n
    from core.trades group by 1) s;
