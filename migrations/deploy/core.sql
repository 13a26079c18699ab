-- The desk's own truth. Lock order, always: site (share) -> position -> order -> fix.session_state;
-- several rows of one table in ascending id.
begin;
set local role irra_owner;

-- Settings and site mode ------------------------------------------------------------------------
create table core.settings (
    name text primary key,
    value text not null,
    unit text not null,
    description text not null,
    changed_at timestamptz not null default now(),
    constraint settings_name_shape check (name ~ '^[a-z][a-z0-9_]*$')
);

create table core.site (
    site_id smallint primary key default 1,
    mode text not null default 'standby',
    mode_since timestamptz not null default now(),
    constraint site_single check (site_id = 1),
    constraint site_mode_known check (mode in ('standby', 'active', 'returning', 'drill'))
);
insert into core.site default values;

create table core.site_mode_transitions (
    from_mode text not null,
    to_mode text not null,
    primary key (from_mode, to_mode)
);

create table core.site_changes (
    site_change_id bigint generated always as identity primary key,
    from_mode text not null,
    to_mode text not null,
    reason text not null,
    requested_by bigint references auth.ops_team,
    approved_by bigint references auth.ops_team,
    changed_at timestamptz not null default now()
);

create table core.error_codes (
    code text primary key,
    title text not null,
    http_status smallint not null,
    constraint error_codes_shape check (code ~ '^IR[1-9][0-9]{2}$')
);

-- Calls, instructions, approvals ------------------------------------------------------------------
create table core.calls (
    call_id uuid primary key default gen_random_uuid(),
    user_id bigint not null,
    person_id bigint not null references auth.ops_team,
    session_id uuid not null references auth.sessions,
    caller_number text not null,
    recording_ref text not null,
    opened_at timestamptz not null default now(),
    expires_at timestamptz not null,
    closed_at timestamptz,
    constraint calls_expire_after_opening check (expires_at > opened_at)
);
create index calls_open_by_person on core.calls (person_id) where closed_at is null;
create unique index calls_one_open_call_a_user on core.calls (user_id) where closed_at is null;

create table core.call_attempts (
    call_attempt_id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    person_id bigint not null references auth.ops_team,
    user_id bigint,
    broker_id text not null,
    caller_number text not null,
    recording_ref text not null,
    outcome text not null,
    constraint call_attempts_outcome_known
        check (outcome in ('verified', 'mismatch', 'too_many_mismatches', 'busy'))
);
create index call_attempts_broker_id_at on core.call_attempts (broker_id, at);
create index call_attempts_person_at on core.call_attempts (person_id, at);

create table core.instructions (
    instruction_id bigint generated always as identity primary key,
    call_id uuid not null references core.calls,
    person_id bigint not null references auth.ops_team,
    kind text not null,
    details jsonb not null,
    given_at timestamptz not null default now(),
    constraint instructions_kind_known check (kind in ('square_off', 'cancel', 'modify'))
);
create index instructions_call on core.instructions (call_id);

create table core.approvals (
    approval_id bigint generated always as identity primary key,
    action text not null,
    payload jsonb not null,
    reason text not null,
    state text not null default 'waiting',
    requested_by bigint not null references auth.ops_team,
    requested_at timestamptz not null default now(),
    expires_at timestamptz not null,
    decided_by bigint references auth.ops_team,
    decided_at timestamptz,
    decision_reason text,
    constraint approvals_state_known check (state in ('waiting', 'approved', 'rejected', 'expired')),
    constraint approvals_action_known check (action in ('site_activate', 'site_return', 'site_standby')),
    constraint approvals_two_people check (decided_by <> requested_by)
);
create unique index approvals_one_waiting_an_action on core.approvals (action)
    where state = 'waiting' and action like 'site%';

create table core.idempotency_keys (
    person_id bigint not null references auth.ops_team,
    idempotency_key text not null,
    function_name text not null,
    request_hash bytea not null,
    response jsonb,
    created_at timestamptz not null default now(),
    primary key (person_id, idempotency_key),
    constraint idempotency_keys_shape check (idempotency_key ~ '^[\x21-\x7e]{1,128}$')
);

-- Positions and trades ------------------------------------------------------------------------------
-- Running figures; ops.position_breaks recomputes them from book.opening_positions and core.trades.
create table core.positions (
    position_id bigint generated always as identity primary key,
    trade_date date not null,
    user_id bigint not null,
    instrument_id bigint not null,
    product text not null,
    overnight_quantity bigint not null default 0,
    overnight_price numeric(18, 4) not null default 0,
    buy_quantity bigint not null default 0,
    buy_value numeric(24, 4) not null default 0,
    sell_quantity bigint not null default 0,
    sell_value numeric(24, 4) not null default 0,
    net_quantity bigint not null
        generated always as (overnight_quantity + buy_quantity - sell_quantity) stored,
    updated_at timestamptz not null default now(),
    constraint positions_product_known check (product in ('CNC', 'MIS', 'NRML')),
    constraint positions_buy_not_negative check (buy_quantity >= 0 and buy_value >= 0),
    constraint positions_sell_not_negative check (sell_quantity >= 0 and sell_value >= 0)
) with (fillfactor = 70);
create unique index positions_key
    on core.positions (user_id, trade_date, instrument_id, product);

