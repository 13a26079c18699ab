-- FIX sessions. Sequence numbers live in session_state and move only in the transaction that holds
-- the effect: outbound number with the outbound row and the order's state, inbound number with what
-- the message did.
begin;
set local role irra_owner;

create table fix.sessions (
    name text primary key,
    kind text not null,
    exchange text not null,
    segment text,
    host text not null default '127.0.0.1',
    port integer not null,
    sender_comp_id text not null,
    target_comp_id text not null,
    heartbeat_seconds integer not null default 30,
    tls boolean not null default false,
    username text,
    password_ref text,
    enabled boolean not null default true,
    reset_on_logon boolean not null default false,
    max_resend_age interval not null default '30 seconds',
    simulated boolean not null default false,
    messages_per_second integer,
    mass_status boolean not null default false,
    mass_cancel boolean not null default false,
    tls_ca_file text,
    tls_server_name text,
    tls_certificate_file text,
    tls_key_file text,
    conformance boolean not null default false,
    constraint sessions_rate_positive check (messages_per_second > 0),
    constraint sessions_tls_pair check
        ((tls_certificate_file is null) = (tls_key_file is null)),
    constraint sessions_name_shape check (name ~ '^[A-Za-z0-9._-]{1,64}$'),
    constraint sessions_kind_known check (kind in ('order', 'drop_copy')),
    constraint sessions_comp_ids_shape check (
        sender_comp_id ~ '^[\x21-\x7e]{1,64}$' and target_comp_id ~ '^[\x21-\x7e]{1,64}$'),
    constraint sessions_heartbeat_bounded check (heartbeat_seconds between 1 and 300),
    constraint sessions_port_bounded check (port between 1 and 65535),
    constraint sessions_max_resend_age_positive check (max_resend_age > interval '0')
);

-- When a session is to be logged on; a session without rows is always.
create table fix.session_schedules (
    session_name text not null references fix.sessions (name) on delete cascade,
    weekday smallint not null,
    logon_at time not null,
    logout_at time not null,
    primary key (session_name, weekday, logon_at),
    constraint session_schedules_weekday_known check (weekday between 1 and 7),
    constraint session_schedules_in_order check (logout_at > logon_at)
);

create table fix.session_state (
    session_name text primary key references fix.sessions (name) on delete cascade,
    incarnation integer not null default 1,
    next_outbound bigint not null default 1,
    next_inbound bigint not null default 1,
    epoch bigint not null default 0,
    leader text,
    lease_until timestamptz,
    status text not null default 'down',
    status_since timestamptz not null default now(),
    last_inbound_at timestamptz,
    last_outbound_at timestamptz,
    -- Since when messages can leave: log-on, or the end of a pause. A new order that was too old by
    -- then is not sent; one that waits for the rate limit is only late.
    open_since timestamptz,
    -- Messages that the rate limit allows at rate_at; grows with time, up to one second's worth.
    rate_allowance numeric(12, 3),
    rate_at timestamptz,
    detail text,
    -- They only grow: the monitor tells by them what was over before it looked.
    interruptions bigint not null default 0,
    gaps bigint not null default 0,
    constraint session_state_numbers_positive check (next_outbound >= 1 and next_inbound >= 1),
    constraint session_state_status_known
        check (status in ('down', 'connecting', 'logged_on', 'logging_out'))
) with (fillfactor = 50);

-- The header is not stored twice: 8, 9, 35, 49, 56, 34, 52 and 10 follow from the session, msg_type,
-- sequence and sent_at; body holds every other field in order, each ended by SOH.
create table fix.outbound (
    session_name text not null,
    incarnation integer not null,
    sequence bigint not null,
    msg_type text not null,
    sent_at timestamptz not null,
    queued_at timestamptz not null,
    order_request_id bigint,
    body text not null,
    primary key (session_name, incarnation, sequence, sent_at)
) partition by range (sent_at);
create table fix.outbound_default partition of fix.outbound default;

create table fix.inbound (
    session_name text not null,
    incarnation integer not null,
    sequence bigint not null,
    msg_type text not null,
    received_at timestamptz not null,
    poss_dup boolean not null,
    raw bytea not null,
    primary key (session_name, incarnation, sequence, received_at)
) partition by range (received_at);
create table fix.inbound_default partition of fix.inbound default;

