-- Orders that a drop copy told of and neither the primary's replica nor the desk has, read from the
-- messages as they were received: the latest report of each order. What the replica gets later is
-- no longer here.
-- Calls: none. Writes: none.
create or replace function logic.gap_orders(since timestamptz, row_limit bigint)
returns table (
    exchange text, exchange_order_id text, cl_ord_id text, account text, symbol text, side text,
    quantity text, leaves_quantity text, price text, order_status text, session_name text,
    received_at timestamptz)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    with told as (
        select distinct on (s.exchange, f.order_id) s.exchange, f.order_id, i.session_name,
            i.received_at, encode(i.raw, 'escape') as text
        from fix.sessions s
        join fix.inbound i on i.session_name = s.name and i.msg_type = '8'
            and i.received_at >= gap_orders.since
        cross join lateral (
            select substring(encode(i.raw, 'escape') from '\u000137=([^\u0001]+)') as order_id) f
        where s.kind = 'drop_copy' and f.order_id is not null
        order by s.exchange, f.order_id, i.received_at desc, i.sequence desc
    )
    select t.exchange, t.order_id, f.tags ->> '11', f.tags ->> '1', f.tags ->> '55',
        case f.tags ->> '54' when '1' then 'buy' when '2' then 'sell' end,
        f.tags ->> '38', f.tags ->> '151', f.tags ->> '44', f.tags ->> '39',
        t.session_name, t.received_at
    from told t
    cross join lateral (
        select jsonb_object_agg(x.field[1], x.field[2]) as tags
        from regexp_matches(t.text, '\u0001(1|11|38|39|44|54|55|151)=([^\u0001]+)', 'g')
            x (field)) f
    where not exists (select from book.orders b where b.exchange_order_id = t.order_id)
        and not exists (select from core.orders o where o.exchange_order_id = t.order_id)
    order by t.received_at
    limit gap_orders.row_limit
$$;

revoke all on function logic.gap_orders(timestamptz, bigint) from public;
comment on function logic.gap_orders(timestamptz, bigint) is
    'Orders at the exchange that the replica lacks, by the drop copies'' messages since then';
