-- Every code that is named counts, in the order in which they are named: the row is locked. A
-- refusal is returned, so that it is committed.
-- Calls: logic.problem, logic.setting_integer. Writes: core.call_otps, core.calls.
create or replace function logic.verify_call_otp(call core.calls, code text)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_otp core.call_otps;
    v_is_right boolean;
begin
    select o.* into v_otp from core.call_otps o
    where o.call_id = (call).call_id
    order by o.call_otp_id desc
    limit 1
    for update;
    if v_otp.call_otp_id is null then
        return logic.problem('IR406', '{"reason": "no code was sent"}');
    elsif v_otp.verified_at is not null then
        return logic.problem('IR406', '{"reason": "the code was used"}');
    elsif v_otp.expires_at <= now() then
        return logic.problem('IR406', '{"reason": "the code is too old"}');
    elsif v_otp.tries >= logic.setting_integer('otp_tries') then
        return logic.problem('IR406', '{"reason": "too many wrong codes", "tries_left": 0}');
    end if;
    v_is_right := v_otp.code_hash
        = sha256(convert_to(v_otp.salt || verify_call_otp.code, 'UTF8'));
    update core.call_otps o
    set tries = o.tries + 1, verified_at = case when v_is_right then now() end
    where o.call_otp_id = v_otp.call_otp_id;
    if not v_is_right then
        return logic.problem('IR406', jsonb_build_object('reason', 'the code is wrong',
            'tries_left', logic.setting_integer('otp_tries') - v_otp.tries - 1));
    end if;
    update core.calls c set otp_verified_at = now() where c.call_id = (call).call_id;
    return jsonb_build_object('call_id', (call).call_id, 'state', 'verified');
end
$$;

revoke all on function logic.verify_call_otp(core.calls, text) from public;
comment on function logic.verify_call_otp(core.calls, text) is
    'Compares a code with the last one sent in a call; {"problem"} IR406 when it does not hold';
