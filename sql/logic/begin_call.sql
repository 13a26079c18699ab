-- One client, one agent. A call that ran out is closed first, at the time it ran out, and so is an
-- earlier call of the same agent with the same client: a new recording is a new call. Null when
-- somebody else serves the client; the unique index decides between two at once.
-- Calls: auth.current_session, logic.setting_minutes
-- Writes: core.calls
create or replace function logic.begin_call(
    user_id bigint, person_id bigint, caller_number text, recording_ref text)
returns core.calls
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_call core.calls;
begin
    update core.calls as c
    set closed_at = least(c.expires_at, now())
    where c.user_id = begin_call.user_id and c.closed_at is null
        and (c.expires_at <= now() or c.person_id = begin_call.person_id);

    insert into core.calls as c (
        user_id, person_id, session_id, caller_number, recording_ref, expires_at)
    values (begin_call.user_id, begin_call.person_id, auth.current_session(),
        begin_call.caller_number, begin_call.recording_ref,
        now() + logic.setting_minutes('call_minutes'))
    on conflict do nothing
    returning c.* into v_call;
    return v_call;
end
$$;

revoke all on function logic.begin_call(bigint, bigint, text, text) from public;

comment on function logic.begin_call(bigint, bigint, text, text) is
    'Opens a call with a verified client; null when another agent''s call with the client is open';
