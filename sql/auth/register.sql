-- Granted to nobody: a member is registered by whoever owns the database (`irra ops-user`). The
-- hash and the sealed second factor are made outside; neither a password nor a secret reaches SQL.
-- Calls: audit.append, logic.raise
-- Writes: audit.log, auth.ops_team
create or replace function auth.register(
    username text,
    display_name text,
    role text,
    password_hash text,
    totp_secret_sealed bytea,
    email text default null)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint;
begin
    if register.password_hash is null or register.password_hash !~ '^\$argon2id\$' then
        perform logic.raise('IR101', '{"field": "password_hash", "expected": "an Argon2id hash"}');
    end if;
    insert into auth.ops_team (
        username, display_name, role, password_hash, totp_secret_sealed, email)
    values (register.username, register.display_name, register.role, register.password_hash,
        register.totp_secret_sealed, register.email)
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

revoke all on function auth.register(text, text, text, text, bytea, text) from public;

comment on function auth.register(text, text, text, text, bytea, text) is
    'Adds a member of the ops team and answers its person_id; IR101 when the name is taken';
