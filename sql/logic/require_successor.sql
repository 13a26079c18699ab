-- Who carries on a call has to be at work, to take calls at all and to be allowed this client.
-- Calls: logic.raise, logic.require_in_scope. Writes: none.
create or replace function logic.require_successor(call core.calls, person_id bigint)
returns uuid
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_session_id uuid;
begin
    select s.session_id into v_session_id
    from auth.sessions s
    join auth.ops_team p on p.person_id = s.person_id
    where p.person_id = require_successor.person_id and p.disabled_at is null
        and p.role = s.role and p.role in ('ops_agent', 'ops_supervisor')
        and s.ended_at is null and s.expires_at > now()
    order by s.created_at desc
    limit 1;
    if v_session_id is null then
        perform logic.raise('IR209', '{"reason": "whoever is to carry on is not at work"}');
    elsif require_successor.person_id = (call).person_id then
        perform logic.raise('IR209', '{"reason": "it is their own call"}');
    end if;
    perform logic.require_in_scope(require_successor.person_id, (call).user_id, null);
    return v_session_id;
end
$$;

revoke all on function logic.require_successor(core.calls, bigint) from public;
comment on function logic.require_successor(core.calls, bigint) is
    'The live session of somebody who may carry on a call; IR209 and why not, IR403';
