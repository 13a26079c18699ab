-- An order that the primary had placed, by the exchange's number with account, instrument, side and
-- day; null when none or more than one fits.
-- Calls: none. Writes: none.
create or replace function fix.told_primary_order(
    exchange_order_id text, account text, exchange text, token text, side text, told_day date)
returns bigint
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if exchange_order_id is null or account is null or token is null or side is null then
        return null;
    end if;
    return (
        select case when count(*) = 1 then min(b.order_id) end
        from book.orders b
        join book.users u on u.user_id = b.user_id
        join book.instruments i on i.instrument_id = b.instrument_id
        where b.exchange_order_id = told_primary_order.exchange_order_id
            and b.trade_date = told_day and b.side = told_primary_order.side
            and u.broker_id = account
            and i.exchange = told_primary_order.exchange and i.token = told_primary_order.token);
end
$$;

revoke all on function fix.told_primary_order(text, text, text, text, text, date) from public;
comment on function fix.told_primary_order(text, text, text, text, text, date) is
    'The primary''s order that a report is about, found by what the exchange tells of it';
