-- Guessing a client's PAN or birthday must not be cheap: failures count for the agent over all
-- clients and for the broker id over all agents, whether or not there is such a client.
-- Calls: logic.setting_integer, logic.setting_minutes
-- Writes: -
create or replace function logic.too_many_mismatches(
    person_id bigint, broker_id text, at timestamptz default now())
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select (
                select count(*) from core.call_attempts as a
                where a.person_id = too_many_mismatches.person_id
                    and a.outcome = 'mismatch'
                    and a.at > too_many_mismatches.at
                        - logic.setting_minutes('call_mismatch_window_minutes'))
                >= logic.setting_integer('call_mismatch_limit_agent')
            or (
                select count(*) from core.call_attempts as a
                where a.broker_id = too_many_mismatches.broker_id
                    and a.outcome = 'mismatch'
                    and a.at > too_many_mismatches.at
                        - logic.setting_minutes('call_mismatch_window_minutes'))
                >= logic.setting_integer('call_mismatch_limit_client'));
end
$$;

revoke all on function logic.too_many_mismatches(bigint, text, timestamptz) from public;

comment on function logic.too_many_mismatches(bigint, text, timestamptz) is
    'Whether this agent, or anybody with this broker id, has failed to verify too often lately';
