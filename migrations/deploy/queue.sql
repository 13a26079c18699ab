-- Narrow transient rows beside durable ones: claimed by deleting, so a claim touches each row once.
begin;
set local role irra_owner;

-- FIFO by order_request_id, what takes back before the rest: a cancel is always numbered after the
-- order that it cancels.
create table queue.dispatch (
    session_name text not null,
    order_request_id bigint not null,
    -- New orders and replacements wait while their session is paused; cancels and questions go on.
    can_wait boolean not null default false,
    -- Cancels and reductions go before whatever waits for the rate limit.
    is_urgent boolean not null default false,
    -- What became of an order is asked when nothing that acts waits: after a log-on there may be
    -- thousands of such questions.
    is_question boolean not null default false,
    primary key (session_name, order_request_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
create index dispatch_urgent on queue.dispatch (session_name, order_request_id) where is_urgent;
create index dispatch_questions on queue.dispatch (session_name, order_request_id)
    where is_question;

-- One row a channel: whether its worker sleeps and wants to be woken. See queue.wake.
create table queue.channels (
    channel text primary key,
    asleep boolean not null default false
) with (fillfactor = 10);

-- Closed until sql/policies opens it, for the owner too.
alter table queue.dispatch enable row level security;
alter table queue.dispatch force row level security;
alter table queue.channels enable row level security;
alter table queue.channels force row level security;

-- What everything is -----------------------------------------------------------------------------
comment on table queue.dispatch is
    'Requests waiting for their FIX session; a claim deletes the row';
comment on column queue.dispatch.session_name is 'FIX session that they go out by';
comment on column queue.dispatch.order_request_id is
    'Of core.order_requests; the order in which they go out';

comment on column queue.dispatch.can_wait is
    'Whether it waits while the session is paused: new orders and replacements';
comment on column queue.dispatch.is_urgent is
    'Whether it goes before others that wait: cancels, reductions of what could close too much';
comment on column queue.dispatch.is_question is 'A status question: goes after all others';

comment on table queue.channels is 'Whether the worker of a channel sleeps and wants to be woken';
comment on column queue.channels.channel is 'dispatch:<session>, exits or notify';
comment on column queue.channels.asleep is 'True while its worker waits for a notification';

commit;
