-- Parent orders with what came of them, as their readers may see them.
create or replace view api.exits with (security_invoker = true) as
select e.exit_id, e.batch_id, e.user_id, e.position_id, i.symbol, i.exchange, p.product, e.state,
    e.problem, e.warnings, e.approval_id, e.created_at, e.placed_at, o.orders, o.quantity, o.filled
from core.exits as e
join core.positions as p on p.position_id = e.position_id
left join book.instruments as i on i.instrument_id = p.instrument_id
cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
            'order_id', c.order_id, 'cl_ord_id', c.cl_ord_id, 'status', c.status,
            'side', c.side, 'quantity', c.quantity, 'filled_quantity', c.cumulative_quantity,
            'limit_price', c.limit_price, 'reason', c.reason)
            order by c.order_id), '[]') as orders,
        coalesce(sum(c.quantity), 0) as quantity,
        coalesce(sum(c.cumulative_quantity), 0) as filled
    from core.orders as c where c.exit_id = e.exit_id) as o;

revoke all on api.exits from public;
grant select on api.exits to ops_agent, ops_supervisor, ops_admin, auditor;

comment on view api.exits is
    'Square-offs of one position: waiting, placed or failed, with their orders';
