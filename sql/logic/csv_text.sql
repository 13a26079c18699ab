-- RFC 4180. A spreadsheet takes text that begins in certain ways for a formula: it gets an
-- apostrophe.
-- Calls: none. Writes: none.
create or replace function logic.csv_text(header text[], lines jsonb)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select string_agg(l.line, E'\r\n' order by l.place) || E'\r\n'
    from (
        select 0 as place, array_to_string(csv_text.header, ',') as line
        union all
        select r.place, (
            select string_agg(case when c.value ~ '[",\r\n]'
                    then '"' || replace(c.value, '"', '""') || '"' else c.value end, ','
                order by c.place)
            from (
                select x.place, case when x.value ~ '^[=@\t\r]|^[+-][^0-9.]'
                    then '''' || x.value else coalesce(x.value, '') end as value
                from jsonb_array_elements_text(r.cells) with ordinality x (value, place)) c)
        from jsonb_array_elements(csv_text.lines) with ordinality r (cells, place)) l
$$;

revoke all on function logic.csv_text(text[], jsonb) from public;
comment on function logic.csv_text(text[], jsonb) is
    'Rows (an array of arrays) under a header as CSV; null cells are empty';
