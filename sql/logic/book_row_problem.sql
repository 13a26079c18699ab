-- The first thing that is wrong with a batch of the primary's rows, and where; null when nothing.
-- Values are not repeated: one may be a PAN.
-- Calls: logic.book_value_fits. Writes: none.
create or replace function logic.book_row_problem(rows jsonb)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry record;
    v_row jsonb;
    v_at jsonb;
    v_wrong text;
    v_column record;
begin
    for v_entry in select e.value, e.place from jsonb_array_elements(rows)
        with ordinality e (value, place)
    loop
        v_at := jsonb_build_object('field', 'rows', 'row', v_entry.place);
        if jsonb_typeof(v_entry.value) <> 'object' then
            return v_at || '{"expected": "an object with table and row"}';
        end if;
        select k into v_wrong from jsonb_object_keys(v_entry.value) k
        where k not in ('table', 'action', 'row') limit 1;
        if v_wrong is not null then
            return v_at || jsonb_build_object('unknown', left(v_wrong, 63),
                'expected', 'table, row and perhaps action');
        end if;
        v_row := v_entry.value -> 'row';
        if not exists (select from ops.book_columns c
            where c.table_name = v_entry.value ->> 'table') then
            return v_at || jsonb_build_object('column', 'table', 'expected', (
                select string_agg(distinct c.table_name, ', ') from ops.book_columns c));
        elsif coalesce(v_entry.value ->> 'action', 'upsert') not in ('upsert', 'delete') then
            return v_at || '{"column": "action", "expected": "upsert or delete"}';
        elsif jsonb_typeof(v_row) is distinct from 'object' then
            return v_at || '{"column": "row", "expected": "an object of columns"}';
        end if;
        v_at := v_at || jsonb_build_object('table', v_entry.value ->> 'table');
        select k into v_wrong from jsonb_object_keys(v_row) k
        where not exists (select from ops.book_columns c
            where (c.table_name, c.column_name) = (v_entry.value ->> 'table', k)) limit 1;
        if v_wrong is not null then
            return v_at || jsonb_build_object('column', left(v_wrong, 63),
                'expected', 'no column that the contract does not have');
        end if;
        select c.column_name, c.type into v_column from ops.book_columns c
        where c.table_name = v_entry.value ->> 'table'
            -- A row that goes is named by its key.
            and (c.is_key or v_entry.value ->> 'action' is distinct from 'delete')
            and case when coalesce(v_row -> c.column_name, 'null') = 'null' then c.required
                else not logic.book_value_fits(v_row -> c.column_name, c.type) end
        order by c.place limit 1;
        if found then
            return v_at || jsonb_build_object('column', v_column.column_name,
                'expected', v_column.type, 'got',
                coalesce(jsonb_typeof(v_row -> v_column.column_name), 'nothing'));
        end if;
    end loop;
    return null;
end
$$;

revoke all on function logic.book_row_problem(jsonb) from public;
comment on function logic.book_row_problem(jsonb) is
    'What is wrong with a batch of rows, by row and column; null = nothing';
