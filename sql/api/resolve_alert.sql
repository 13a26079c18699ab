-- A person says what was done about a fault that does not end by itself. What still stands is
-- raised again at the next look, but for a bust whose trade never came: that is settled by this.
-- Calls: audit.append, auth.require, logic.raise. Writes: core.alerts.
create or replace function api.resolve_alert(alert_id bigint, resolution text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_alert core.alerts;
    v_answer jsonb;
begin
    if resolve_alert.resolution !~ '\S' then
        perform logic.raise('IR101', '{"field": "resolution", "expected": "what was done"}');
    end if;
    select a.* into v_alert from core.alerts a
    where a.alert_id = resolve_alert.alert_id for update;
    if v_alert.alert_id is null then
        perform logic.raise('IR104', '{"object": "alert"}');
    end if;
    if v_alert.resolved_at is not null then
        perform logic.raise('IR202', jsonb_build_object('alert_id', v_alert.alert_id,
            'resolved_at', v_alert.resolved_at));
    end if;
    update core.alerts a
    set resolved_at = now(), resolved_by = v_person_id, resolution = resolve_alert.resolution
    where a.alert_id = v_alert.alert_id
    returning jsonb_build_object('alert_id', a.alert_id, 'kind', a.kind, 'subject', a.subject,
        'resolved_at', a.resolved_at, 'resolution', a.resolution) into v_answer;
    perform audit.append('resolve_alert', 'alert:' || v_alert.alert_id, null, null, v_answer);
    return v_answer;
end
$$;

revoke all on function api.resolve_alert(bigint, text) from public;
grant execute on function api.resolve_alert(bigint, text) to ops_supervisor, ops_admin;
comment on function api.resolve_alert(bigint, text) is
    'POST /alerts/{id}/resolve: a person settled a fault; IR104, IR202 when it is over already';
