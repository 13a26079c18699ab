-- Verifies the caller and opens the call that gives access to their positions. PAN and date of
-- birth are compared as one value, a missing client included, and every outcome but success is
-- returned (not raised), because the attempt must be committed. Attempts on one broker id, and of
-- one agent, queue behind advisory locks, so that parallel guesses are all counted.
-- Calls: audit.append, auth.require, logic.begin_call, logic.in_scope, logic.problem, logic.raise,
-- logic.serve_caller, logic.too_many_mismatches
-- Writes: core.call_attempts
create or replace function api.open_call(
    broker_id text,
    pan text,
    date_of_birth date,
    caller_number text,
    recording_ref text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_given bytea := sha256(convert_to(upper(open_call.pan) || open_call.date_of_birth, 'UTF8'));
    v_user_id bigint;
    v_identity bytea;
    v_call core.calls;
    v_outcome text;
begin
    -- No trade without evidence: a call without a number or a recording is no call.
    if caller_number !~ '^\+?[0-9 -]{3,20}$' then
        perform logic.raise('IR101',
            '{"field": "caller_number", "expected": "a telephone number"}');
    elsif recording_ref !~ '\S' then
        perform logic.raise('IR101', '{"field": "recording_ref", "expected": "a recording"}');
    end if;
    perform pg_advisory_xact_lock(
        'core.call_attempts'::regclass::oid::integer, hashtext(open_call.broker_id));
    perform pg_advisory_xact_lock(
        'core.calls'::regclass::oid::integer, hashtext(v_person_id::text));

    select u.user_id, sha256(convert_to(upper(u.pan) || u.date_of_birth, 'UTF8'))
    into v_user_id, v_identity
    from book.users as u where u.broker_id = open_call.broker_id;
    v_outcome := case
        when logic.too_many_mismatches(v_person_id, open_call.broker_id) then 'too_many_mismatches'
        when coalesce(v_identity, '') <> v_given then 'mismatch'
        when not logic.in_scope(v_person_id, v_user_id, null) then 'out_of_scope'
        else 'verified' end;
    if v_outcome = 'verified' then
        v_call := logic.begin_call(v_user_id, v_person_id, caller_number, recording_ref);
        if v_call.call_id is null then
            v_outcome := 'busy';
        else
            perform logic.serve_caller(v_call);
        end if;
    end if;

    insert into core.call_attempts (
        person_id, user_id, broker_id, caller_number, recording_ref, outcome)
    values (v_person_id, v_user_id, open_call.broker_id, open_call.caller_number,
        open_call.recording_ref, v_outcome);
    perform audit.append('open_call:' || v_outcome, 'broker_id:' || open_call.broker_id, v_user_id,
        null, jsonb_build_object('call_id', v_call.call_id, 'caller_number', caller_number,
            'recording_ref', recording_ref));
    return case v_outcome
        when 'verified' then jsonb_build_object('call_id', v_call.call_id,
            'user_id', v_call.user_id, 'expires_at', v_call.expires_at)
        when 'busy' then logic.problem('IR205')
        when 'out_of_scope' then
            logic.problem('IR403', '{"reason": "the client is of another desk than yours"}')
        when 'too_many_mismatches' then logic.problem('IR429')
        else logic.problem('IR403', '{"reason": "the caller is not verified"}') end;
end
$$;

revoke all on function api.open_call(text, text, date, text, text) from public;
grant execute on function api.open_call(text, text, date, text, text) to ops_agent, ops_supervisor;

comment on function api.open_call(text, text, date, text, text) is
    'POST /calls: {call_id, user_id, expires_at} for a caller who is the client, else {"problem"}';
