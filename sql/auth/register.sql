-- A member of the team, for api.register_member and for whoever owns the database (`irra
-- ops-user`). The hash and the sealed second factor are made outside; neither a password nor a
-- secret reaches SQL. Without a second factor the password is an initial one: it opens the first
-- log-in, for so long, and nothing else.
-- Calls: audit.append, logic.raise, logic.require_contact, logic.setting_integer
-- Writes: auth.ops_team
create or replace function auth.register(
    username text,
    display_name text,
    role text,
    password_hash text,
    totp_secret_sealed bytea,
    email text default null,
    phone text default null)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_is_initial boolean := register.totp_secret_sealed is null;
    v_person_id bigint;
begin
    if register.password_hash is null or register.password_hash !~ '^\$argon2id\$' then
        perform logic.raise('IR101', '{"field": "password_hash", "expected": "an Argon2id hash"}');
    elsif coalesce(register.username !~ '^[a-z][a-z0-9._-]{1,62}$', true) then
        perform logic.raise('IR101', '{"field": "username", "expected":
            "a small letter, then small letters, digits, dots, dashes and low lines, 2 to 63"}');
    elsif coalesce(register.role not in (
        'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor'), true) then
        perform logic.raise('IR101', '{"field": "role", "expected":
            "ops_viewer, ops_agent, ops_supervisor, ops_admin or auditor"}');
    elsif coalesce(register.display_name, '') !~ '\S' then
        perform logic.raise('IR101', '{"field": "display_name", "expected": "a name in words"}');
    end if;
    perform logic.require_contact(register.email, register.phone);
    insert into auth.ops_team (username, display_name, role, password_hash, password_expires_at,
        must_change_password, totp_secret_sealed, email, phone)
    values (register.username, register.display_name, register.role, register.password_hash,
        case when v_is_initial then now() + make_interval(
            hours => logic.setting_integer('initial_password_hours')::integer) end,
        v_is_initial, register.totp_secret_sealed, register.email, register.phone)
    on conflict (username) do nothing
    returning person_id into v_person_id;
    if v_person_id is null then
        perform logic.raise('IR101', '{"field": "username", "expected": "a name not yet taken"}');
    end if;
    perform audit.append('register', register.username, null, null,
        jsonb_build_object('person_id', v_person_id, 'role', register.role));
    return v_person_id;
end
$$;

revoke all on function auth.register(text, text, text, text, bytea, text, text) from public;

comment on function auth.register(text, text, text, text, bytea, text, text) is
    'Adds a member of the ops team and answers its person_id; IR101 when the name is taken';
