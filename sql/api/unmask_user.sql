-- POST /users/{userId}/unmask. One field, for a reason, on record; settings say whose role sees
-- which. An agent sees only the client on the line. The value itself goes into no log.
-- Calls: audit.append, auth.require, auth.require_client, logic.client_contact, logic.raise,
-- logic.require_call_otp, logic.require_reason, logic.setting. Writes: none itself.
create or replace function api.unmask_user(user_id bigint, field text, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
    v_is_agent boolean;
    v_call_id uuid;
    v_value text;
begin
    perform auth.require_client(unmask_user.user_id);
    perform logic.require_reason(unmask_user.reason);
    if unmask_user.field not in ('pan', 'date_of_birth', 'email', 'phone') then
        perform logic.raise('IR101',
            '{"field": "field", "expected": "pan, date_of_birth, email or phone"}');
    end if;
    v_is_agent := current_setting('role') = 'ops_agent';
    if unmask_user.field <> all (string_to_array(logic.setting(
            case when v_is_agent then 'unmask_agent_fields'
                else 'unmask_supervisor_fields' end), ' ')) then
        perform logic.raise('IR403', jsonb_build_object(
            'reason', 'your role does not see this', 'field', unmask_user.field));
    end if;
    if v_is_agent then
        select c.call_id into v_call_id from core.calls as c
        where c.user_id = unmask_user.user_id and c.person_id = v_person_id
            and c.closed_at is null and c.expires_at > now();
        perform logic.require_call_otp(v_call_id, 'unmask');
    end if;
    select case unmask_user.field when 'pan' then u.pan
            when 'date_of_birth' then u.date_of_birth::text
            when 'email' then k.email else k.phone end
    into v_value
    from book.users as u
    cross join lateral logic.client_contact(u.user_id) as k
    where u.user_id = unmask_user.user_id;
    perform audit.append('unmask:' || unmask_user.field, 'user:' || unmask_user.user_id,
        unmask_user.user_id, null, jsonb_strip_nulls(jsonb_build_object(
            'reason', unmask_user.reason, 'call_id', v_call_id)));
    return jsonb_build_object('user_id', unmask_user.user_id, 'field', unmask_user.field,
        'value', v_value);
end
$$;

revoke all on function api.unmask_user(bigint, text, text) from public;
grant execute on function api.unmask_user(bigint, text, text)
    to ops_agent, ops_supervisor, ops_admin;
comment on function api.unmask_user(bigint, text, text) is
    'POST /users/{userId}/unmask: one field of a client in full, for a reason; IR403 by role';
