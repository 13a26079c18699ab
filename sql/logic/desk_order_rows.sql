-- What the primary is told of orders: the desk's own, what the exchange told of the primary's, and
-- the primary's as its replica held them, in case the primary comes back with old data. Ids of
-- clients and instruments are the primary's own. Times are text in UTC, so that a record reads the
-- same wherever it is. What was practised in a drill is none of it.
-- Calls: logic.utc_text. Writes: none.
create or replace function logic.desk_order_rows(first_day date, since timestamptz)
returns table (kind text, record_key text, record jsonb)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select 'order', o.cl_ord_id, jsonb_build_object(
        'order_id', o.order_id, 'cl_ord_id', o.cl_ord_id,
        'current_cl_ord_id', o.current_cl_ord_id, 'exchange_order_id', o.exchange_order_id,
        'user_id', o.user_id, 'instrument_id', o.instrument_id, 'trade_date', p.trade_date,
        'product', o.product, 'side', o.side, 'order_type', o.order_type,
        'quantity', o.quantity, 'limit_price', o.limit_price, 'status', o.status,
        'is_live', s.is_live, 'filled_quantity', o.cumulative_quantity,
        'average_price', o.average_price, 'call_id', o.call_id,
        'instruction_id', o.instruction_id, 'person', t.username, 'session_name', o.session_name,
        'reason', o.reason, 'created_at', logic.utc_text(o.created_at),
        'sent_at', logic.utc_text(o.sent_at), 'updated_at', logic.utc_text(o.updated_at))
    from core.orders o
    join core.order_statuses s on s.status = o.status
    join core.positions p on p.position_id = coalesce(o.leg_position_id, o.position_id)
    join auth.ops_team t on t.person_id = o.person_id
    where o.created_at >= since and o.session_name not in (
        select f.name from fix.sessions f where f.simulated)
    union all
    select 'order_event', e.order_event_id::text, jsonb_build_object(
        'cl_ord_id', o.cl_ord_id, 'event', e.event, 'from_status', e.from_status,
        'to_status', e.to_status, 'filled_quantity', e.cumulative_quantity,
        'leaves_quantity', e.leaves_quantity, 'at', logic.utc_text(e.at))
    from core.order_events e
    join core.orders o on o.order_id = e.order_id
    where o.created_at >= since and o.session_name not in (
        select f.name from fix.sessions f where f.simulated)
    union all
    select 'primary_order', w.book_order_id::text, jsonb_build_object(
        'order_id', w.book_order_id, 'user_id', w.user_id, 'status', w.status,
        'is_live', w.is_live, 'filled_quantity', w.cumulative_quantity,
        'exchange_order_id', w.exchange_order_id, 'reason', w.reason,
        'cancel_requested_at', logic.utc_text(w.cancel_requested_at),
        'updated_at', logic.utc_text(w.updated_at))
    from core.primary_orders w
    where w.updated_at >= since
    union all
    select 'replica_order', b.order_id::text, to_jsonb(b) - array['arrival', 'placed_at',
        'updated_at'] || jsonb_build_object('placed_at', logic.utc_text(b.placed_at),
            'updated_at', logic.utc_text(b.updated_at))
    from book.orders b
    where b.trade_date >= first_day and greatest(b.placed_at, b.updated_at) >= since
        and not exists (select from core.orders o where o.cl_ord_id = b.cl_ord_id)
$$;

revoke all on function logic.desk_order_rows(date, timestamptz) from public;
comment on function logic.desk_order_rows(date, timestamptz) is
    'Records about orders for the primary, since a time';
