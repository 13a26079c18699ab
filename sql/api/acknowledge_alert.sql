-- A person says that they look after an open alert: it is not escalated any more. Safe to repeat;
-- who acknowledged first stands.
-- Calls: audit.append, auth.require, logic.raise. Writes: core.alerts.
create or replace function api.acknowledge_alert(alert_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_alert core.alerts;
    v_answer jsonb;
begin
    select a.* into v_alert from core.alerts a
    where a.alert_id = acknowledge_alert.alert_id for update;
    if v_alert.alert_id is null then
        perform logic.raise('IR104', '{"object": "alert"}');
    end if;
    if v_alert.resolved_at is not null then
        perform logic.raise('IR202', jsonb_build_object('alert_id', v_alert.alert_id,
            'resolved_at', v_alert.resolved_at));
    end if;
    update core.alerts a
    set acknowledged_at = coalesce(a.acknowledged_at, now()),
        acknowledged_by = coalesce(a.acknowledged_by, v_person_id)
    where a.alert_id = v_alert.alert_id;
    v_answer := (
        select jsonb_build_object('alert_id', a.alert_id, 'kind', a.kind, 'subject', a.subject,
            'acknowledged_at', a.acknowledged_at, 'acknowledged_by', p.username)
        from core.alerts a
        join auth.ops_team p on p.person_id = a.acknowledged_by
        where a.alert_id = v_alert.alert_id);
    if v_alert.acknowledged_at is null then
        perform audit.append(
            'acknowledge_alert', 'alert:' || v_alert.alert_id, null, null, v_answer);
    end if;
    return v_answer;
end
$$;

revoke all on function api.acknowledge_alert(bigint) from public;
grant execute on function api.acknowledge_alert(bigint) to ops_supervisor, ops_admin;
comment on function api.acknowledge_alert(bigint) is
    'POST /alerts/{id}/acknowledge: a person looks after it; IR104, IR202 when it is over';
