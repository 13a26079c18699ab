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

-- What everything is -----------------------------------------------------------------------------
comment on table audit.log is 'Who did what, on whom; append-only for every role';
comment on column audit.log.log_id is 'Order of writing';
comment on column audit.log.at is 'When, by the clock and not by the transaction';
comment on column audit.log.person_id is 'Who; null for workers, a DBA or nobody';
comment on column audit.log.session_id is 'Log-in of the person';
comment on column audit.log.database_role is 'Role that acted';
comment on column audit.log.address is 'Where the request came from';
comment on column audit.log.request_id is 'The HTTP request';
comment on column audit.log.action is 'What was done, read or refused';
comment on column audit.log.object is 'On what';
comment on column audit.log.user_id is 'On which client; null when none';
comment on column audit.log.before is 'Facts before, without secrets';
comment on column audit.log.after is 'Facts after, without secrets';

commit;
