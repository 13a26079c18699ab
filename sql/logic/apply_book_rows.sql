-- Writes rows of the primary into the book as the apply worker would, in the order given; the
-- triggers for changes behind the watermark fire as they do there. A row that breaks a unique key
-- of the book undoes the batch and is named.
-- Calls: logic.raise. Writes: book.*.
create or replace function logic.apply_book_rows(rows jsonb)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry record;
    v_names record;
    v_constraint text;
begin
    for v_entry in select e.value ->> 'table' as table_name, e.value -> 'row' as row, e.place,
            coalesce(e.value ->> 'action', 'upsert') as action
        from jsonb_array_elements(rows) with ordinality e (value, place) order by e.place
    loop
        select string_agg(format('%I', c.column_name), ', ' order by c.place) as all_columns,
            string_agg(format('%I', c.column_name), ', ' order by c.place)
                filter (where c.is_key) as key_columns,
            string_agg(format('%1$I = excluded.%1$I', c.column_name), ', ' order by c.place)
                filter (where not c.is_key) as changes,
            string_agg(format('t.%I', c.column_name), ', ' order by c.place) as of_table,
            string_agg(format('excluded.%I', c.column_name), ', ' order by c.place) as of_row
        into v_names
        from ops.book_columns c where c.table_name = v_entry.table_name;
        if v_entry.action = 'delete' then
            execute format('delete from book.%1$I t where (%2$s) = (select %2$s '
                'from jsonb_populate_record(null::book.%1$I, $1))',
                v_entry.table_name, v_names.key_columns) using v_entry.row;
        else
            execute format('insert into book.%1$I as t (%2$s) select %2$s '
                'from jsonb_populate_record(null::book.%1$I, $1) on conflict (%3$s) do update '
                'set %4$s where (%5$s) is distinct from (%6$s)',
                v_entry.table_name, v_names.all_columns, v_names.key_columns, v_names.changes,
                v_names.of_table, v_names.of_row) using v_entry.row;
        end if;
    end loop;
exception when unique_violation then
    get stacked diagnostics v_constraint = constraint_name;
    perform logic.raise('IR101', jsonb_build_object('field', 'rows', 'row', v_entry.place,
        'table', v_entry.table_name, 'expected', 'no second row for ' || v_constraint));
end
$$;

revoke all on function logic.apply_book_rows(jsonb) from public;
comment on function logic.apply_book_rows(jsonb) is
    'Inserts, changes and deletes rows of the book, all or none';
