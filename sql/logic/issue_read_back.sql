-- Calls: logic.setting_minutes. Writes: core.read_backs.
create or replace function logic.issue_read_back(call core.calls, shown jsonb, spoken text)
returns core.read_backs
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_read_back core.read_backs;
begin
    insert into core.read_backs as r (call_id, token, spoken, shown, expires_at)
    values ((call).call_id,
        encode(sha256(convert_to(issue_read_back.shown::text || gen_random_uuid(), 'UTF8')),
            'hex'),
        issue_read_back.spoken, issue_read_back.shown,
        now() + logic.setting_minutes('read_back_minutes'))
    returning r.* into v_read_back;
    return v_read_back;
end
$$;

revoke all on function logic.issue_read_back(core.calls, jsonb, text) from public;
comment on function logic.issue_read_back(core.calls, jsonb, text) is
    'Keeps what is read to a caller, with a name that a square-off can give';
