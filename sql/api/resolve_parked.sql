-- POST /parked/{id}/resolve. A person says what was done about a message that nothing could apply.
-- Calls: audit.append, auth.is_unlimited, auth.require, logic.raise. Writes: fix.parked,
-- core.alerts.
create or replace function api.resolve_parked(parked_id bigint, resolution text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_parked fix.parked;
    v_answer jsonb;
begin
    if not auth.is_unlimited() then
        perform logic.raise('IR403', '{"reason": "this is about all clients and segments"}');
    end if;
    if resolve_parked.resolution !~ '\S' then
        perform logic.raise('IR101', '{"field": "resolution", "expected": "what was done"}');
    end if;
    select p.* into v_parked from fix.parked p
    where p.parked_id = resolve_parked.parked_id for update;
    if v_parked.parked_id is null then
        perform logic.raise('IR104', '{"object": "parked message"}');
    end if;
    if v_parked.resolved_at is not null then
        perform logic.raise('IR202', jsonb_build_object('parked_id', v_parked.parked_id,
            'resolved_by', v_parked.resolved_by, 'resolved_at', v_parked.resolved_at));
    end if;
    update fix.parked p
    set resolved_at = now(), resolution = resolve_parked.resolution, resolved_by = (
        select o.username from auth.ops_team o where o.person_id = v_person_id)
    where p.parked_id = v_parked.parked_id
    returning jsonb_build_object('parked_id', p.parked_id, 'session_name', p.session_name,
        'sequence', p.sequence, 'reason', p.reason, 'resolved_by', p.resolved_by,
        'resolved_at', p.resolved_at, 'resolution', p.resolution) into v_answer;
    update core.alerts a set resolved_at = now()
    where a.kind = 'message_parked' and a.subject = v_parked.session_name
        and a.resolved_at is null and not exists (
            select from fix.parked p
            where p.session_name = v_parked.session_name and p.resolved_at is null);
    perform audit.append('resolve_parked', 'parked:' || v_parked.parked_id, null,
        jsonb_build_object('reason', v_parked.reason, 'resolved_at', null), v_answer);
    return v_answer;
end
$$;

revoke all on function api.resolve_parked(bigint, text) from public;
grant execute on function api.resolve_parked(bigint, text) to ops_supervisor, ops_admin;
comment on function api.resolve_parked(bigint, text) is
    'POST /parked/{id}/resolve: a person settled a parked message; IR202 when somebody has before';
