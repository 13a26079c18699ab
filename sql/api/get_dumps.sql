-- The newest first; in pages.
-- Calls: auth.page_end, auth.page_size, auth.page_start, auth.require, logic.dump_shown
-- Writes: none.
create or replace function api.get_dumps(
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('dumps', page_cursor);
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    return auth.page_end('dumps', (
        select coalesce(jsonb_agg(logic.dump_shown(k.dump) order by (k.dump).dump_id desc), '[]')
        from (
            select d as dump from sync.dumps d
            where v_start is null or d.dump_id < (v_start ->> 0)::bigint
            order by d.dump_id desc
            limit v_size + 1) k), v_size, 'dump_id');
end
$$;

revoke all on function api.get_dumps(bigint, text) from public;
grant execute on function api.get_dumps(bigint, text) to ops_supervisor, ops_admin, auditor;
comment on function api.get_dumps(bigint, text) is
    'GET /sync/dumps: dumps of the primary''s book with progress and comparison, newest first';
