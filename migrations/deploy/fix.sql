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
    constraint sessions_name_shape check (name ~ '^[A-Za-z0-9._-]{1,64}$'),
    constraint sessions_kind_known check (kind in ('order', 'drop_copy')),
    constraint sessions_comp_ids_shape check (
        sender_comp_id ~ '^[\x21-\x7e]{1,64}$' and target_comp_id ~ '^[\x21-\x7e]{1,64}$'),
    constraint sessions_heartbeat_bounded check (heartbeat_seconds between 1 and 300),
    constraint sessions_port_bounded check (port between 1 and 65535),
    constraint sessions_max_resend_age_positive check (max_resend_age > interval '0')
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
    detail text,
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
    reason text
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
    resolved_at timestamptz
);

-- Closed until sql/policies opens it, for the owner too.
alter table fix.sessions enable row level security;
alter table fix.sessions force row level security;
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

commit;
