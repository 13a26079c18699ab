-- The exchange's own word at the end of the day, through the one trade function: what is known gets
-- a time stamp, what is new moves its position, what contradicts is an alert. A trade of an order
-- of ours takes its product from there, else from the primary's order; one that has none of both
-- waits for a person. What the file calls cancelled (13) is not taken; where the desk counts it,
-- people are told.
-- Calls: logic.apply_trades, logic.raise_alert, logic.trade_file_rows. Writes: core.alerts.
create or replace function logic.take_trade_file(file_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    batch_size constant integer := 5000;
    v_reports core.trade_report[];
    v_known bigint;
    v_moved bigint := 0;
    v_cancelled jsonb;
begin
    select array_agg(row(t.exchange, t.segment, t.trade_date, t.trade_number, t.side, t.quantity,
            t.price, t.executed_at, coalesce(o.user_id, u.user_id),
            coalesce(o.instrument_id, i.instrument_id), coalesce(o.product, b.product), o.order_id,
            t.order_number, t.account, null)::core.trade_report order by t.line)
    into v_reports
    from logic.trade_file_rows(take_trade_file.file_id) t
    left join book.users u on u.broker_id = t.account
    left join lateral (
        select case when count(*) = 1 then min(x.instrument_id) end as instrument_id
        from book.instruments x
        where (x.exchange, x.segment) = (t.exchange, t.segment)
            and case when t.token <> '' then x.token = t.token else x.symbol = t.symbol end
            and coalesce(x.expiry_date >= t.trade_date, true)) i on true
    left join lateral (
        select x.order_id, x.user_id, x.instrument_id, x.product from core.orders x
        join book.instruments y on y.instrument_id = x.instrument_id
        where x.exchange_order_id = t.order_number and y.exchange = t.exchange
            and x.side = t.side and x.created_at >= t.trade_date - 1
            and x.created_at < t.trade_date + 2
        order by x.order_id desc limit 1) o on true
    left join lateral (
        select x.product from book.orders x
        where o.order_id is null and x.exchange_order_id = t.order_number
            and (x.user_id, x.instrument_id, x.trade_date)
                = (u.user_id, i.instrument_id, t.trade_date)
        limit 1) b on true
    where not t.is_cancelled and not t.is_own;
    select count(*) into v_known from unnest(v_reports) r
    join core.trades k using (exchange, segment, trade_date, trade_number, side);
    for v_start in 1 .. coalesce(cardinality(v_reports), 0) by batch_size loop
        v_moved := v_moved + logic.apply_trades(
            'file', v_reports[v_start:v_start + batch_size - 1]);
    end loop;
    select jsonb_agg(k.trade_number order by k.trade_number) into v_cancelled
    from logic.trade_file_rows(take_trade_file.file_id) t
    join core.trades k using (exchange, segment, trade_date, trade_number, side)
    where t.is_cancelled and k.busted_at is null;
    if v_cancelled is not null then
        perform logic.raise_alert('cancelled_trade_counted', 'critical', 'trades',
            jsonb_build_object('trades', v_cancelled, 'file_id', take_trade_file.file_id,
                'advice', 'the exchange''s file says that they were cancelled: ask it'));
    end if;
    return (select jsonb_build_object('business_date', max(t.trade_date),
        'trades', count(*) filter (where not t.is_cancelled and not t.is_own),
        'known', v_known, 'moved', v_moved,
        'unassigned', (
            select count(*) from unnest(v_reports) r
            join core.trades k using (exchange, segment, trade_date, trade_number, side)
            where k.position_id is null),
        'cancelled', count(*) filter (where t.is_cancelled),
        'own_account', count(*) filter (where t.is_own and not t.is_cancelled))
    from logic.trade_file_rows(take_trade_file.file_id) t);
end
$$;

revoke all on function logic.take_trade_file(bigint) from public;
comment on function logic.take_trade_file(bigint) is
    'Adds the trades of the exchange''s end-of-day file to the set';
