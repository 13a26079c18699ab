-- The exchange's trade date (75), part of a trade's identity. One that is missing, unreadable or
-- a week away from the desk's day would make a second trade of what the primary reports: then the
-- desk's day.
-- Calls: none. Writes: none.
create or replace function fix.trade_day(value text, desk_day date)
returns date
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case
        when value ~ '^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$'
            and abs(to_date(value, 'YYYYMMDD') - desk_day) <= 7 then to_date(value, 'YYYYMMDD')
        else desk_day end
$$;

revoke all on function fix.trade_day(text, date) from public;
comment on function fix.trade_day(text, date) is
    'A trade date near the desk''s day, else the desk''s day';
