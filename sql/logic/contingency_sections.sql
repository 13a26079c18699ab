-- One section an exchange, for two people with a terminal and nothing else: who is called, what is
-- entered, by whom, and who has looked.
-- Calls: logic.india_number, logic.report_positions. Writes: none.
create or replace function logic.contingency_sections(day date, row_limit bigint)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'title', e.exchange || ': open positions of ' || day,
        'header', jsonb_build_array('client', 'name', 'telephone', 'contract', 'token', 'expiry',
            'product', 'net units', 'to close', 'last price', 'instruction, recording',
            'entered: order no., time, sign', 'checked: traded at, time, sign'),
        'lines', (
            select coalesce(jsonb_agg(jsonb_build_array(r.value -> 2, r.value -> 3, r.value -> 11,
                r.value -> 4, r.value -> 5, r.value -> 6, r.value -> 7,
                logic.india_number((r.value ->> 8)::numeric), r.value -> 9,
                logic.india_number((r.value ->> 10)::numeric, 2), '', '', '')
                order by r.place), '[]')
            from jsonb_array_elements(logic.report_positions(day, e.exchange, row_limit))
                with ordinality r (value, place))) order by e.exchange), '[]')
        || jsonb_build_array(jsonb_build_object(
            'title', 'Orders that may still trade',
            'header', jsonb_build_array('of', 'client', 'contract', 'side', 'units left',
                'limit', 'ClOrdID', 'exchange''s number', 'cancelled: time, sign',
                'checked: sign'),
            'lines', (
                select coalesce(jsonb_agg(jsonb_build_array(l.source, l.broker_id, l.symbol,
                    l.side, logic.india_number(l.units), logic.india_number(l.limit_price, 2),
                    l.cl_ord_id, l.exchange_order_id, '', '')
                    order by l.source, l.broker_id, l.cl_ord_id), '[]')
                from (
                    select 'desk' as source, u.broker_id, v.symbol, v.side,
                        v.leaves_quantity as units, v.limit_price, v.cl_ord_id,
                        v.exchange_order_id
                    from ops.live_orders v join book.users u on u.user_id = v.user_id
                    union all
                    select 'primary', u.broker_id, i.symbol, b.side,
                        b.quantity - b.filled_quantity, b.limit_price, b.cl_ord_id,
                        b.exchange_order_id
                    from book.orders b
                    join book.users u on u.user_id = b.user_id
                    join book.instruments i on i.instrument_id = b.instrument_id
                    left join core.primary_orders w on w.book_order_id = b.order_id
                    where b.trade_date = day and b.status in ('open', 'partially_filled')
                        and coalesce(w.is_live, true)
                    limit row_limit) l)))
    from (
        select distinct i.exchange
        from core.positions p join book.instruments i on i.instrument_id = p.instrument_id
        where p.trade_date = day and p.net_quantity <> 0) e
$$;

revoke all on function logic.contingency_sections(date, bigint) from public;
comment on function logic.contingency_sections(date, bigint) is
    'Sections of the contingency sheet: positions by exchange, then live orders, with boxes';
