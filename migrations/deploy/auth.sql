begin;
set local role irra_owner;

create table auth.ops_team (
    person_id bigint generated always as identity primary key,
    username text not null,
    display_name text not null,
    role text not null,
    email text,
    phone text,
    is_machine boolean not null default false,
    password_hash text,
    password_changed_at timestamptz not null default now(),
    -- Set, the password is an initial one: somebody else has seen it.
    password_expires_at timestamptz,
    must_change_password boolean not null default false,
    totp_secret_sealed bytea,
    totp_last_step bigint,
    disabled_at timestamptz,
    locked_until timestamptz,
    attempts_count_from timestamptz,
    created_at timestamptz not null default now(),
    constraint ops_team_username_shape check (username ~ '^[a-z][a-z0-9._-]{1,62}$'),
    constraint ops_team_role_known
        check (role in ('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor')),
    constraint ops_team_people_have_a_password
        check (is_machine = (password_hash is null)),
    constraint ops_team_machines_do_not_log_in
        check (not is_machine or (totp_secret_sealed is null and role <> 'ops_admin')),
    constraint ops_team_initial_passwords_are_changed
        check (password_expires_at is null or must_change_password)
);
create unique index ops_team_username_key on auth.ops_team (username);

create table auth.sessions (
    session_id uuid primary key default gen_random_uuid(),
    person_id bigint not null references auth.ops_team,
    secret_hash bytea not null unique,
    role text not null,
    stage text not null default 'full',
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ends_at timestamptz not null default 'infinity',
    ended_at timestamptz,
    ended_reason text,
    address inet,
    user_agent text,
    -- A second factor that waits for its first code.
    totp_offered_sealed bytea,
    constraint sessions_stage_known check (stage in ('enrolment', 'full'))
);
create index sessions_person on auth.sessions (person_id) where ended_at is null;

create table auth.refresh_tokens (
    token_hash bytea primary key,
    session_id uuid not null references auth.sessions,
    issued_at timestamptz not null default now(),
    used_at timestamptz
);
create index refresh_tokens_session on auth.refresh_tokens (session_id);
create index refresh_tokens_issued_at on auth.refresh_tokens (issued_at);

create table auth.password_history (
    person_id bigint not null references auth.ops_team,
    password_hash text not null,
    replaced_at timestamptz not null default now(),
    primary key (person_id, replaced_at, password_hash)
);

create table auth.common_passwords (
    word text primary key,
    constraint common_passwords_plain check (word ~ '^[a-z0-9]{3,40}$')
);

create table auth.recovery_codes (
    person_id bigint not null references auth.ops_team,
    code_hash bytea not null,
    made_at timestamptz not null default now(),
    used_at timestamptz,
    primary key (person_id, code_hash)
);

create table auth.login_attempts (
    attempt_id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    username text not null,
    address inet,
    person_id bigint,
    outcome text not null,
    constraint login_attempts_outcome_known check (outcome in
        ('ok', 'unknown_name', 'wrong_password', 'otp_missing', 'wrong_otp', 'otp_reused',
         'disabled', 'locked', 'enrolment', 'password_expired'))
);
create index login_attempts_at on auth.login_attempts (at);
create index login_attempts_username_at on auth.login_attempts (username, at);
create index login_attempts_address_at on auth.login_attempts (address, at);

create table auth.api_keys (
    key_id bigint generated always as identity primary key,
    person_id bigint not null references auth.ops_team,
    label text not null,
    secret_hash bytea not null unique,
    endpoints text[] not null,
    requests_per_minute integer not null,
    created_at timestamptz not null default now(),
    created_by bigint not null references auth.ops_team,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    revoked_by bigint references auth.ops_team,
    constraint api_keys_open_something check (cardinality(endpoints) between 1 and 64),
    constraint api_keys_are_slow check (requests_per_minute between 1 and 60000)
);
create index api_keys_person on auth.api_keys (person_id) where revoked_at is null;

-- Closed until sql/policies opens it, for the owner too.
alter table auth.ops_team enable row level security;
alter table auth.ops_team force row level security;
alter table auth.sessions enable row level security;
alter table auth.sessions force row level security;
alter table auth.login_attempts enable row level security;
alter table auth.login_attempts force row level security;
alter table auth.refresh_tokens enable row level security;
alter table auth.refresh_tokens force row level security;
alter table auth.password_history enable row level security;
alter table auth.password_history force row level security;
alter table auth.common_passwords enable row level security;
alter table auth.common_passwords force row level security;
alter table auth.recovery_codes enable row level security;
alter table auth.recovery_codes force row level security;
alter table auth.api_keys enable row level security;
alter table auth.api_keys force row level security;

-- What everything is -----------------------------------------------------------------------------
comment on table auth.ops_team is 'Members of the operations team';
comment on column auth.ops_team.person_id is 'Who, in every record of the desk';
comment on column auth.ops_team.username is 'What they log in with';
comment on column auth.ops_team.display_name is 'How others see them';
comment on column auth.ops_team.role is 'The database role that their requests run as';
comment on column auth.ops_team.email is 'For messages to them; null when unknown';
comment on column auth.ops_team.phone is 'For messages to them; null when unknown';
comment on column auth.ops_team.is_machine is
    'A program: it has no password, cannot log in, and acts by API keys only';
