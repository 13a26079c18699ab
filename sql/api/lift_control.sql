-- DELETE /controls/{id}. What waited meanwhile leaves if it is not too old by now.
-- Calls: audit.append, auth.require, logic.raise, queue.wake. Writes: core.alerts, core.controls,
-- fix.session_state.
create or replace function api.lift_control(control_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_control core.controls;
begin
    update core.controls c
    set lifted_by = v_person_id, lifted_at = now()
    where c.control_id = lift_control.control_id and c.lifted_at is null
    returning c.* into v_control;
    if v_control.control_id is null then
        perform logic.raise('IR104', jsonb_build_object('control_id', lift_control.control_id));
    end if;
    update core.alerts a set resolved_at = now()
    where a.kind = 'control_in_force' and a.resolved_at is null
        and a.subject = v_control.scope || ':' || v_control.subject;
    perform audit.append('lift_control', 'control:' || v_control.control_id, null,
        jsonb_build_object('scope', v_control.scope, 'subject', v_control.subject,
            'kind', v_control.kind, 'reason', v_control.reason, 'set_by', v_control.set_by,
            'lifted_at', null),
        jsonb_build_object('lifted_at', v_control.lifted_at));
    if v_control.scope in ('desk', 'session') then
        update fix.session_state s set open_since = clock_timestamp()
        where v_control.scope = 'desk' or s.session_name = v_control.subject;
        perform queue.wake('dispatch:' || s.name)
        from fix.sessions s
        where s.kind = 'order' and (v_control.scope = 'desk' or s.name = v_control.subject);
    end if;
    return jsonb_build_object('control_id', v_control.control_id, 'scope', v_control.scope,
        'subject', v_control.subject, 'kind', v_control.kind, 'lifted_at', v_control.lifted_at);
end
$$;

revoke all on function api.lift_control(bigint) from public;
grant execute on function api.lift_control(bigint) to ops_supervisor, ops_admin;
comment on function api.lift_control(bigint) is
    'DELETE /controls/{id}: ends a pause or kill switch; IR104 when there is none in force';
