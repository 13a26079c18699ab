-- The body of an application message: New Order Single (D), Order Cancel Request (F),
-- Cancel/Replace Request (G), Order Status Request (H), Order Mass Status Request (AF), Mass
-- Cancel Request (q): every field after the standard header in the order of the rules of engagement
-- (docs/fix.md). One expression, because it is made for every order: names out of the book are
-- printable (logic.is_sendable), so none can split a message.
-- Calls: fix.timestamp_text. Writes: none.
create or replace function fix.request_body(
    request core.order_requests, ordered core.orders, at_primary book.orders,
    instrument book.instruments, account text)
returns text
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_soh constant text := E'\x01';
    v_side text := coalesce(ordered.side, at_primary.side);
    v_exchange_order_id text := coalesce(ordered.exchange_order_id, at_primary.exchange_order_id);
    v_price numeric := coalesce(request.limit_price, ordered.limit_price);
begin
    if request.body is not null then
        return request.body;
    elsif request.kind = 'mass_status' then
        return '584=' || request.cl_ord_id || v_soh || '585=7' || v_soh;
    elsif request.kind = 'mass_cancel' then
        return '11=' || request.cl_ord_id || v_soh || '530=7' || v_soh
            || '60=' || fix.timestamp_text(request.queued_at) || v_soh;
    end if;
    return '11=' || request.cl_ord_id || v_soh
        || coalesce('41=' || request.orig_cl_ord_id || v_soh, '')
        || case when request.kind = 'new' then ''
            else coalesce('37=' || v_exchange_order_id || v_soh, '') end
        || '1=' || account || v_soh
        || '55=' || case when instrument.segment = 'CM' then instrument.underlying
            else instrument.symbol end || v_soh
        || coalesce('48=' || instrument.token || v_soh || '22=8' || v_soh, '')
        || case instrument.instrument_type
            when 'IDF' then '167=FUT' || v_soh when 'STF' then '167=FUT' || v_soh
            when 'IDO' then '167=OPT' || v_soh when 'STO' then '167=OPT' || v_soh else '' end
        || coalesce('200=' || to_char(instrument.expiry_date, 'YYYYMM') || v_soh
            || '541=' || to_char(instrument.expiry_date, 'YYYYMMDD') || v_soh, '')
        || case instrument.option_type
            when 'PE' then '201=0' || v_soh when 'CE' then '201=1' || v_soh else '' end
        || coalesce('202=' || trim_scale(instrument.strike_price)::text || v_soh, '')
        || '207=' || instrument.exchange || v_soh
        || case v_side when 'buy' then '54=1' else '54=2' end || v_soh
        || '38=' || coalesce(request.quantity, ordered.quantity, at_primary.quantity)::text || v_soh
        || case when request.kind in ('new', 'replace') then
            case when v_price is null then '40=1' || v_soh
                else '40=2' || v_soh || '44=' || trim_scale(v_price)::text || v_soh end
            || case ordered.time_in_force when 'ioc' then '59=3' else '59=0' end || v_soh
            else '' end
        || case when request.kind = 'status' then ''
            else '60=' || fix.timestamp_text(request.queued_at) || v_soh end;
end
$$;

revoke all on function fix.request_body(
    core.order_requests, core.orders, book.orders, book.instruments, text) from public;
comment on function fix.request_body(
    core.order_requests, core.orders, book.orders, book.instruments, text) is
    'Body of a message to the exchange: fields after the header, each ended by SOH';
