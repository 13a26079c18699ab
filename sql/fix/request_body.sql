-- The body of an order message: New Order Single (D), Order Cancel Request (F) or Order Status
-- Request (H), every field after the standard header in the order of the rules of engagement
-- (docs/fix.md).
-- Calls: fix.field, fix.timestamp_text. Writes: none.
create or replace function fix.request_body(
    request core.order_requests, ordered core.orders, instrument book.instruments, account text)
returns text
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select fix.field(11, request.cl_ord_id)
        || fix.field(41, request.orig_cl_ord_id)
        || case when request.kind <> 'new' then fix.field(37, ordered.exchange_order_id)
            else '' end
        || fix.field(1, account)
        || fix.field(55, case when instrument.segment = 'CM' then instrument.underlying
            else instrument.symbol end)
        || case when instrument.token is not null
            then fix.field(48, instrument.token) || fix.field(22, '8') else '' end
        || fix.field(167, case instrument.instrument_type
            when 'IDF' then 'FUT' when 'STF' then 'FUT'
            when 'IDO' then 'OPT' when 'STO' then 'OPT' end)
        || fix.field(200, to_char(instrument.expiry_date, 'YYYYMM'))
        || fix.field(541, to_char(instrument.expiry_date, 'YYYYMMDD'))
        || fix.field(201, case instrument.option_type when 'PE' then '0' when 'CE' then '1' end)
        || fix.field(202, trim_scale(instrument.strike_price)::text)
        || fix.field(207, instrument.exchange)
        || fix.field(54, case ordered.side when 'buy' then '1' else '2' end)
        || fix.field(38, ordered.quantity::text)
        || case when request.kind = 'new' then
            fix.field(40, case when ordered.limit_price is null then '1' else '2' end)
            || fix.field(44, trim_scale(ordered.limit_price)::text)
            || fix.field(59, case ordered.time_in_force when 'ioc' then '3' else '0' end)
            else '' end
        || case when request.kind <> 'status' then
            fix.field(60, fix.timestamp_text(request.queued_at)) else '' end
$$;

revoke all on function fix.request_body(
    core.order_requests, core.orders, book.instruments, text) from public;
comment on function fix.request_body(
    core.order_requests, core.orders, book.instruments, text) is
    'Body of an order message to the exchange: fields after the header, each ended by SOH';
