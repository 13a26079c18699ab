-- What the main site does when a client places an order: one open row of the current day.
-- Calls: book.current_trade_date. Writes: book.orders
create or replace function book.place_order(
    user_id bigint, instrument_id bigint, product text, side text, quantity bigint,
    limit_price numeric default null, exchange_order_id text default null,
    cl_ord_id text default null)
    returns bigint
    language plpgsql volatile security definer set search_path = ''
as $$
declare
    today date := book.current_trade_date();
    lot bigint;
    placed_id bigint;
begin
    if today is null then
        raise exception 'no trading day is open' using errcode = 'object_not_in_prerequisite_state';
    end if;
    select i.lot_size into lot
    from book.instruments i
    where i.instrument_id = place_order.instrument_id;
    if lot is null or quantity % lot <> 0 then
        raise exception 'quantity % is no multiple of the lot %', quantity, lot
            using errcode = 'check_violation';
    end if;
    insert into book.orders as o (
        user_id, instrument_id, trade_date, product, side, order_type, quantity, limit_price,
        cl_ord_id, exchange_order_id)
    values (
        place_order.user_id, place_order.instrument_id, today, place_order.product,
        place_order.side, case when place_order.limit_price is null then 'MARKET' else 'LIMIT' end,
        place_order.quantity, place_order.limit_price, place_order.cl_ord_id,
        place_order.exchange_order_id)
    returning o.order_id into placed_id;
    return placed_id;
end
$$;
alter function book.place_order(bigint, bigint, text, text, bigint, numeric, text, text)
    owner to broker_owner;
revoke all on function book.place_order(bigint, bigint, text, text, bigint, numeric, text, text)
    from public;
grant execute on function
    book.place_order(bigint, bigint, text, text, bigint, numeric, text, text) to broker_site;
comment on function book.place_order(bigint, bigint, text, text, bigint, numeric, text, text) is
    'The main site places an order: MARKET without a limit price; returns its order_id';
