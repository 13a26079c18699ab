-- What programs read (a CSV's lines) as people in India read it: digits in groups, rupees with two
-- decimals at least, times as India's with their date. By the columns' names; a column that only
-- repeats another one (`india`) is left out.
-- Calls: logic.india_number, logic.india_time. Writes: none.
create or replace function logic.shown_lines(header text[], lines jsonb)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg((
        select jsonb_agg(case
                when c.value is null then null
                when h.name in ('quantity', 'net_quantity')
                    then logic.india_number(c.value::numeric)
                when h.name in ('price', 'last_price')
                    then logic.india_number(c.value::numeric, 2)
                when h.name in ('at', 'executed_at')
                    then logic.india_time(c.value::timestamptz)
                else c.value end order by h.place)
        from unnest(shown_lines.header) with ordinality h (name, place)
        join jsonb_array_elements_text(r.cells) with ordinality c (value, place) using (place)
        where h.name <> 'india') order by r.place), '[]')
    from jsonb_array_elements(shown_lines.lines) with ordinality r (cells, place)
$$;

revoke all on function logic.shown_lines(text[], jsonb) from public;
comment on function logic.shown_lines(text[], jsonb) is
    'Lines of a report for people: figures and times as they are read in India';
