-- PUT /users/{userId}/desk. Which desk of the broker a client belongs to; left out, to none.
-- Calls: audit.append, auth.require, logic.raise, logic.require_reason
-- Writes: core.client_desks
create or replace function api.assign_desk(user_id bigint, reason text, desk text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_admin_id bigint := auth.require('ops_admin');
    v_before text;
begin
    perform logic.require_reason(assign_desk.reason);
    if assign_desk.desk !~ '^[a-z][a-z0-9-]{0,31}$' then
        perform logic.raise('IR101', '{"field": "desk",
            "expected": "a small letter, then small letters, digits and hyphens, at most 32"}');
    elsif not exists (select from book.users as u where u.user_id = assign_desk.user_id) then
        perform logic.raise('IR104', '{"object": "user"}');
    end if;
    select d.desk into v_before from core.client_desks as d
    where d.user_id = assign_desk.user_id for update;
    if assign_desk.desk is null then
        delete from core.client_desks as d where d.user_id = assign_desk.user_id;
    else
        insert into core.client_desks as d (user_id, desk, assigned_by)
        values (assign_desk.user_id, assign_desk.desk, v_admin_id)
        on conflict (user_id) do update
        set desk = excluded.desk, assigned_by = excluded.assigned_by, assigned_at = now();
    end if;
    perform audit.append('assign_desk', 'user:' || assign_desk.user_id, assign_desk.user_id,
        jsonb_build_object('desk', v_before),
        jsonb_build_object('desk', assign_desk.desk, 'reason', assign_desk.reason));
    return jsonb_build_object('user_id', assign_desk.user_id, 'desk', assign_desk.desk);
end
$$;

revoke all on function api.assign_desk(bigint, text, text) from public;
grant execute on function api.assign_desk(bigint, text, text) to ops_admin;
comment on function api.assign_desk(bigint, text, text) is
    'PUT /users/{userId}/desk: puts a client to a desk of the broker, or to none';
