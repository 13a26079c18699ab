-- For api.unlock_member and for whoever owns the database.
-- Calls: audit.append, auth.require_member
-- Writes: auth.ops_team, core.alerts
create or replace function auth.unlock_member(person_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require_member(unlock_member.person_id);
    update auth.ops_team as p
    set locked_until = null, attempts_count_from = clock_timestamp()
    where p.person_id = unlock_member.person_id;
    update core.alerts as a set resolved_at = now()
    where a.kind = 'log_in_locked' and a.resolved_at is null and a.subject = (
        select p.username from auth.ops_team as p where p.person_id = unlock_member.person_id);
    perform audit.append('unlock_member', 'person:' || unlock_member.person_id);
end
$$;

revoke all on function auth.unlock_member(bigint) from public;

comment on function auth.unlock_member(bigint) is
    'Failed log-ins up to now do not keep a member out any more';
