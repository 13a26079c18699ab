-- GET /callers. Taken ones first, then in the order they will be taken in; in pages, which are
-- ordered by the priorities at the time of the first one. An agent learns nothing of somebody who
-- is not verified but the priority; who oversees sees what it is made of.
-- Calls: auth.audit_read, auth.page_mark, auth.page_size, auth.page_start, auth.require,
-- auth.sees_all, logic.caller_priorities, logic.in_scope
-- Writes: -
create or replace function api.get_callers(
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_sees_all boolean := auth.sees_all();
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('callers', page_cursor);
    v_at timestamptz := coalesce((v_start ->> 0)::timestamptz, now());
    v_page record;
begin
    select coalesce(jsonb_agg(q.shown order by q.place) filter (where q.place <= v_size), '[]')
            as answer,
        max(q.last) filter (where q.place = v_size) as last, bool_or(q.place > v_size) as has_next
    into v_page
    from (
        select row_number() over (order by w.state, p.priority desc, w.caller_id) as place,
            jsonb_build_array(v_at, w.state, p.priority, w.caller_id)::text as last,
            jsonb_build_object('caller_id', w.caller_id, 'state', w.state,
                'caller_number', w.caller_number, 'broker_id_said', w.broker_id,
                'waiting_since', w.waiting_since, 'waiting_seconds', p.waiting_seconds,
                'priority', p.priority, 'taken_by', t.username)
            || case when v_sees_all and w.user_id is not null then jsonb_build_object(
                'user_id', w.user_id, 'loss', p.loss, 'expires_today', p.expires_today,
                'minutes_to_cut_off', p.minutes_to_cut_off) else '{}' end as shown
        from core.waiting_callers as w
        join logic.caller_priorities(v_at) as p on p.caller_id = w.caller_id
        left join auth.ops_team as t on t.person_id = w.taken_by
        where (logic.in_scope(v_person_id, w.user_id, null) or w.user_id is null)
            and (v_start is null or (w.state, -p.priority, w.caller_id) > (
                v_start ->> 1, -(v_start ->> 2)::numeric, (v_start ->> 3)::bigint))
        order by place limit v_size + 1) as q;
    perform auth.page_mark('callers', case when v_page.has_next then v_page.last::jsonb end);
    perform auth.audit_read('get_callers', null, v_page.answer);
    return v_page.answer;
end
$$;

revoke all on function api.get_callers(bigint, text) from public;
grant execute on function api.get_callers(bigint, text)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_callers(bigint, text) is
    'GET /callers: the queue, the next caller first';
