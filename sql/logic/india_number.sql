-- Digits in India's groups: 12,34,567.5. For rupees at least two decimals, or as many as there are.
-- Calls: none. Writes: none.
create or replace function logic.india_number(figure numeric, decimals integer default 0)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case when figure < 0 then '-' else '' end
        || regexp_replace(split_part(t.text, '.', 1), '(\d)(?=(\d\d)+\d$)', '\1,', 'g')
        || case when t.text like '%.%' then '.' || split_part(t.text, '.', 2) else '' end
    from (
        select round(abs(figure), greatest(scale(trim_scale(figure)), decimals))::text as text) t
$$;

revoke all on function logic.india_number(numeric, integer) from public;
comment on function logic.india_number(numeric, integer) is
    'A figure with digits grouped as in India, with at least so many decimals';
