-- Calls: audit.append, auth.require, logic.dump_shown, logic.raise, logic.require_reason
-- Writes: sync.dumps
create or replace function api.start_dump(reason text default null)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_dump sync.dumps;
begin
    if start_dump.reason is not null then
        perform logic.require_reason(start_dump.reason);
    end if;
    insert into sync.dumps (requested_by, reason)
    values (v_person_id, start_dump.reason)
    on conflict do nothing
    returning * into v_dump;
    if v_dump.dump_id is null then
        perform logic.raise('IR215', (
            select jsonb_build_object('dump_id', d.dump_id, 'state', d.state)
            from sync.dumps d where d.state in ('waiting', 'running')));
    end if;
    perform audit.append('start_dump', 'dump:' || v_dump.dump_id, null, null,
        jsonb_build_object('reason', start_dump.reason));
    return logic.dump_shown(v_dump);
end
$$;

revoke all on function api.start_dump(text) from public;
grant execute on function api.start_dump(text) to ops_supervisor, ops_admin;

comment on function api.start_dump(text) is
    'POST /sync/dump: a verified dump of the primary''s book, as a job; IR215 while one is made';
