-- What is done needs the subscription's owner, a superuser: its function comes with the
-- subscription (replication/subscription.sql), so it is named when it is called. The alert stays
-- open until people have found out what is missing.
-- Calls: logic.problem, logic.raise_alert
-- Writes: -
create or replace function logic.approve_skip(approval core.approvals)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lsn text := approval.payload ->> 'lsn';
begin
    if to_regprocedure('sync.skip_transaction(pg_lsn)') is null
        or exists (select from ops.replication r where r.enabled) then
        return logic.problem('IR212', jsonb_build_object('lsn', v_lsn));
    end if;
    execute format('select %I.%I(%L)', 'sync', 'skip_transaction', v_lsn);
    perform logic.raise_alert('transaction_skipped', 'critical', 'lsn:' || v_lsn,
        jsonb_build_object('lsn', v_lsn, 'reason', approval.reason,
            'advice', 'compare with the primary, copy the table again, then resolve'));
    return jsonb_build_object('skipped', v_lsn);
end
$$;

revoke all on function logic.approve_skip(core.approvals) from public;

comment on function logic.approve_skip(core.approvals) is
    'Lets the subscription leave out one transaction, and alerts that something is missing';
