-- Calls: auth.audit_read, auth.require, logic.failback_blockers
-- Writes: -
create or replace function api.get_failback()
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    perform auth.audit_read('get_failback', null);
    return coalesce((
        select jsonb_build_object('failback_id', f.failback_id, 'state', f.state,
            'activated_at', f.activated_at, 'seal_number', f.seal_number,
            'sealed_at', f.sealed_at, 'acknowledged_at', f.acknowledged_at,
            'acknowledgement', f.acknowledgement, 'closed_at', f.closed_at,
            'blockers', logic.failback_blockers(),
            'kinds', (
                select coalesce(jsonb_object_agg(s.kind, jsonb_build_object(
                    'count', s.record_count, 'hash', s.content_hash::text)), '{}')
                from desk.seals s
                where (s.failback_id, s.seal_number) = (f.failback_id, f.seal_number)))
        from sync.failbacks f order by f.failback_id desc limit 1),
        jsonb_build_object('state', 'none', 'blockers', logic.failback_blockers()));
end
$$;

revoke all on function api.get_failback() from public;
grant execute on function api.get_failback() to ops_supervisor, ops_admin, auditor;

comment on function api.get_failback() is
    'GET /site/failback: what goes to the primary, whether it is sealed and acknowledged';
