-- A member who lost both factors, or whose factors somebody else may have, starts again as on the
-- first day: an initial password, no second factor, no recovery codes, nothing open. For
-- api.reset_member and for whoever owns the database.
-- Calls: audit.append, auth.end_sessions, auth.require_member, logic.raise, logic.setting_integer
-- Writes: auth.ops_team, auth.password_history, auth.recovery_codes
create or replace function auth.reset_member(person_id bigint, password_hash text)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person auth.ops_team;
begin
    v_person := auth.require_member(reset_member.person_id);
    if v_person.is_machine then
        perform logic.raise('IR101', '{"field": "person_id", "expected": "a person, no machine"}');
    elsif coalesce(reset_member.password_hash !~ '^\$argon2id\$', true) then
        perform logic.raise('IR101', '{"field": "password_hash", "expected": "an Argon2id hash"}');
    end if;
    insert into auth.password_history (person_id, password_hash, replaced_at)
    values (v_person.person_id, v_person.password_hash, clock_timestamp());
    update auth.ops_team as p
    set password_hash = reset_member.password_hash, password_changed_at = now(),
        must_change_password = true,
        password_expires_at = now() + make_interval(
            hours => logic.setting_integer('initial_password_hours')::integer),
        totp_secret_sealed = null, totp_last_step = null,
        locked_until = null, attempts_count_from = clock_timestamp()
    where p.person_id = reset_member.person_id;
    delete from auth.recovery_codes as c where c.person_id = reset_member.person_id;
    perform auth.end_sessions(reset_member.person_id, 'reset');
    perform audit.append('reset_member', 'person:' || reset_member.person_id);
end
$$;

revoke all on function auth.reset_member(bigint, text) from public;

comment on function auth.reset_member(bigint, text) is
    'Takes both factors from a member and sets an initial password; ends what they have open';
