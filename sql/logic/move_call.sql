-- The client stays on the line with somebody else: the old call ends and keeps its instructions and
-- orders, a new one begins with the same caller and recording. It lasts as long as the old one
-- would have: nobody verified the caller again. The caller holds the old call's row.
-- Calls: none. Writes: core.calls.
create or replace function logic.move_call(call core.calls, person_id bigint, session_id uuid)
returns core.calls
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_call core.calls;
begin
    update core.calls c set closed_at = now() where c.call_id = (call).call_id;
    insert into core.calls as c (user_id, person_id, session_id, caller_number, recording_ref,
        expires_at, handed_over_from, otp_verified_at)
    values ((call).user_id, move_call.person_id, move_call.session_id, (call).caller_number,
        (call).recording_ref, (call).expires_at, (call).call_id,
        (call).otp_verified_at)
    returning c.* into v_call;
    return v_call;
end
$$;

revoke all on function logic.move_call(core.calls, bigint, uuid) from public;
comment on function logic.move_call(core.calls, bigint, uuid) is
    'Ends a locked call and opens the one that carries it on; answers the new one';