create table core.trades (
    trade_id bigint generated always as identity primary key,
    exchange text not null,
    segment text not null,
    trade_date date not null,
    trade_number text not null,
    side text not null,
    quantity bigint not null,
    price numeric(18, 4) not null,
    executed_at timestamptz not null,
    user_id bigint,
    instrument_id bigint,
    product text,
    position_id bigint references core.positions,
    order_id bigint,
    exchange_order_id text,
    account text,
    primary_at timestamptz,
    response_at timestamptz,
    drop_copy_at timestamptz,
    manual_at timestamptz,
    busted_at timestamptz,
    -- Whether the position counts it; a trade without a known client or product waits for a person.
    applied boolean not null,
    created_at timestamptz not null default now(),
    constraint trades_identity unique (exchange, segment, trade_date, trade_number, side),
    constraint trades_side_known check (side in ('buy', 'sell')),
    constraint trades_quantity_positive check (quantity > 0),
    constraint trades_price_not_negative check (price >= 0),
    constraint trades_authoritative check
        (primary_at is not null or drop_copy_at is not null or manual_at is not null),
    constraint trades_applied_to_a_position check (not applied or position_id is not null),
    constraint trades_assigned_whole check
        (position_id is null or (user_id is not null and instrument_id is not null and product is not null))
);
create index trades_position on core.trades (position_id);
create index trades_user on core.trades (user_id, trade_id);
create index trades_exchange_order_id on core.trades (exchange_order_id)
    where exchange_order_id is not null;
create index trades_unassigned on core.trades (trade_id) where position_id is null;

-- What any of the three sources says about one trade; null where the source does not know.
create type core.trade_report as (
    exchange text,
    segment text,
    trade_date date,
    trade_number text,
    side text,
    quantity bigint,
    price numeric(18, 4),
    executed_at timestamptz,
    user_id bigint,
    instrument_id bigint,
    product text,
    order_id bigint,
    exchange_order_id text,
    account text
);

-- Orders ----------------------------------------------------------------------------------------------
create table core.order_statuses (
    status text primary key,
    is_live boolean not null,
    description text not null
);

create table core.order_transitions (
    from_status text not null references core.order_statuses,
    event text not null,
    to_status text not null references core.order_statuses,
    primary key (from_status, event)
);

-- One thing that happened to an order; null quantities leave the order's own as they are.
create type core.order_change as (
    order_id bigint,
    event text,
    cumulative_quantity bigint,
    leaves_quantity bigint,
    average_price numeric(18, 4),
    exchange_order_id text,
    reason text,
    details jsonb
);

create sequence core.cl_ord_id_sequence;

create table core.orders (
    order_id bigint generated always as identity primary key,
    position_id bigint not null references core.positions,
    user_id bigint not null,
    instrument_id bigint not null,
    product text not null,
    side text not null,
    order_type text not null,
    quantity bigint not null,
    limit_price numeric(18, 4),
    time_in_force text not null default 'day',
    status text not null default 'queued' references core.order_statuses,
    cumulative_quantity bigint not null default 0,
    leaves_quantity bigint not null,
    average_price numeric(18, 4),
    -- What of cumulative_quantity the drop copy or the primary has confirmed into core.trades.
    confirmed_quantity bigint not null default 0,
    cl_ord_id text not null,
    exchange_order_id text,
    session_name text not null,
    call_id uuid not null references core.calls,
    instruction_id bigint not null references core.instructions,
    person_id bigint not null references auth.ops_team,
    slice smallint not null default 1,
    request_id text,
    reason text,
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    updated_at timestamptz not null default now(),
    constraint orders_cl_ord_id_key unique (cl_ord_id),
    constraint orders_side_known check (side in ('buy', 'sell')),
    constraint orders_type_known check (order_type in ('PROTECTED', 'LIMIT', 'MARKET')),
    constraint orders_price_when_limit check ((order_type = 'MARKET') = (limit_price is null)),
    constraint orders_time_in_force_known check (time_in_force in ('day', 'ioc')),
    constraint orders_quantity_positive check (quantity > 0),
    constraint orders_quantities_add_up check (
        cumulative_quantity >= 0 and leaves_quantity >= 0
        and confirmed_quantity >= 0
        and cumulative_quantity + leaves_quantity <= quantity)
) with (fillfactor = 70);
-- Few rows are live at a time: the index that decides about reservations stays small for ever.
create index orders_reserving on core.orders (position_id)
    where leaves_quantity > 0 or cumulative_quantity > confirmed_quantity;
create index orders_user on core.orders (user_id, order_id);
create index orders_exchange_order_id on core.orders (exchange_order_id);
create index orders_call on core.orders (call_id);

alter table core.trades
    add constraint trades_order foreign key (order_id) references core.orders;
create index trades_order on core.trades (order_id) where order_id is not null;