-- An execution report or cancel reject with its order found: what fix.receive works on.
create type fix.report as (
    sequence bigint,
    msg_type text,
    order_id bigint,
    cl_ord_id text,
    orig_cl_ord_id text,
    exchange_order_id text,
    exec_id text,
    exec_type text,
    ord_status text,
    cumulative_quantity bigint,
    leaves_quantity bigint,
    average_price numeric(18, 4),
    last_quantity bigint,
    last_price numeric(18, 4),
    trade_number text,
    trade_date date,
    executed_at timestamptz,
    side text,
    account text,
    exchange text,
    segment text,
    token text,
    symbol text,
    reason text,
    order_quantity bigint,
    price numeric(18, 4),
    exec_ref_id text,
    response_to text,
    book_order_id bigint,
    reference_id text,
    -- Whether it tells a trade: F, or 1 and 2 of older venues; never an answer to a question.
    is_fill boolean,
    -- The request of ours that it names, and whether this is news to it: unanswered when it was
    -- read, or a replacement answered otherwise.
    order_request_id bigint,
    request_kind text,
    is_answer boolean,
    -- 912 and 911: the last answer to a mass status question, and how many there are.
    is_last boolean,
    answer_count bigint
);

-- What has answered a mass status question so far: one row an order named; gone when it is over.
create table fix.mass_status_answers (
    order_request_id bigint not null references core.order_requests,
    answer_key text not null,
    order_id bigint,
    primary key (order_request_id, answer_key)
);

-- Messages that could not be applied: kept whole, never in the session's way.
create table fix.parked (
    parked_id bigint generated always as identity primary key,
    session_name text not null,
    incarnation integer not null,
    sequence bigint not null,
    msg_type text not null,
    received_at timestamptz not null default now(),
    reason text not null,
    fields jsonb not null,
    resolved_at timestamptz,
    resolved_by text,
    resolution text
);

-- Closed until sql/policies opens it, for the owner too.
alter table fix.sessions enable row level security;
alter table fix.sessions force row level security;
alter table fix.session_schedules enable row level security;
alter table fix.session_schedules force row level security;
alter table fix.session_state enable row level security;
alter table fix.session_state force row level security;
alter table fix.outbound enable row level security;
alter table fix.outbound force row level security;
alter table fix.outbound_default enable row level security;
alter table fix.outbound_default force row level security;
alter table fix.inbound enable row level security;
alter table fix.inbound force row level security;
alter table fix.inbound_default enable row level security;
alter table fix.inbound_default force row level security;
alter table fix.parked enable row level security;
alter table fix.parked force row level security;
alter table fix.mass_status_answers enable row level security;
alter table fix.mass_status_answers force row level security;

-- What everything is -----------------------------------------------------------------------------
comment on table fix.sessions is 'FIX sessions; a DBA edits these rows';
comment on column fix.sessions.name is
    'Name of the session; a new name is a new session, a name is used once';
comment on column fix.sessions.kind is 'order or drop_copy';
comment on column fix.sessions.exchange is 'NSE or BSE';
comment on column fix.sessions.segment is 'CM or FO; null = all segments';
comment on column fix.sessions.host is 'Where the exchange listens';
comment on column fix.sessions.port is 'TCP port there';
comment on column fix.sessions.sender_comp_id is 'Our name (tag 49)';
comment on column fix.sessions.target_comp_id is 'The exchange''s name (tag 56)';
comment on column fix.sessions.heartbeat_seconds is 'Seconds (tag 108)';
comment on column fix.sessions.tls is 'Whether the connection is encrypted';
comment on column fix.sessions.username is 'Log-on name (tag 553); null = none';
comment on column fix.sessions.password_ref is
    'Where the gateway finds the password; never the password';
comment on column fix.sessions.enabled is 'Whether a gateway runs it';
comment on column fix.sessions.reset_on_logon is
    'Whether each log-on starts both numbers at 1 (tag 141)';
comment on column fix.sessions.max_resend_age is
    'A new order or replacement older than this is not sent (again)';
comment on column fix.sessions.simulated is
    'Leads to a simulator: used in drills and only in drills';

comment on table fix.session_state is
    'Where each FIX session stands; its numbers move with their effects';
comment on column fix.session_state.session_name is 'Of fix.sessions';
comment on column fix.session_state.incarnation is 'Goes up when the numbers start at 1 again';
comment on column fix.session_state.next_outbound is 'Sequence number of our next message';
comment on column fix.session_state.next_inbound is 'Sequence number that we expect';
comment on column fix.session_state.epoch is 'Goes up with each lease; an older holder is refused';
comment on column fix.session_state.leader is 'Worker that holds the lease';
comment on column fix.session_state.lease_until is 'When the lease ends unless renewed';
comment on column fix.session_state.status is 'down, connecting, logged_on or logging_out';
comment on column fix.session_state.status_since is 'When the status began';
comment on column fix.session_state.last_inbound_at is 'When something last came';
comment on column fix.session_state.last_outbound_at is 'When something last went';
comment on column fix.session_state.detail is 'What the gateway says about the status';

