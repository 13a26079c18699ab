-- Calls: logic.book_statements. Writes: none.
create or replace function sync.compare_tables()
returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(jsonb_build_object('name', s.table_name, 'parts', s.parts)
        order by s.table_name)
    from logic.book_statements() s
$$;

revoke all on function sync.compare_tables() from public;
grant execute on function sync.compare_tables() to irra_sync;
comment on function sync.compare_tables() is
    'Tables that can be compared with the primary''s, with what the primary is asked';
