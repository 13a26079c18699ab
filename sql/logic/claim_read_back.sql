-- One reading is for one square-off; two at once wait for each other.
-- Calls: logic.raise, logic.setting. Writes: core.read_backs.
create or replace function logic.claim_read_back(call_id uuid, token text)
returns core.read_backs
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_read_back core.read_backs;
begin
    if claim_read_back.token is null then
        if logic.setting('read_back_required') = 'on' then
            perform logic.raise('IR210', '{"reason": "nothing was read back to the caller"}');
        end if;
        return null;
    end if;
    select r.* into v_read_back from core.read_backs r
    where r.token = claim_read_back.token and r.call_id = claim_read_back.call_id
    for update;
    if v_read_back.read_back_id is null then
        perform logic.raise('IR210', '{"reason": "nothing of this name was read in this call"}');
    elsif v_read_back.used_at is not null then
        perform logic.raise('IR210', '{"reason": "it was sent before"}');
    elsif v_read_back.expires_at <= now() then
        perform logic.raise('IR210', '{"reason": "it was read too long ago"}');
    end if;
    update core.read_backs r set used_at = now()
    where r.read_back_id = v_read_back.read_back_id;
    return v_read_back;
end
$$;

revoke all on function logic.claim_read_back(uuid, text) from public;
comment on function logic.claim_read_back(uuid, text) is
    'What was read back in a call, used by this; null when nothing was and nothing had to be; '
    'IR210';
