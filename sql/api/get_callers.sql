-- GET /callers. Taken ones first, then in the order they will be taken in. An agent learns nothing
-- of somebody who is not verified but the priority; who oversees sees what it is made of.
-- Calls: auth.audit_read, auth.list_limit, auth.require, auth.sees_all, logic.caller_priorities,
-- logic.in_scope
-- Writes: -
create or replace function api.get_callers()
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_sees_all boolean := auth.sees_all();
    v_answer jsonb;
begin
    v_answer := (
        select coalesce(jsonb_agg(q.shown order by q.place), '[]')
        from (
            select row_number() over (order by w.state, p.priority desc, w.caller_id) as place,
                jsonb_build_object('caller_id', w.caller_id, 'state', w.state,
                    'caller_number', w.caller_number, 'broker_id_said', w.broker_id,
                    'waiting_since', w.waiting_since, 'waiting_seconds', p.waiting_seconds,
                    'priority', p.priority, 'taken_by', t.username)
                || case when v_sees_all and w.user_id is not null then jsonb_build_object(
                    'user_id', w.user_id, 'loss', p.loss, 'expires_today', p.expires_today,
                    'minutes_to_cut_off', p.minutes_to_cut_off) else '{}' end as shown
            from core.waiting_callers as w
            join logic.caller_priorities() as p on p.caller_id = w.caller_id
            left join auth.ops_team as t on t.person_id = w.taken_by
            where logic.in_scope(v_person_id, w.user_id, null) or w.user_id is null
            order by place limit auth.list_limit()) as q);
    perform auth.audit_read('get_callers', null, v_answer);
    return v_answer;
end
$$;

revoke all on function api.get_callers() from public;
grant execute on function api.get_callers() to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_callers() is
    'GET /callers: the queue, the next caller first';
