-- A subscription that stands still while the primary answers is news, whoever stopped it.
-- Calls: logic.raise_alert. Writes: core.alerts.
create or replace function logic.watch_subscription(reachable boolean)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_state record;
begin
    select r.subscription, r.enabled, r.apply_errors, r.copy_errors, r.slot_wal_status
    into v_state from ops.replication r;
    if v_state.subscription is not null and not v_state.enabled and reachable then
        perform logic.raise_alert('replication_stopped', 'critical', v_state.subscription,
            jsonb_build_object('apply_errors', v_state.apply_errors,
                'copy_errors', v_state.copy_errors,
                'advice', 'the server''s log names the row; replication/README.md'));
    elsif v_state.enabled then
        update core.alerts a set resolved_at = now()
        where a.kind = 'replication_stopped' and a.resolved_at is null;
    end if;
    if v_state.slot_wal_status in ('unreserved', 'lost') then
        perform logic.raise_alert('replication_slot_' || v_state.slot_wal_status, 'critical',
            'primary', '{"advice": "replication/README.md: the tables are to be copied again"}');
    else
        update core.alerts a set resolved_at = now()
        where a.kind like 'replication\_slot\_%' and a.resolved_at is null;
    end if;
end
$$;

revoke all on function logic.watch_subscription(boolean) from public;
comment on function logic.watch_subscription(boolean) is
    'Alerts replication_stopped and replication_slot_…, and their end';
