-- POST /auth/password, decided here after the front's checks. The present password comes with it,
-- the initial one, too. Every other session of the person ends. Whoever logged in with both factors
-- and only had to set a password gets a full session for it.
-- Lock order: as auth.live_session.
-- Calls: audit.append_for, auth.complete_enrolment, auth.end_sessions, auth.live_session,
-- auth.note_wrong_password, auth.password_refusals, auth.retry_after, auth.session_person,
-- auth.session_shown, logic.problem, logic.setting_integer
-- Writes: auth.ops_team, auth.password_history
create or replace function auth.change_password(
    secret_hash bytea,
    address inet,
    request_id text,
    user_agent text,
    password_ok boolean,
    password_length integer,
    findings text[],
    new_hash text,
    new_secret_hash bytea,
    refresh_hash bytea)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_session auth.sessions := auth.live_session(change_password.secret_hash);
    v_person auth.ops_team := auth.session_person(v_session);
    v_retry_after integer;
    v_refusals text[];
begin
    if v_person.person_id is null then
        return logic.problem('IR405');
    end if;
    v_retry_after := auth.retry_after(v_person.username, change_password.address);
    if change_password.password_ok is not true or v_retry_after > 0 then
        return auth.note_wrong_password(v_person, change_password.address, v_retry_after);
    end if;
    v_refusals := auth.password_refusals(
        change_password.password_length, change_password.findings);
    if cardinality(v_refusals) > 0 or change_password.new_hash !~ '^\$argon2id\$' is not false then
        return logic.problem('IR113', jsonb_build_object('reasons', v_refusals,
            'length_min', logic.setting_integer('password_length_min')));
    end if;

    insert into auth.password_history (person_id, password_hash, replaced_at)
    values (v_person.person_id, v_person.password_hash, clock_timestamp());
    delete from auth.password_history as h
    where h.person_id = v_person.person_id and h.replaced_at < (
        select min(k.replaced_at) from (
            select x.replaced_at from auth.password_history as x
            where x.person_id = v_person.person_id order by x.replaced_at desc
            limit logic.setting_integer('password_history')) as k);
    update auth.ops_team as p
    set password_hash = change_password.new_hash, password_changed_at = now(),
        must_change_password = false, password_expires_at = null
    where p.person_id = v_person.person_id
    returning p.* into v_person;
    perform auth.end_sessions(v_person.person_id, 'password_changed', v_session.session_id);
    perform audit.append_for(v_person.person_id, v_session.session_id, change_password.address,
        change_password.request_id, 'password_changed', 'person:' || v_person.person_id);
    if v_session.stage = 'enrolment' and v_person.totp_secret_sealed is not null then
        return auth.complete_enrolment(v_person, v_session, change_password.new_secret_hash,
            change_password.refresh_hash, change_password.address, change_password.request_id,
            change_password.user_agent);
    end if;
    return auth.session_shown(v_session);
end
$$;

revoke all on function auth.change_password(
    bytea, inet, text, text, boolean, integer, text[], text, bytea, bytea) from public;
grant execute on function auth.change_password(
    bytea, inet, text, text, boolean, integer, text[], text, bytea, bytea) to irra_front;

comment on function auth.change_password(
    bytea, inet, text, text, boolean, integer, text[], text, bytea, bytea) is
    'Sets a password that the front checked; answers the session to go on with, or {"problem"}';
