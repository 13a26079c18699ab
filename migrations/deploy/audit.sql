begin;
set local role irra_owner;

create table audit.log (
    log_id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    person_id bigint,
    session_id uuid,
    database_role text not null,
    address inet,
    request_id text,
    action text not null,
    object text,
    user_id bigint,
    before jsonb,
    after jsonb
);
create index log_at on audit.log (at);
create index log_user on audit.log (user_id, log_id);

-- Closed until sql/policies opens it, for the owner too.
alter table audit.log enable row level security;
alter table audit.log force row level security;

commit;