-- Each message to the exchange about an order: new, cancel, status. One row, one ClOrdID, sent once.
create table core.order_requests (
    order_request_id bigint generated always as identity primary key,
    order_id bigint not null references core.orders,
    kind text not null,
    cl_ord_id text not null,
    orig_cl_ord_id text,
    session_name text not null,
    state text not null default 'queued',
    incarnation integer,
    sequence bigint,
    queued_at timestamptz not null default now(),
    sent_at timestamptz,
    answered_at timestamptz,
    answer text,
    constraint order_requests_kind_known check (kind in ('new', 'cancel', 'replace', 'status')),
    constraint order_requests_state_known
        check (state in ('queued', 'sent', 'answered', 'expired', 'withdrawn')),
    constraint order_requests_numbered_when_sent
        check ((sequence is null) = (state in ('queued', 'withdrawn'))),
    constraint order_requests_one_number unique (session_name, incarnation, sequence)
) with (fillfactor = 70);
-- A status request repeats the order's own ClOrdID; every other message has one of its own.
create unique index order_requests_cl_ord_id_key on core.order_requests (cl_ord_id)
    where kind <> 'status';
create index order_requests_order on core.order_requests (order_id);
create index order_requests_unanswered on core.order_requests (session_name, order_request_id)
    where state = 'sent';

create table core.order_events (
    order_event_id bigint generated always as identity primary key,
    order_id bigint not null references core.orders,
    event text not null,
    from_status text,
    to_status text not null,
    cumulative_quantity bigint not null,
    leaves_quantity bigint not null,
    details jsonb,
    at timestamptz not null default now()
);
create index order_events_order on core.order_events (order_id, order_event_id);

-- Fills as our own order session reported them: provisional until the drop copy or the primary
-- confirms the trade. They hold the position reserved and never move it.
create table core.temp_trades (
    temp_trade_id bigint generated always as identity primary key,
    session_name text not null,
    exec_id text not null,
    order_id bigint not null references core.orders,
    exchange text not null,
    segment text not null,
    trade_date date not null,
    trade_number text not null,
    side text not null,
    quantity bigint not null,
    price numeric(18, 4) not null,
    executed_at timestamptz not null,
    received_at timestamptz not null default now(),
    state text not null default 'provisional',
    confirmed_at timestamptz,
    constraint temp_trades_exec_id_key unique (session_name, trade_date, exec_id),
    constraint temp_trades_identity unique (exchange, segment, trade_date, trade_number, side),
    constraint temp_trades_state_known check (state in ('provisional', 'confirmed', 'busted')),
    constraint temp_trades_quantity_positive check (quantity > 0)
);
create index temp_trades_order on core.temp_trades (order_id);
create index temp_trades_provisional on core.temp_trades (received_at) where state = 'provisional';

create table core.alerts (
    alert_id bigint generated always as identity primary key,
    kind text not null,
    severity text not null,
    subject text not null,
    details jsonb not null default '{}',
    raised_at timestamptz not null default now(),
    occurrences bigint not null default 1,
    last_at timestamptz not null default now(),
    resolved_at timestamptz,
    constraint alerts_severity_known check (severity in ('info', 'warning', 'critical'))
);
create unique index alerts_open_key on core.alerts (kind, subject) where resolved_at is null;

create table core.workers (
    worker_name text primary key,
    kind text not null,
    process_id integer not null,
    version text not null,
    started_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now()
) with (fillfactor = 50);

-- Closed until sql/policies opens it, for the owner too.
alter table core.settings enable row level security;
alter table core.settings force row level security;
alter table core.site enable row level security;
alter table core.site force row level security;
alter table core.site_mode_transitions enable row level security;
alter table core.site_mode_transitions force row level security;
alter table core.site_changes enable row level security;
alter table core.site_changes force row level security;
alter table core.error_codes enable row level security;
alter table core.error_codes force row level security;
alter table core.calls enable row level security;
alter table core.calls force row level security;
alter table core.call_attempts enable row level security;
alter table core.call_attempts force row level security;
alter table core.instructions enable row level security;
alter table core.instructions force row level security;
alter table core.approvals enable row level security;
alter table core.approvals force row level security;
alter table core.idempotency_keys enable row level security;
alter table core.idempotency_keys force row level security;
alter table core.positions enable row level security;
alter table core.positions force row level security;
alter table core.trades enable row level security;
alter table core.trades force row level security;
alter table core.order_statuses enable row level security;
alter table core.order_statuses force row level security;
alter table core.order_transitions enable row level security;
alter table core.order_transitions force row level security;
alter table core.orders enable row level security;
alter table core.orders force row level security;
alter table core.order_requests enable row level security;
alter table core.order_requests force row level security;
alter table core.order_events enable row level security;
alter table core.order_events force row level security;
alter table core.temp_trades enable row level security;
alter table core.temp_trades force row level security;
alter table core.alerts enable row level security;
alter table core.alerts force row level security;
alter table core.workers enable row level security;
alter table core.workers force row level security;

commit;
