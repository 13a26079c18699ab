-- POST /controls. One person suffices to stop; alone under the lock that whoever makes an order
-- shares, so that what was being made is either seen here or refused. A kill switch set over a
-- pause takes its place.
-- Calls: audit.append, auth.require, logic.control_subject, logic.kill_orders, logic.raise,
-- logic.raise_alert. Writes: core.controls.
create or replace function api.set_control(
    scope text, kind text, reason text, subject text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_subject text := logic.control_subject(set_control.scope, set_control.subject);
    v_control core.controls;
    v_before jsonb;
    v_order_ids bigint[] := array[]::bigint[];
    v_answer jsonb;
begin
    if set_control.kind not in ('pause', 'kill') then
        perform logic.raise('IR101', jsonb_build_object('field', 'kind',
            'expected', 'pause or kill', 'got', set_control.kind));
    end if;
    if set_control.reason !~ '\S' then
        perform logic.raise('IR101', '{"field": "reason", "expected": "a reason in words"}');
    end if;
    perform pg_catalog.pg_advisory_xact_lock(hashtext('core.site'), 0);
    v_before := (
        select jsonb_build_object('kind', k.kind, 'reason', k.reason, 'set_by', k.set_by)
        from core.controls as k
        where (k.scope, k.subject) = (set_control.scope, v_subject) and k.lifted_at is null);
    insert into core.controls as c (scope, subject, kind, reason, set_by)
    values (set_control.scope, v_subject, set_control.kind, set_control.reason, v_person_id)
    on conflict (scope, subject) where lifted_at is null do update
    set kind = case when 'kill' in (c.kind, excluded.kind) then 'kill' else 'pause' end,
        reason = excluded.reason, set_by = excluded.set_by
    returning c.* into v_control;
    if set_control.kind = 'kill' then
        v_order_ids := logic.kill_orders(set_control.scope, v_subject, 'kill switch');
    end if;
    v_answer := jsonb_build_object('control_id', v_control.control_id,
        'scope', v_control.scope, 'subject', v_control.subject, 'kind', v_control.kind,
        'reason', v_control.reason, 'set_at', v_control.set_at,
        'orders_taken_back', cardinality(v_order_ids));
    perform logic.raise_alert('control_in_force', 'warning',
        v_control.scope || ':' || v_control.subject, v_answer);
    perform audit.append('set_control:' || set_control.kind,
        'control:' || v_control.control_id, null, v_before,
        v_answer || jsonb_build_object('order_ids', v_order_ids));
    return v_answer;
end
$$;

revoke all on function api.set_control(text, text, text, text) from public;
grant execute on function api.set_control(text, text, text, text) to ops_supervisor, ops_admin;
comment on function api.set_control(text, text, text, text) is
    'POST /controls: pauses the desk, a segment, session or person; kill cancels live orders, too';
