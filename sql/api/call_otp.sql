-- POST /calls/{id}/otp. Without a code one is sent; with one it is compared.
-- Calls: audit.append, auth.require, logic.open_call, logic.raise, logic.send_call_otp,
-- logic.verify_call_otp. Writes: none itself.
create or replace function api.call_otp(call_id uuid, code text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls := logic.open_call(call_otp.call_id, v_person_id);
    v_answer jsonb;
begin
    if call_otp.code is null then
        v_answer := logic.send_call_otp(v_call);
    elsif call_otp.code !~ '^[0-9]{6}$' then
        perform logic.raise('IR101', '{"field": "code", "expected": "six digits"}');
    else
        v_answer := logic.verify_call_otp(v_call, call_otp.code);
    end if;
    perform audit.append(
        'call_otp:' || coalesce(v_answer ->> 'state', v_answer #>> '{problem,detail,reason}'),
        'call:' || v_call.call_id, v_call.user_id);
    return v_answer;
end
$$;

revoke all on function api.call_otp(uuid, text) from public;
grant execute on function api.call_otp(uuid, text) to ops_agent, ops_supervisor;
comment on function api.call_otp(uuid, text) is
    'POST /calls/{id}/otp: sends a caller a one-time code, or compares the one they name; IR406';