comment on table fix.outbound is
    'Messages that were numbered, in order; the header is not stored twice';
comment on column fix.outbound.session_name is 'Of fix.sessions';
comment on column fix.outbound.incarnation is 'Of the session';
comment on column fix.outbound.sequence is 'FIX sequence number';
comment on column fix.outbound.msg_type is 'FIX message type';
comment on column fix.outbound.sent_at is 'SendingTime (tag 52) of the first sending';
comment on column fix.outbound.queued_at is
    'When it was asked for; its age decides about sending again';
comment on column fix.outbound.order_request_id is
    'Of core.order_requests; null for session messages';
comment on column fix.outbound.body is
    'Fields after the header and before the trailer, each ended by SOH';

comment on table fix.outbound_default is 'Messages of days that have no partition of their own';

comment on table fix.inbound is 'Messages as they were received';
comment on column fix.inbound.session_name is 'Of fix.sessions';
comment on column fix.inbound.incarnation is 'Of the session';
comment on column fix.inbound.sequence is 'FIX sequence number';
comment on column fix.inbound.msg_type is 'FIX message type';
comment on column fix.inbound.received_at is 'When';
comment on column fix.inbound.poss_dup is 'Whether it was marked as a possible repeat (tag 43)';
comment on column fix.inbound.raw is 'The whole message, byte for byte';

comment on table fix.inbound_default is 'Messages of days that have no partition of their own';

comment on table fix.parked is 'Messages that could not be applied; a person looks at each';
comment on column fix.parked.parked_id is 'Order of parking';
comment on column fix.parked.session_name is 'Of fix.sessions';
comment on column fix.parked.incarnation is 'Of the session';
comment on column fix.parked.sequence is 'FIX sequence number';
comment on column fix.parked.msg_type is 'FIX message type';
comment on column fix.parked.received_at is 'When';
comment on column fix.parked.reason is 'Why it could not be applied';
comment on column fix.parked.fields is 'Its fields, tag to value';
comment on column fix.parked.resolved_at is 'When somebody settled it; null = open';

comment on column fix.sessions.messages_per_second is
    'Most messages a second to the exchange; null = no limit';
comment on column fix.sessions.mass_status is
    'After log-on ask for all orders in one message (AF) rather than for each (H)';
comment on column fix.sessions.mass_cancel is
    'A kill switch sends one mass cancel (q) rather than a cancel for each order';
comment on column fix.sessions.tls_ca_file is
    'PEM file of the authorities to trust; null = the system''s';
comment on column fix.sessions.tls_server_name is 'Name to check in the certificate; null = host';
comment on column fix.sessions.tls_certificate_file is
    'PEM file of our own certificate chain; null = none';
comment on column fix.sessions.tls_key_file is 'PEM file of its key';
comment on column fix.sessions.conformance is
    'Driven by irra conformance; carries no client''s orders';

comment on table fix.session_schedules is
    'When a session is logged on, in Indian time; a session without rows is always';
comment on column fix.session_schedules.session_name is 'Of fix.sessions';
comment on column fix.session_schedules.weekday is '1 Monday to 7 Sunday';
comment on column fix.session_schedules.logon_at is 'From, Indian time';
comment on column fix.session_schedules.logout_at is 'To, Indian time';

comment on column fix.session_state.open_since is
    'Since when messages can leave: log-on or the end of a pause';
comment on column fix.session_state.rate_allowance is
    'Messages that the rate limit allowed at rate_at';
comment on column fix.session_state.rate_at is 'When rate_allowance was reckoned';
comment on column fix.session_state.interruptions is
    'How often it was logged on and then was not, without a word';
comment on column fix.session_state.gaps is
    'How often messages of the exchange were missing and asked for again';

comment on column fix.parked.resolved_by is 'Who settled it';
comment on column fix.parked.resolution is 'What was done about it, in words';

comment on table fix.mass_status_answers is
    'Orders named so far in answer to a mass status question that is not over';
comment on column fix.mass_status_answers.order_request_id is 'The question';
comment on column fix.mass_status_answers.answer_key is
    'What tells answers apart: the exchange''s order id, else the ClOrdID';
comment on column fix.mass_status_answers.order_id is 'Order of ours; null = somebody else''s';

commit;
