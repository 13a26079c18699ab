-- A fill of the main site's order: the trade and what it does to its order, in one transaction.
-- The exchange's identity makes it idempotent: the same trade again changes nothing.
-- Locks the order, then writes. Writes: book.trades, book.orders
create or replace function book.record_trade(
    order_id bigint, trade_number text, quantity bigint, price numeric,
    executed_at timestamptz default now())
    returns bigint
    language plpgsql volatile security definer set search_path = ''
as $$
declare
    filled book.orders;
    recorded_id bigint;
begin
    select * into filled from book.orders o where o.order_id = record_trade.order_id for update;
    if filled.order_id is null then
        raise exception 'unknown order %', order_id using errcode = 'no_data_found';
    end if;
    insert into book.trades as t (
        order_id, user_id, instrument_id, exchange, segment, trade_date, trade_number,
        exchange_order_id, product, side, quantity, price, executed_at)
    select filled.order_id, filled.user_id, filled.instrument_id, i.exchange, i.segment,
        filled.trade_date, record_trade.trade_number, filled.exchange_order_id, filled.product,
        filled.side, record_trade.quantity, record_trade.price, record_trade.executed_at
    from book.instruments i
    where i.instrument_id = filled.instrument_id
    on conflict on constraint trades_identity do nothing
    returning t.trade_id into recorded_id;
    if recorded_id is null then
        select t.trade_id into strict recorded_id
        from book.trades t
        join book.instruments i on i.instrument_id = filled.instrument_id
            and t.exchange = i.exchange and t.segment = i.segment
        where t.trade_date = filled.trade_date and t.side = filled.side
            and t.trade_number = record_trade.trade_number;
        return recorded_id;
    end if;
    update book.orders o
    set filled_quantity = o.filled_quantity + record_trade.quantity,
        status = case
            when o.filled_quantity + record_trade.quantity = o.quantity then 'filled'
            when o.status in ('cancelled', 'rejected') then o.status
            else 'partially_filled'
        end,
        updated_at = now()
    where o.order_id = filled.order_id;
    return recorded_id;
end
$$;
alter function book.record_trade(bigint, text, bigint, numeric, timestamptz) owner to broker_owner;
revoke all on function book.record_trade(bigint, text, bigint, numeric, timestamptz) from public;
grant execute on function book.record_trade(bigint, text, bigint, numeric, timestamptz)
    to broker_site;
comment on function book.record_trade(bigint, text, bigint, numeric, timestamptz) is
    'The exchange filled (a part of) an order; repeating a trade changes nothing';
