-- A fill says so: ExecType F, or 1 and 2 of older venues, with quantity, price, side and number.
-- An answer to a status request (I) is never one.
-- Calls: none. Writes: none.
create or replace function fix.is_fill(report fix.report)
returns boolean
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select report.msg_type = '8' and report.exec_type in ('F', '1', '2')
        and coalesce(report.last_quantity, 0) > 0 and report.last_price >= 0
        and report.trade_number is not null and report.side is not null
$$;

revoke all on function fix.is_fill(fix.report) from public;
comment on function fix.is_fill(fix.report) is 'Whether an execution report tells a trade';
