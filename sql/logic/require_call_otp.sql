-- Settings say what needs the caller's one-time code: an action, or a square-off above a value;
-- what nobody can value does, too.
-- Calls: logic.raise, logic.setting, logic.setting_numeric. Writes: none.
create or replace function logic.require_call_otp(
    call_id uuid, action text, value numeric default null)
returns void
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit numeric := logic.setting_numeric('otp_required_value');
begin
    if action = any (string_to_array(logic.setting('otp_required_for'), ' '))
        or (v_limit > 0 and action in ('square_off', 'square_off_all')
            and coalesce(value > v_limit, true)) then
        if not exists (
            select from core.calls c
            where c.call_id = require_call_otp.call_id and c.otp_verified_at is not null) then
            perform logic.raise('IR406', jsonb_build_object(
                'reason', 'the caller has to name a one-time code for this', 'action', action));
        end if;
    end if;
end
$$;

revoke all on function logic.require_call_otp(uuid, text, numeric) from public;
comment on function logic.require_call_otp(uuid, text, numeric) is
    'IR406 when an action on a call needs a one-time code that the caller has not named';
