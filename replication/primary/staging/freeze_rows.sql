-- Lines of NSE's freeze-quantity file as rows: blanks around the commas go, blank lines count for
-- nothing. `columns` is the header in the file's order, which was line 1.
-- Calls: none. Writes: none.
create or replace function staging.freeze_rows(columns text[], lines text[])
    returns table (line bigint, field_count integer, underlying text, quantity text)
    language sql immutable set search_path = ''
as $$
    select l.n + 1, cardinality(s.f), s.f[array_position(columns, 'SYMBOL')],
        s.f[array_position(columns, 'VOL_FRZ_QTY')]
    from unnest(lines) with ordinality l (raw, n)
    cross join lateral (
        select string_to_array(
            regexp_replace(btrim(l.raw, E' \t\r'), '[ \t]*,[ \t]*', ',', 'g'), ',') as f
        -- Split once a line, not once a column.
        offset 0) s
    where btrim(l.raw, E' \t\r') <> '';
$$;
alter function staging.freeze_rows(text[], text[]) owner to broker_owner;
revoke all on function staging.freeze_rows(text[], text[]) from public;
comment on function staging.freeze_rows(text[], text[]) is 'Freeze-quantity lines as rows';
