-- POST /auth/2fa/enrol: a new second factor is offered; it counts from its first code on
-- (auth.confirm_factor). Whoever has one already shows both factors first: a session that was left
-- open must not be enough to move in.
-- Lock order: as auth.live_session.
-- Calls: audit.append_for, auth.live_session, auth.note_wrong_password, auth.retry_after,
-- auth.session_person, auth.session_shown, auth.use_recovery_code, logic.problem
-- Writes: auth.login_attempts, auth.ops_team, auth.sessions
create or replace function auth.enrol_factor(
    secret_hash bytea,
    address inet,
    request_id text,
    password_ok boolean,
    totp_step bigint,
    recovery_hash bytea,
    offered_sealed bytea)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_session auth.sessions := auth.live_session(enrol_factor.secret_hash);
    v_person auth.ops_team := auth.session_person(v_session);
    v_retry_after integer;
    v_recovery_ok boolean;
begin
    if v_person.person_id is null then
        return logic.problem('IR405');
    elsif v_session.stage = 'enrolment' and v_person.must_change_password then
        return logic.problem('IR213', '{"reason": "a new password comes first"}');
    end if;
    if v_person.totp_secret_sealed is not null then
        v_retry_after := auth.retry_after(v_person.username, enrol_factor.address);
        if enrol_factor.password_ok is not true or v_retry_after > 0 then
            return auth.note_wrong_password(v_person, enrol_factor.address, v_retry_after);
        end if;
        v_recovery_ok := exists (
            select from auth.recovery_codes as c
            where c.person_id = v_person.person_id and c.code_hash = enrol_factor.recovery_hash
                and c.used_at is null);
        if not v_recovery_ok
            and (enrol_factor.totp_step > coalesce(v_person.totp_last_step, 0)) is not true then
            insert into auth.login_attempts (username, address, person_id, outcome)
            values (v_person.username, enrol_factor.address, v_person.person_id, 'wrong_otp');
            return logic.problem('IR402', '{"reason": "wrong_otp"}');
        elsif v_recovery_ok then
            perform auth.use_recovery_code(v_person.person_id, enrol_factor.recovery_hash,
                enrol_factor.address, enrol_factor.request_id);
        end if;
        update auth.ops_team as p
        set totp_last_step = greatest(p.totp_last_step, enrol_factor.totp_step)
        where p.person_id = v_person.person_id;
    end if;
    update auth.sessions as s set totp_offered_sealed = enrol_factor.offered_sealed
    where s.session_id = v_session.session_id;
    perform audit.append_for(v_person.person_id, v_session.session_id, enrol_factor.address,
        enrol_factor.request_id, 'second_factor_offered', 'person:' || v_person.person_id);
    return auth.session_shown(v_session);
end
$$;

revoke all on function auth.enrol_factor(
    bytea, inet, text, boolean, bigint, bytea, bytea) from public;
grant execute on function auth.enrol_factor(
    bytea, inet, text, boolean, bigint, bytea, bytea) to irra_front;

comment on function auth.enrol_factor(bytea, inet, text, boolean, bigint, bytea, bytea) is
    'Keeps an offered second factor until its first code; answers the session, or {"problem"}';
