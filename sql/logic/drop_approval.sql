-- What a request had prepared is taken back when nobody will approve it any more: rejected, or
-- past its time. A change of mode has prepared nothing.
-- Calls: logic.raise
-- Writes: -
create or replace function logic.drop_approval(approval core.approvals)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if approval.action not in ('site_activate', 'site_return', 'site_standby') then
        perform logic.raise('IR901', jsonb_build_object('unknown_action', approval.action));
    end if;
end
$$;

revoke all on function logic.drop_approval(core.approvals) from public;

comment on function logic.drop_approval(core.approvals) is
    'Takes back what a request had prepared that was rejected or has expired';
