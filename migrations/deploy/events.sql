-- What people who watch are told: that something changed, never what. Writers leave marks; marks
-- are numbered after their commit, so that a reader who knows a number has missed nothing before.
begin;
set local role irra_owner;

create table queue.event_marks (
    mark_id bigint generated always as identity primary key,
    kind text not null,
    subject text,
    user_id bigint,
    instrument_id bigint,
    person_id bigint
) with (fillfactor = 100, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create table queue.events (
    event_id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    kind text not null,
    subject text,
    user_id bigint,
    instrument_id bigint,
    person_id bigint
);

-- Closed until sql/policies opens it, for the owner too.
alter table queue.event_marks enable row level security;
alter table queue.event_marks force row level security;
alter table queue.events enable row level security;
alter table queue.events force row level security;

create index idempotency_keys_created_at on core.idempotency_keys (created_at);

comment on table queue.event_marks is
    'Changes that were committed and have no number yet; rows are deleted as they are numbered';
comment on column queue.event_marks.mark_id is 'Order of writing, which is not that of commits';
comment on column queue.event_marks.kind is 'What changed: order, position, alert, mode, …';
comment on column queue.event_marks.subject is 'Its number or name; null = several of the kind';
comment on column queue.event_marks.user_id is 'The client whom it is about; null = none';
comment on column queue.event_marks.instrument_id is 'For scopes of people; null = none';
comment on column queue.event_marks.person_id is 'The member of the ops team; null = none';

comment on table queue.events is
    'What changed, in an order in which nothing comes in between; kept for event_minutes';
comment on column queue.events.event_id is
    'Last-Event-ID of a stream: whoever has it has everything before, too; gaps mean nothing';
comment on column queue.events.at is 'When it was numbered: shortly after its commit';
comment on column queue.events.kind is 'What changed: order, position, alert, mode, …';
comment on column queue.events.subject is 'Its number or name; null = several of the kind';
comment on column queue.events.user_id is 'The client whom it is about; null = none';
comment on column queue.events.instrument_id is 'For scopes of people; null = none';
comment on column queue.events.person_id is 'The member of the ops team; null = none';

commit;
