-- One client, found by broker id first, then by user id. Runs as the person: row-level security
-- decides whether there is a row, and an agent without a call cannot tell a stranger from nobody.
-- Calls: auth.audit_read, auth.masked_client, auth.refuse, auth.require, auth.sees_all
-- Writes: -
create or replace function api.get_user("user" text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id bigint;
    v_answer jsonb;
begin
    perform auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    select u.user_id into v_user_id from book.users as u
    where u.broker_id = get_user."user";
    if v_user_id is null and get_user."user" ~ '^[0-9]{1,18}$' then
        select u.user_id into v_user_id from book.users as u
        where u.user_id = get_user."user"::bigint;
    end if;
    if v_user_id is null then
        if auth.sees_all() then
            perform auth.refuse('IR104', '{"object": "user"}');
        end if;
        perform auth.refuse('IR403', '{"reason": "no open call with this client"}');
    end if;

    select jsonb_build_object(
            'user_id', u.user_id, 'broker_id', u.broker_id, 'name', u.name, 'status', u.status,
            'updated_at', u.updated_at,
            'funds', case when f.user_id is not null then jsonb_build_object(
                'available', f.available, 'used', f.used, 'as_of', f.as_of) end)
        || auth.masked_client(u.user_id)
    into v_answer
    from book.users as u
    left join book.funds as f on f.user_id = u.user_id
    where u.user_id = v_user_id;
    perform auth.audit_read('get_user', v_user_id);
    return v_answer;
end
$$;

revoke all on function api.get_user(text) from public;
grant execute on function api.get_user(text) to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_user(text) is
    'GET /users/{brokerId or userId}: one client; PAN, birth date and contact masked; IR403, IR104';
