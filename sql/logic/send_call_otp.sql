-- Six digits out of 56 random bits of the server's; a new code takes the place of the one before.
-- Calls: logic.raise, logic.setting_integer, logic.setting_minutes, notify.enqueue_call_otp
-- Writes: core.call_otps
create or replace function logic.send_call_otp(call core.calls)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_code text := lpad((('x' || left(encode(sha256(convert_to(
        gen_random_uuid()::text || gen_random_uuid(), 'UTF8')), 'hex'), 14))::bit(56)::bigint
        % 1000000)::text, 6, '0');
    v_salt uuid := gen_random_uuid();
    v_otp core.call_otps;
    v_channels text[];
begin
    -- Else a person would wait with a caller for what never comes.
    if (select s.mode from core.site s) = 'drill' then
        perform logic.raise('IR201', '{"mode": "drill",
            "reason": "in a drill no message leaves the desk: no code was sent"}');
    end if;
    if (select count(*) from core.call_otps o where o.call_id = (call).call_id)
        >= logic.setting_integer('otp_sends') then
        perform logic.raise('IR429', '{"reason": "too many codes were sent in this call"}');
    end if;
    insert into core.call_otps as o (call_id, salt, code_hash, expires_at)
    values ((call).call_id, v_salt, sha256(convert_to(v_salt || v_code, 'UTF8')),
        now() + logic.setting_minutes('otp_minutes'))
    returning o.* into v_otp;
    v_channels := notify.enqueue_call_otp(v_otp.call_otp_id, (call).user_id, v_code,
        logic.setting_integer('otp_minutes'));
    if v_channels = '{}' then
        perform logic.raise('IR406', '{"reason": "the client has registered neither"}');
    end if;
    return jsonb_build_object('call_id', (call).call_id, 'state', 'sent',
        'channels', v_channels, 'expires_at', v_otp.expires_at,
        'tries_left', logic.setting_integer('otp_tries'));
end
$$;

revoke all on function logic.send_call_otp(core.calls) from public;
comment on function logic.send_call_otp(core.calls) is
    'Makes a one-time code for a call and sends it; IR429 after too many, IR406 when there is '
    'nowhere to, IR201 in a drill';
