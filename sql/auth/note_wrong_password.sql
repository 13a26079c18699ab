-- A password that is asked for again counts as a log-in's would: a session that was left open is no
-- place to guess it.
-- Calls: logic.problem
-- Writes: auth.login_attempts
create or replace function auth.note_wrong_password(
    person auth.ops_team, address inet, retry_after_seconds integer)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into auth.login_attempts (username, address, person_id, outcome)
    values ((person).username, note_wrong_password.address, (person).person_id,
        case when note_wrong_password.retry_after_seconds > 0
            then 'locked' else 'wrong_password' end);
    if note_wrong_password.retry_after_seconds > 0 then
        return logic.problem('IR429', jsonb_build_object(
            'retry_after_seconds', note_wrong_password.retry_after_seconds));
    end if;
    return logic.problem('IR403', '{"reason": "the present password is another one"}');
end
$$;

revoke all on function auth.note_wrong_password(auth.ops_team, inet, integer) from public;

comment on function auth.note_wrong_password(auth.ops_team, inet, integer) is
    'Counts a wrong present password, or a try that has to wait, and answers the problem';