comment on column auth.ops_team.password_hash is
    'Argon2id in its encoded form; readable by no role; null for a machine';
comment on column auth.ops_team.password_changed_at is 'When the password was set';
comment on column auth.ops_team.password_expires_at is
    'Until when an initial password opens the first log-in; null = the person''s own password';
comment on column auth.ops_team.must_change_password is
    'Whether the next log-in has to set a new password';
comment on column auth.ops_team.totp_secret_sealed is
    'Second factor, sealed by the front; null = a log-in leads to enrolment and nowhere else';
comment on column auth.ops_team.totp_last_step is
    'Time step of the code used last; a code is used once';
comment on column auth.ops_team.disabled_at is 'From when on they are nobody; null = member';
comment on column auth.ops_team.locked_until is 'Set by an admin; log-ins wait until then';
comment on column auth.ops_team.attempts_count_from is
    'Failed log-ins before this do not count: an admin unlocked the name';
comment on column auth.ops_team.created_at is 'When they were registered';

comment on table auth.sessions is 'Log-ins; the secret is known to its holder only';
comment on column auth.sessions.session_id is 'Public name of the session';
comment on column auth.sessions.person_id is 'Of auth.ops_team';
comment on column auth.sessions.secret_hash is
    'SHA-256 of the secret that `irra.session` has to hold';
comment on column auth.sessions.role is
    'The person''s role at log-in; a change of role ends the session''s effect';
comment on column auth.sessions.stage is
    'enrolment: may only set a password and enrol a second factor; full: is the person';
comment on column auth.sessions.created_at is 'When it began';
comment on column auth.sessions.expires_at is
    'When it ends by itself unless it is refreshed before: the idle time-out';
comment on column auth.sessions.ends_at is 'Beyond this nothing refreshes it: the absolute time-out';
comment on column auth.sessions.ended_at is 'When it was ended; null = not ended';
comment on column auth.sessions.ended_reason is 'Why it was ended, such as logout';
comment on column auth.sessions.address is 'Where the log-in came from';
comment on column auth.sessions.user_agent is 'What the log-in said it was';

comment on column auth.sessions.totp_offered_sealed is
    'Second factor that was offered in this session and waits for its first code, sealed';

comment on table auth.refresh_tokens is
    'What renews a session: each once; one that comes again was stolen and ends the session';
comment on column auth.refresh_tokens.token_hash is 'SHA-256 of the token';
comment on column auth.refresh_tokens.session_id is 'Of auth.sessions';
comment on column auth.refresh_tokens.issued_at is 'When it was given out';
comment on column auth.refresh_tokens.used_at is 'When it was used; null = not yet';

comment on table auth.password_history is 'Passwords that a person had before';
comment on column auth.password_history.person_id is 'Of auth.ops_team';
comment on column auth.password_history.password_hash is 'As it was in auth.ops_team';
comment on column auth.password_history.replaced_at is 'Until when it was the password';

comment on table auth.common_passwords is 'Words that make a bad password by themselves';
comment on column auth.common_passwords.word is
    'Small letters and digits; what a password is reduced to before it is looked for here';

comment on table auth.recovery_codes is
    'Stand in for the second factor, once each, when the telephone is lost';
comment on column auth.recovery_codes.person_id is 'Of auth.ops_team';
comment on column auth.recovery_codes.code_hash is 'SHA-256 of the code''s characters';
comment on column auth.recovery_codes.made_at is 'When it was shown';
comment on column auth.recovery_codes.used_at is 'When it was used; null = not yet';

comment on table auth.api_keys is 'How machines act: each key opens the endpoints it names';
comment on column auth.api_keys.key_id is 'Public number of the key';
comment on column auth.api_keys.person_id is 'The machine that acts by it, of auth.ops_team';
comment on column auth.api_keys.label is 'What it is for, in words';
comment on column auth.api_keys.secret_hash is 'SHA-256 of the key, which was shown once';
comment on column auth.api_keys.endpoints is 'Functions of schema api that it opens';
comment on column auth.api_keys.requests_per_minute is 'How many a front takes by it';
comment on column auth.api_keys.created_at is 'When it was made';
comment on column auth.api_keys.created_by is 'The admin who made it';
comment on column auth.api_keys.expires_at is 'When it ends by itself';
comment on column auth.api_keys.last_used_at is 'To the minute; null = never';
comment on column auth.api_keys.revoked_at is 'From when on it opens nothing; null = not revoked';
comment on column auth.api_keys.revoked_by is 'Who revoked it; null also when its machine was disabled';

comment on table auth.login_attempts is
    'Every attempt to log in, of names that exist and of others';
comment on column auth.login_attempts.attempt_id is 'Order of attempts';
comment on column auth.login_attempts.at is 'When';
comment on column auth.login_attempts.username is 'As it was given, cut to 64 characters';
comment on column auth.login_attempts.address is 'Where it came from';
comment on column auth.login_attempts.person_id is 'Whom the name belongs to; null when unknown';
comment on column auth.login_attempts.outcome is
    'What it came to; told apart here only, not in the answer';

commit;
