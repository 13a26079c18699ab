-- POST /auth/2fa/confirm: the first code of an offered second factor makes it the person's, with
-- recovery codes of its own. What was offered is taken once, whoever asks how often: the session's
-- row is locked and forgets it.
-- Lock order: as auth.live_session.
-- Calls: audit.append_for, auth.complete_enrolment, auth.end_sessions, auth.live_session,
-- auth.retry_after, auth.session_person, auth.session_shown, logic.problem
-- Writes: auth.login_attempts, auth.ops_team, auth.recovery_codes, auth.sessions
create or replace function auth.confirm_factor(
    secret_hash bytea,
    address inet,
    request_id text,
    user_agent text,
    offered_sealed bytea,
    totp_step bigint,
    recovery_hashes bytea[],
    new_secret_hash bytea,
    refresh_hash bytea)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_session auth.sessions := auth.live_session(confirm_factor.secret_hash);
    v_person auth.ops_team := auth.session_person(v_session);
    v_retry_after integer;
begin
    if v_person.person_id is null then
        return logic.problem('IR405');
    elsif v_session.totp_offered_sealed is null then
        return logic.problem('IR213', '{"reason": "no second factor was offered"}');
    elsif v_session.totp_offered_sealed is distinct from confirm_factor.offered_sealed then
        return logic.problem('IR213', '{"reason": "another second factor was offered since"}');
    end if;
    v_retry_after := auth.retry_after(v_person.username, confirm_factor.address);
    if v_retry_after > 0 then
        return logic.problem('IR429', jsonb_build_object('retry_after_seconds', v_retry_after));
    elsif confirm_factor.totp_step is null then
        insert into auth.login_attempts (username, address, person_id, outcome)
        values (v_person.username, confirm_factor.address, v_person.person_id, 'wrong_otp');
        return logic.problem('IR402', '{"reason": "wrong_otp"}');
    end if;

    update auth.ops_team as p
    set totp_secret_sealed = v_session.totp_offered_sealed,
        totp_last_step = confirm_factor.totp_step
    where p.person_id = v_person.person_id
    returning p.* into v_person;
    update auth.sessions as s set totp_offered_sealed = null
    where s.session_id = v_session.session_id;
    delete from auth.recovery_codes as c where c.person_id = v_person.person_id;
    insert into auth.recovery_codes (person_id, code_hash)
    select v_person.person_id, h.hash from unnest(confirm_factor.recovery_hashes) as h (hash);
    perform auth.end_sessions(
        v_person.person_id, 'second_factor_changed', v_session.session_id);
    perform audit.append_for(v_person.person_id, v_session.session_id, confirm_factor.address,
        confirm_factor.request_id, 'second_factor_enrolled', 'person:' || v_person.person_id);
    if v_session.stage = 'enrolment' then
        return auth.complete_enrolment(v_person, v_session, confirm_factor.new_secret_hash,
            confirm_factor.refresh_hash, confirm_factor.address, confirm_factor.request_id,
            confirm_factor.user_agent);
    end if;
    return auth.session_shown(v_session);
end
$$;

revoke all on function auth.confirm_factor(
    bytea, inet, text, text, bytea, bigint, bytea[], bytea, bytea) from public;
grant execute on function auth.confirm_factor(
    bytea, inet, text, text, bytea, bigint, bytea[], bytea, bytea) to irra_front;

comment on function auth.confirm_factor(
    bytea, inet, text, text, bytea, bigint, bytea[], bytea, bytea) is
    'Makes the offered factor the person''s; answers the session to go on with, or {"problem"}';
