-- The desk's own truth. The one order in which its rows are locked: docs/ARCHITECTURE.md, "Locks".
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
    changed_at timestamptz not null default now(),
    -- What logic.site_checks said when the second person agreed.
    checks jsonb,
    -- The last message to the exchange asked for before: the next one is the first of this mode.
    last_request_id bigint
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
    -- The call that this one carries on, after a hand-over.
    handed_over_from uuid references core.calls,
    otp_verified_at timestamptz,
    constraint calls_expire_after_opening check (expires_at > opened_at),
    -- What a foreign key of an instruction names: the call is its person's.
    constraint calls_of_a_person unique (call_id, person_id)
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
    constraint call_attempts_outcome_known check (outcome in
        ('verified', 'mismatch', 'too_many_mismatches', 'busy', 'out_of_scope'))
);
create index call_attempts_broker_id_at on core.call_attempts (broker_id, at);
create index call_attempts_person_at on core.call_attempts (person_id, at);

-- Words of the hot tables are types of their own: what a type allows is worked out once in a
-- connection and looked at when a value is made, a table's check is read again by every statement.
create domain core.instruction_kind as text constraint instruction_kind_known check
    (value in ('square_off', 'square_off_all', 'cancel', 'cancel_all', 'modify'));
create domain core.side as text constraint side_known check (value in ('buy', 'sell'));
create domain core.order_type as text constraint order_type_known check
    (value in ('PROTECTED', 'LIMIT', 'MARKET'));
create domain core.time_in_force as text constraint time_in_force_known check
    (value in ('day', 'ioc'));
create domain core.exit_state as text constraint exit_state_known check (value in
    ('waiting_approval', 'waiting_cancels', 'queued', 'placed', 'failed', 'withdrawn'));
create domain core.order_status as text constraint order_status_known check (value in (
    'pending_approval', 'queued', 'sent', 'acknowledged', 'partially_filled', 'filled',
    'replace_pending', 'cancel_pending', 'cancelled', 'rejected', 'expired', 'unknown'));
create domain core.request_kind as text constraint request_kind_known check
    (value in ('new', 'cancel', 'replace', 'status', 'mass_status', 'mass_cancel'));
create domain core.request_state as text constraint request_state_known check
    (value in ('queued', 'sent', 'answered', 'expired', 'withdrawn'));

create table core.instructions (
    instruction_id bigint generated always as identity primary key,
    call_id uuid not null,
    person_id bigint not null,
    kind core.instruction_kind not null,
    details jsonb not null,
    given_at timestamptz not null default now(),
    -- Given in a call to the person of the call. From here down to the order one foreign key a row
    -- says what belongs together, so that an order cannot name somebody else's call.
    foreign key (call_id, person_id) references core.calls (call_id, person_id),
    constraint instructions_of_a_call unique (call_id, instruction_id, person_id)
);

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
    constraint approvals_state_known check
        (state in ('waiting', 'approved', 'rejected', 'expired', 'withdrawn')),
    constraint approvals_action_known check (action in (
        'site_activate', 'site_return', 'site_standby', 'square_off', 'square_off_all',
        'site_drill', 'site_acknowledge', 'site_skip',
        'promote_fill', 'assign_trade', 'settle_order', 'contact_change',
        'manual_trade', 'setting_change')),
    constraint approvals_two_people check (decided_by <> requested_by)
);
create unique index approvals_one_waiting_an_action on core.approvals (action)
    where state = 'waiting' and action like 'site%';

create table core.idempotency_keys (
    -- Who asks, identified in the same transaction; a foreign key would lock the person's row at
    -- each of their requests.
    person_id bigint not null,
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
    file_at timestamptz,
    busted_at timestamptz,
    corrected_at timestamptz,
    -- The exchange's ExecID on the drop copy: what a bust or correction refers to.
    exec_id text,
    -- Whether the position counts it; a trade without a known client or product waits for a person.
    applied boolean not null,
    created_at timestamptz not null default now(),
    constraint trades_identity unique (exchange, segment, trade_date, trade_number, side),
    constraint trades_side_known check (side in ('buy', 'sell')),
    constraint trades_quantity_positive check (quantity > 0),
    constraint trades_price_not_negative check (price >= 0 and price < 'NaN'),
    constraint trades_authoritative check
        (primary_at is not null or drop_copy_at is not null or manual_at is not null
            or file_at is not null),
    constraint trades_applied_to_a_position check (not applied or position_id is not null),
    constraint trades_assigned_whole check
        (position_id is null or (user_id is not null and instrument_id is not null and product is not null))
);
create index trades_position on core.trades (position_id);
create index trades_user on core.trades (user_id, trade_id);
create index trades_exchange_order_id on core.trades (exchange_order_id)
    where exchange_order_id is not null;
create index trades_unassigned on core.trades (trade_id) where position_id is null;
create index trades_exec_id on core.trades (exec_id) where exec_id is not null;

-- What the exchange took back or corrected, and what it was before.
create table core.trade_changes (
    trade_change_id bigint generated always as identity primary key,
    trade_id bigint not null references core.trades,
    kind text not null,
    source text not null,
    exec_id text,
    quantity_before bigint not null,
    price_before numeric(18, 4) not null,
    quantity_after bigint not null,
    price_after numeric(18, 4) not null,
    at timestamptz not null default now(),
    constraint trade_changes_kind_known check (kind in ('bust', 'correction')),
    constraint trade_changes_source_known check (source in ('drop_copy', 'response', 'primary'))
);
create index trade_changes_trade on core.trade_changes (trade_id);

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
    account text,
    exec_id text
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
    details jsonb,
    -- What a replacement or restatement made of the order; null = as it was.
    quantity bigint,
    limit_price numeric(18, 4),
    cl_ord_id text
);

create sequence core.cl_ord_id_sequence;

-- Square-offs of several positions in one instruction.
create table core.batches (
    batch_id bigint generated always as identity primary key,
    call_id uuid not null references core.calls,
    user_id bigint not null,
    person_id bigint not null references auth.ops_team,
    instruction_id bigint not null references core.instructions,
    approval_id bigint references core.approvals,
    scope jsonb not null,
    state text not null default 'running',
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    constraint batches_state_known check
        (state in ('waiting_approval', 'running', 'done', 'rejected')),
    constraint batches_finished_when_over check
        ((finished_at is not null) = (state in ('done', 'rejected')))
);
create index batches_call on core.batches (call_id);
create index batches_user on core.batches (user_id, batch_id);
create index batches_running on core.batches (batch_id) where state = 'running';

-- The parent order: what is to be closed. Its children are the orders that go to the exchange.
create table core.exits (
    exit_id bigint generated always as identity primary key,
    batch_id bigint references core.batches,
    call_id uuid not null,
    user_id bigint not null,
    person_id bigint not null,
    instruction_id bigint not null,
    approval_id bigint references core.approvals,
    position_id bigint not null references core.positions,
    quantity bigint,
    percent numeric(9, 4),
    order_type core.order_type not null,
    limit_price numeric(18, 4),
    -- Another exchange to close on, the instrument found by ISIN; null = the position's own.
    exchange text,
    cancel_pending boolean not null default false,
    state core.exit_state not null,
    -- From when the desk's clock takes it up; null = it waits for an event, or is over.
    due_at timestamptz,
    problem jsonb,
    warnings jsonb,
    request_id text,
    created_at timestamptz not null default now(),
    placed_at timestamptz,
    foreign key (call_id, instruction_id, person_id)
        references core.instructions (call_id, instruction_id, person_id),
    constraint exits_of_an_instruction
        unique (exit_id, position_id, instruction_id, call_id, person_id),
    constraint exits_problem_when_failed check ((problem is not null) = (state = 'failed')),
    constraint exits_placed_when_placed check ((placed_at is not null) = (state = 'placed'))
) with (fillfactor = 70);
create index exits_batch on core.exits (batch_id) where batch_id is not null;
create index exits_due on core.exits (due_at) where due_at is not null;
create index exits_waiting on core.exits (position_id)
    where state in ('waiting_approval', 'waiting_cancels', 'queued');

create table core.orders (
    -- Far from the primary's own numbers: a person who reads an id out means one order.
    order_id bigint generated always as identity (start with 1000000000001) primary key,
    position_id bigint not null,
    user_id bigint not null,
    instrument_id bigint not null,
    product text not null,
    side core.side not null,
    order_type core.order_type not null,
    quantity bigint not null,
    limit_price numeric(18, 4),
    time_in_force core.time_in_force not null default 'day',
    -- A row of core.order_statuses, by its type: a foreign key would lock that row at each change,
    -- and every order's changes would meet there.
    status core.order_status not null default 'queued',
    cumulative_quantity bigint not null default 0,
    leaves_quantity bigint not null,
    average_price numeric(18, 4),
    -- What of cumulative_quantity the drop copy or the primary has confirmed into core.trades.
    confirmed_quantity bigint not null default 0,
    cl_ord_id text not null,
    exchange_order_id text,
    session_name text not null,
    call_id uuid not null,
    instruction_id bigint not null,
    person_id bigint not null,
    slice smallint not null default 1,
    exit_id bigint not null,
    -- Where the trades of an exit on another exchange count; null = in position_id itself.
    leg_position_id bigint references core.positions,
    -- ClOrdID by which the exchange knows the order now: the last accepted replacement's.
    current_cl_ord_id text not null,
    -- Quantity asked for by a replacement that is on its way; null = none.
    replacing_quantity bigint,
    chases smallint not null default 0,
    -- When the desk's clock prices it again; null = never.
    chase_at timestamptz,
    request_id text,
    reason text,
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    updated_at timestamptz not null default now(),
    -- An order is its parent's: of the same position, instruction, call and person.
    foreign key (exit_id, position_id, instruction_id, call_id, person_id)
        references core.exits (exit_id, position_id, instruction_id, call_id, person_id),
    constraint orders_cl_ord_id_key unique (cl_ord_id),
    constraint orders_price_when_limit check ((order_type = 'MARKET') = (limit_price is null)),
    constraint orders_quantity_positive check (quantity > 0),
    constraint orders_quantities_add_up check (
        cumulative_quantity >= 0 and leaves_quantity >= 0
        and confirmed_quantity >= 0
        and cumulative_quantity + leaves_quantity
            <= greatest(quantity, coalesce(replacing_quantity, 0))),
    constraint orders_replacing_positive check (replacing_quantity > 0)
) with (fillfactor = 70);
-- Whole: a position is one day's and has few orders, while a predicate on what is confirmed would
-- make each confirmation write all the indexes (no heap-only update).
create index orders_position on core.orders (position_id);
create index orders_live_by_session on core.orders (session_name, order_id)
    where leaves_quantity > 0;
create index orders_user on core.orders (user_id, order_id);
create index orders_exchange_order_id on core.orders (exchange_order_id);
create index orders_call on core.orders (call_id);
create index orders_exit on core.orders (exit_id);
create index orders_leg on core.orders (leg_position_id) where leg_position_id is not null;
create index orders_chase on core.orders (chase_at) where chase_at is not null;

alter table core.trades
    add constraint trades_order foreign key (order_id) references core.orders;
create index trades_order on core.trades (order_id) where order_id is not null;

-- Each message to the exchange: new, cancel, replace, status of an order of ours, a cancel of an
-- order that the primary had placed, a question or cancel about all of a session's orders. One row,
-- one ClOrdID, sent once.
create table core.order_requests (
    order_request_id bigint generated always as identity primary key,
    order_id bigint references core.orders,
    book_order_id bigint,
    kind core.request_kind not null,
    quantity bigint,
    limit_price numeric(18, 4),
    -- A whole message body made by the caller, for requests about no order; else null.
    body text,
    cl_ord_id text not null,
    orig_cl_ord_id text,
    session_name text not null,
    state core.request_state not null default 'queued',
    incarnation integer,
    sequence bigint,
    queued_at timestamptz not null default now(),
    sent_at timestamptz,
    answered_at timestamptz,
    answer text,
    request_id text default nullif(current_setting('irra.request_id', true), ''),
    constraint order_requests_about_one_thing check
        (num_nonnulls(order_id, book_order_id, body) = 1 or
            (kind in ('mass_status', 'mass_cancel')
                and num_nonnulls(order_id, book_order_id, body) = 0)),
    constraint order_requests_replace_whole check
        ((kind = 'replace') = (quantity is not null)),
    constraint order_requests_numbered_when_sent
        check ((sequence is null) = (state in ('queued', 'withdrawn'))),
    constraint order_requests_one_number unique (session_name, incarnation, sequence)
) with (fillfactor = 70);
-- A status request repeats the order's own ClOrdID; every other message has one of its own.
create unique index order_requests_cl_ord_id_key on core.order_requests (cl_ord_id)
    where kind <> 'status';
create index order_requests_order on core.order_requests (order_id);
create index order_requests_book_order on core.order_requests (book_order_id)
    where book_order_id is not null;
create index order_requests_unanswered on core.order_requests (session_name, order_request_id)
    where state = 'sent';

-- What the exchange told us about orders that the primary had placed, ahead of replication: the
-- primary's own row (book.orders) is never written here.
create table core.primary_orders (
    book_order_id bigint primary key,
    user_id bigint not null,
    status text not null,
    cumulative_quantity bigint not null default 0,
    -- False once the exchange said that nothing of it can trade any more.
    is_live boolean not null default true,
    exchange_order_id text,
    reason text,
    cancel_requested_at timestamptz,
    -- Two people said what became of it; what the exchange tells later stands before it.
    settled_approval_id bigint references core.approvals,
    updated_at timestamptz not null default now(),
    constraint primary_orders_status_known check (status in
        ('open', 'cancel_pending', 'cancelled', 'filled', 'rejected', 'expired', 'unknown'))
) with (fillfactor = 70);

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
    constraint temp_trades_quantity_positive check (quantity > 0),
    constraint temp_trades_price_not_negative check (price >= 0 and price < 'NaN')
);
create index temp_trades_order on core.temp_trades (order_id);
create index temp_trades_provisional on core.temp_trades (received_at) where state = 'provisional';

-- Every bust and correction that an exchange told, as it was told and once, whether or not the trade
-- it is about has come yet: a trade is what its fill and all its notices together make of it.
create table core.trade_notices (
    trade_notice_id bigint generated always as identity primary key,
    session_name text not null,
    source text not null,
    kind text not null,
    trade_date date not null,
    exec_id text not null,
    exec_ref_id text,
    exchange text not null,
    segment text,
    side text,
    trade_number text,
    quantity bigint,
    price numeric(18, 4),
    leaves_quantity bigint,
    order_id bigint references core.orders,
    -- The trade or provisional fill it is about; null = it has not come yet.
    trade_id bigint references core.trades,
    temp_trade_id bigint,
    received_at timestamptz not null default now(),
    settled_at timestamptz,
    -- What an exchange calls its notices is its own affair: this, none of them can say.
    ends_drill boolean not null default false,
    constraint trade_notices_once unique (session_name, trade_date, exec_id, ends_drill),
    constraint trade_notices_source_known check (source in ('drop_copy', 'response')),
    constraint trade_notices_kind_known check (kind in ('bust', 'correction')),
    constraint trade_notices_refers_to_a_trade check
        (exec_ref_id is not null or trade_number is not null),
    constraint trade_notices_correction_whole check (
        kind = 'bust' or (quantity is not null and price is not null)),
    constraint trade_notices_quantity_positive check (quantity > 0),
    constraint trade_notices_price_not_negative check (price >= 0 and price < 'NaN')
);
create index trade_notices_order on core.trade_notices (order_id) where order_id is not null;
create index trade_notices_waiting on core.trade_notices (trade_notice_id)
    where trade_id is null and temp_trade_id is null;
create index trade_notices_trade on core.trade_notices (trade_id) where trade_id is not null;
create index trade_notices_temp_trade on core.trade_notices (temp_trade_id)
    where temp_trade_id is not null;

-- Purges that a person declared because an exchange had lost its book.
create table core.purges (
    purge_id bigint generated always as identity primary key,
    session_name text not null,
    reason text not null,
    last_trade_number text,
    purged_by bigint not null references auth.ops_team,
    purged_at timestamptz not null default now(),
    order_ids bigint[] not null
);

-- Pauses and kill switches; a row without lifted_at is in force.
create table core.controls (
    control_id bigint generated always as identity primary key,
    scope text not null,
    subject text not null,
    kind text not null,
    reason text not null,
    set_by bigint not null references auth.ops_team,
    set_at timestamptz not null default now(),
    lifted_by bigint references auth.ops_team,
    lifted_at timestamptz,
    constraint controls_scope_known check (scope in ('desk', 'segment', 'session', 'person')),
    constraint controls_kind_known check (kind in ('pause', 'kill')),
    constraint controls_lifted_by_somebody check ((lifted_by is null) = (lifted_at is null))
);
create unique index controls_in_force on core.controls (scope, subject) where lifted_at is null;

create table core.holidays (
    exchange text not null,
    segment text not null,
    holiday date not null,
    description text not null,
    primary key (exchange, segment, holiday)
);

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
    resolved_by bigint references auth.ops_team,
    resolution text,
    acknowledged_at timestamptz,
    acknowledged_by bigint references auth.ops_team,
    escalated_at timestamptz,
    constraint alerts_acknowledged_by_somebody
        check ((acknowledged_at is null) = (acknowledged_by is null)),
    constraint alerts_resolved_with_words check ((resolved_by is null) = (resolution is null)),
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
alter table core.trade_changes enable row level security;
alter table core.trade_changes force row level security;
alter table core.batches enable row level security;
alter table core.batches force row level security;
alter table core.exits enable row level security;
alter table core.exits force row level security;
alter table core.primary_orders enable row level security;
alter table core.primary_orders force row level security;
alter table core.controls enable row level security;
alter table core.controls force row level security;
alter table core.holidays enable row level security;
alter table core.holidays force row level security;
alter table core.trade_notices enable row level security;
alter table core.trade_notices force row level security;
alter table core.purges enable row level security;
alter table core.purges force row level security;

-- What everything is -----------------------------------------------------------------------------
comment on table core.settings is
    'Figures that an operator may change without a release; audit.log keeps each change';
comment on column core.settings.name is 'What the logic asks for';
comment on column core.settings.value is 'As text; its unit says what it has to be';
comment on column core.settings.unit is 'Unit of the value';
comment on column core.settings.description is 'What it decides';
comment on column core.settings.changed_at is 'When the value was set';

comment on table core.site is 'The one row that says what mode the desk is in';
comment on column core.site.site_id is 'Always 1';
comment on column core.site.mode is
    'standby, active, returning or drill; orders are made in active and drill only';
comment on column core.site.mode_since is 'When the mode began';

comment on table core.site_mode_transitions is 'Changes of mode that are possible at all';
comment on column core.site_mode_transitions.from_mode is 'Mode before';
comment on column core.site_mode_transitions.to_mode is 'Mode after';

comment on table core.site_changes is 'Every change of mode';
comment on column core.site_changes.site_change_id is 'Order of changes';
comment on column core.site_changes.from_mode is 'Mode before';
comment on column core.site_changes.to_mode is 'Mode after';
comment on column core.site_changes.reason is 'Why, in the requester''s words';
comment on column core.site_changes.requested_by is 'First person';
comment on column core.site_changes.approved_by is 'Second person';
comment on column core.site_changes.changed_at is 'When';
comment on column core.site_changes.checks is
    'What was checked when the second person agreed, and what was found';
comment on column core.site_changes.last_request_id is
    'The highest order_request_id before the change; null = none yet';

comment on table core.error_codes is
    'Every code that the desk answers with; docs are generated from it';
comment on column core.error_codes.code is 'SQLSTATE';
comment on column core.error_codes.title is 'Constant message';
comment on column core.error_codes.http_status is 'Status of the HTTP answer';

comment on table core.calls is 'Verified telephone calls: what gives an agent access to a client';
comment on column core.calls.call_id is 'Public name of the call; every order names it';
comment on column core.calls.user_id is 'The client, of book.users';
comment on column core.calls.person_id is 'The agent';
comment on column core.calls.session_id is 'The log-in that opened it';
comment on column core.calls.caller_number is 'Number the caller rang from';
comment on column core.calls.recording_ref is 'Where the recording is';
comment on column core.calls.opened_at is 'When the caller was verified';
comment on column core.calls.expires_at is 'When access ends by itself';
comment on column core.calls.closed_at is 'When access ended; null = open unless expired';

comment on table core.call_attempts is 'Every attempt to verify a caller';
comment on column core.call_attempts.call_attempt_id is 'Order of attempts';
comment on column core.call_attempts.at is 'When';
comment on column core.call_attempts.person_id is 'The agent';
comment on column core.call_attempts.user_id is
    'The client whose broker id was given; null when there is none';
comment on column core.call_attempts.broker_id is 'As it was given';
comment on column core.call_attempts.caller_number is 'Number the caller rang from';
comment on column core.call_attempts.recording_ref is 'Where the recording is';
comment on column core.call_attempts.outcome is
    'What it came to; the answer never says which field was wrong';

comment on table core.instructions is 'What a client told an agent to do, within a call';
comment on column core.instructions.instruction_id is 'Order of instructions';
comment on column core.instructions.call_id is 'The call it was given in';
comment on column core.instructions.person_id is 'The agent who took it';
comment on column core.instructions.kind is
    'square_off, square_off_all, cancel, cancel_all or modify';
comment on column core.instructions.details is 'The instruction as it was entered';
comment on column core.instructions.given_at is 'When';

comment on table core.approvals is 'Requests that a second person has to approve';
comment on column core.approvals.approval_id is 'Order of requests';
comment on column core.approvals.action is 'What will be done';
comment on column core.approvals.payload is
    'Exactly what the second person is shown and what will be done; never changes';
comment on column core.approvals.reason is 'Why, in the requester''s words';
comment on column core.approvals.state is
    'waiting, approved, rejected, withdrawn with its orders, or expired: too late or outdated';
comment on column core.approvals.requested_by is 'First person';
comment on column core.approvals.requested_at is 'When it was asked for';
comment on column core.approvals.expires_at is 'When it can no longer be approved';
comment on column core.approvals.decided_by is 'Second person; never the first';
comment on column core.approvals.decided_at is 'When it was approved, rejected or withdrawn';
comment on column core.approvals.decision_reason is 'Why it was rejected or withdrawn';

comment on table core.idempotency_keys is
    'Requests that were made, so that the same key does nothing twice';
comment on column core.idempotency_keys.person_id is 'Whose key it is';
comment on column core.idempotency_keys.idempotency_key is 'As the client sent it';
comment on column core.idempotency_keys.function_name is 'What was asked for';
comment on column core.idempotency_keys.request_hash is
    'SHA-256 of the request; another request with the key is refused';
comment on column core.idempotency_keys.response is 'What was answered, and will be again';
comment on column core.idempotency_keys.created_at is 'When it was first used';

comment on table core.positions is
    'Running figures of a client''s position; ops.position_breaks recomputes them';
comment on column core.positions.position_id is 'What a square-off names';
comment on column core.positions.trade_date is 'Business day';
comment on column core.positions.user_id is 'Of book.users';
comment on column core.positions.instrument_id is 'Of book.instruments';
comment on column core.positions.product is 'CNC, MIS or NRML';
comment on column core.positions.overnight_quantity is
    'Units carried into the day; negative is short';
comment on column core.positions.overnight_price is 'Rupees; average price of the overnight part';
comment on column core.positions.buy_quantity is 'Units bought today';
comment on column core.positions.buy_value is
    'Rupees of those, quantity times price, without the multiplier';
comment on column core.positions.sell_quantity is 'Units sold today';
comment on column core.positions.sell_value is
    'Rupees of those, quantity times price, without the multiplier';
comment on column core.positions.net_quantity is 'Units held now; negative is short';
comment on column core.positions.updated_at is 'When a figure changed last';

comment on table core.trades is
    'The set of trades: each trade of the exchange once, whoever reported it';
comment on column core.trades.trade_id is 'Order in which trades became known';
comment on column core.trades.exchange is 'NSE or BSE; part of the trade''s identity';
comment on column core.trades.segment is 'CM or FO; part of the trade''s identity';
comment on column core.trades.trade_date is 'Business day; part of the trade''s identity';
comment on column core.trades.trade_number is
    'The exchange''s number; part of the trade''s identity';
comment on column core.trades.side is 'buy or sell; part of the trade''s identity';
comment on column core.trades.quantity is 'Units';
comment on column core.trades.price is 'Rupees';
comment on column core.trades.executed_at is 'When the exchange traded';
comment on column core.trades.user_id is 'The client; null while nobody knows';
comment on column core.trades.instrument_id is 'Of book.instruments; null while nobody knows';
comment on column core.trades.product is 'CNC, MIS or NRML; null while nobody knows';
comment on column core.trades.position_id is 'The position it counts in; null while nobody knows';
comment on column core.trades.order_id is 'Our order; null for trades of other orders';
comment on column core.trades.exchange_order_id is
    'The exchange''s order number; null when unknown';
comment on column core.trades.account is 'Client account as the drop copy told it';
comment on column core.trades.primary_at is 'When replication brought it; null = not yet';
comment on column core.trades.response_at is 'When our order session told of it; null = not';
comment on column core.trades.drop_copy_at is 'When the drop copy brought it; null = not yet';
comment on column core.trades.manual_at is 'When two people entered it; null = not';
comment on column core.trades.file_at is
    'When the exchange''s end-of-day file brought it; null = not';
comment on column core.trades.busted_at is 'When the exchange took it back; null = it stands';
comment on column core.trades.applied is 'Whether the position counts it';
comment on column core.trades.created_at is 'When it became known here';

comment on table core.order_statuses is 'States that an order can be in';
comment on column core.order_statuses.status is 'Name of the state';
comment on column core.order_statuses.is_live is 'Whether the order may still trade';
comment on column core.order_statuses.description is 'What the state means';

comment on table core.order_transitions is
    'Which event leads from which state to which; what is not here cannot happen';
comment on column core.order_transitions.from_status is 'State before';
comment on column core.order_transitions.event is 'What happens';
comment on column core.order_transitions.to_status is 'State after';

comment on table core.orders is 'The desk''s own orders: exits only';
comment on column core.orders.order_id is 'The desk''s id';
comment on column core.orders.position_id is 'The position that it closes';
comment on column core.orders.user_id is 'The client';
comment on column core.orders.instrument_id is 'Of book.instruments';
comment on column core.orders.product is 'The position''s product';
comment on column core.orders.side is 'buy or sell, opposite to the position';
comment on column core.orders.order_type is 'PROTECTED (a limit the desk reckons), LIMIT or MARKET';
comment on column core.orders.quantity is 'Units';
comment on column core.orders.limit_price is 'Rupees; null for MARKET';
comment on column core.orders.time_in_force is 'day or ioc';
comment on column core.orders.status is 'Of core.order_statuses';
comment on column core.orders.cumulative_quantity is 'Units traded, as our order session told';
comment on column core.orders.leaves_quantity is 'Units that may still trade';
comment on column core.orders.average_price is 'Rupees; of what has traded';
comment on column core.orders.confirmed_quantity is 'Units of it that core.trades holds';
comment on column core.orders.cl_ord_id is 'FIX ClOrdID of the order';
comment on column core.orders.exchange_order_id is 'The exchange''s number; null until it answers';
comment on column core.orders.session_name is 'FIX session that it goes out by';
comment on column core.orders.call_id is 'The call that it was asked for in';
comment on column core.orders.instruction_id is 'The instruction that it carries out';
comment on column core.orders.person_id is 'The agent who placed it';
comment on column core.orders.slice is 'Which part of a sliced instruction, from 1';
comment on column core.orders.request_id is 'The HTTP request that made it';
comment on column core.orders.reason is
    'Why it was rejected, cancelled or expired, in the exchange''s or the desk''s words';
comment on column core.orders.created_at is 'When it was decided';
comment on column core.orders.sent_at is 'When it was numbered for the wire; null = not sent';
comment on column core.orders.updated_at is 'When a figure changed last';

comment on table core.order_requests is
    'Messages to the exchange about an order; each goes out once';
comment on column core.order_requests.order_request_id is 'Order of requests';
comment on column core.order_requests.order_id is
    'Of core.orders; null for the primary''s orders, mass requests and conformance';
comment on column core.order_requests.kind is
    'new, cancel, replace, status, mass_status or mass_cancel';
comment on column core.order_requests.cl_ord_id is
    'FIX ClOrdID of this message; of a status question the order''s own';
comment on column core.order_requests.orig_cl_ord_id is 'ClOrdID of the order that it is about';
comment on column core.order_requests.session_name is 'FIX session that it goes out by';
comment on column core.order_requests.state is 'queued, sent, answered, expired or withdrawn';
comment on column core.order_requests.incarnation is 'Of the session when it was numbered';
comment on column core.order_requests.sequence is
    'FIX sequence number it was given; null = not sent';
comment on column core.order_requests.queued_at is 'When it was asked for';
comment on column core.order_requests.sent_at is 'When it was numbered';
comment on column core.order_requests.answered_at is 'When the exchange answered';
comment on column core.order_requests.answer is 'What the exchange answered';
comment on column core.order_requests.request_id is
    'The HTTP request that asked for it; null = the desk by itself';

comment on table core.order_events is
    'What happened to an order, in the order in which it happened';
comment on column core.order_events.order_event_id is 'Order of events';
comment on column core.order_events.order_id is 'Of core.orders';
comment on column core.order_events.event is
    'What happened: placed, or as it was told, before core.order_transitions names it';
comment on column core.order_events.from_status is 'State before; null when the order was made';
comment on column core.order_events.to_status is 'State after';
comment on column core.order_events.cumulative_quantity is 'Units traded after the event';
comment on column core.order_events.leaves_quantity is
    'Units that could still trade after the event';
comment on column core.order_events.details is 'Facts of the event';
comment on column core.order_events.at is 'When';

comment on table core.temp_trades is
    'Fills as our order session told them: provisional, never moving a position';
comment on column core.temp_trades.temp_trade_id is 'Order of arrival';
comment on column core.temp_trades.session_name is 'FIX session that told';
comment on column core.temp_trades.exec_id is 'The exchange''s execution id';
comment on column core.temp_trades.order_id is 'Of core.orders';
comment on column core.temp_trades.exchange is 'NSE or BSE';
comment on column core.temp_trades.segment is 'CM or FO';
comment on column core.temp_trades.trade_date is 'Business day';
comment on column core.temp_trades.trade_number is 'The exchange''s number';
comment on column core.temp_trades.side is 'buy or sell';
comment on column core.temp_trades.quantity is 'Units';
comment on column core.temp_trades.price is 'Rupees';
comment on column core.temp_trades.executed_at is 'When the exchange traded';
comment on column core.temp_trades.received_at is 'When it was told to us';
comment on column core.temp_trades.state is 'provisional, confirmed or busted';
comment on column core.temp_trades.confirmed_at is 'When the drop copy or the primary confirmed it';

comment on table core.alerts is 'Faults for a person, one open row for each kind and subject';
comment on column core.alerts.alert_id is 'Order of alerts';
comment on column core.alerts.kind is 'What is wrong';
comment on column core.alerts.severity is 'info, warning or critical';
comment on column core.alerts.subject is 'With what';
comment on column core.alerts.details is 'Facts of the last occurrence';
comment on column core.alerts.raised_at is 'When it was first seen';
comment on column core.alerts.occurrences is 'How often since';
comment on column core.alerts.last_at is 'When it was seen last';
comment on column core.alerts.resolved_at is 'When it was over; null = open';
comment on column core.alerts.resolved_by is 'Who settled it; null = open, or over by itself';
comment on column core.alerts.resolution is 'What they did about it, in words';
comment on column core.alerts.acknowledged_at is 'When somebody said that they look after it';
comment on column core.alerts.acknowledged_by is 'Who looks after it';
comment on column core.alerts.escalated_at is 'When it was told again, because nobody did';

comment on table core.workers is 'Worker processes and when each was last seen';
comment on column core.workers.worker_name is 'Name of the worker';
comment on column core.workers.kind is 'gateway, front, notifier, monitor or sync';
comment on column core.workers.process_id is 'Of the operating system';
comment on column core.workers.version is 'Of the program';
comment on column core.workers.started_at is 'When this process was first seen';
comment on column core.workers.last_seen_at is 'When it was last seen';

comment on column core.trades.corrected_at is
    'When the exchange corrected quantity or price; null = never';
comment on column core.trades.exec_id is
    'ExecID on the drop copy; null when another source told the trade';

comment on table core.trade_changes is
    'Trades that the exchange took back or corrected, with what they were before';
comment on column core.trade_changes.trade_change_id is 'Order of changes';
comment on column core.trade_changes.trade_id is 'Of core.trades';
comment on column core.trade_changes.kind is 'bust or correction';
comment on column core.trade_changes.source is 'Who told first: drop_copy, response or primary';
comment on column core.trade_changes.exec_id is 'ExecID of the message that told it';
comment on column core.trade_changes.quantity_before is 'Units before';
comment on column core.trade_changes.price_before is 'Rupees before';
comment on column core.trade_changes.quantity_after is 'Units after; 0 after a bust';
comment on column core.trade_changes.price_after is 'Rupees after';
comment on column core.trade_changes.at is 'When it was applied';

comment on table core.batches is
    'Square-offs of several positions in one instruction, closed one by one';
comment on column core.batches.batch_id is 'Order of batches';
comment on column core.batches.call_id is 'The call that it was asked for in';
comment on column core.batches.user_id is 'The client';
comment on column core.batches.person_id is 'The agent';
comment on column core.batches.instruction_id is 'The instruction that it carries out';
comment on column core.batches.approval_id is
    'The second person''s decision; null = none was needed';
comment on column core.batches.scope is
    'What was asked for: segment, product, underlying, order type';
comment on column core.batches.state is 'waiting_approval, running, done or rejected';
comment on column core.batches.created_at is 'When it was asked for';
comment on column core.batches.finished_at is 'When its last exit was placed or failed';

comment on table core.exits is
    'Parent orders: what is to be closed; the orders of core.orders are their children';
comment on column core.exits.exit_id is 'Order of exits';
comment on column core.exits.batch_id is
    'The batch that it is part of; null = asked for by itself';
comment on column core.exits.call_id is 'The call that it was asked for in';
comment on column core.exits.user_id is 'The client';
comment on column core.exits.person_id is 'The agent';
comment on column core.exits.instruction_id is 'The instruction that it carries out';
comment on column core.exits.approval_id is
    'The second person''s decision; null = none was needed';
comment on column core.exits.position_id is 'The position to close';
comment on column core.exits.quantity is 'Units to close; null = by percent, or all';
comment on column core.exits.percent is
    'Percent of the whole position; null = by quantity, or all';
comment on column core.exits.order_type is 'PROTECTED, LIMIT or MARKET';
comment on column core.exits.limit_price is 'Rupees, for LIMIT';
comment on column core.exits.exchange is
    'Another exchange to close on; null = the position''s own';
comment on column core.exits.cancel_pending is
    'Whether the client''s pending exits are cancelled first';
comment on column core.exits.state is
    'waiting_approval, waiting_cancels, queued, placed, failed or withdrawn';
comment on column core.exits.due_at is 'When the desk''s clock takes it up; null = not by time';
comment on column core.exits.problem is 'Why it failed: code, title, detail';
comment on column core.exits.warnings is 'What was said but did not stop it';
comment on column core.exits.request_id is 'The HTTP request that made it';
comment on column core.exits.created_at is 'When it was asked for';
comment on column core.exits.placed_at is 'When its orders were made';

comment on column core.orders.exit_id is 'The parent order, of core.exits';
comment on column core.orders.leg_position_id is
    'Position in which its trades count when it closes on another exchange';
comment on column core.orders.current_cl_ord_id is
    'ClOrdID that the exchange knows it by now; changes when it is replaced';
comment on column core.orders.replacing_quantity is
    'Units asked for by a replacement on its way; null = none';
comment on column core.orders.chases is 'How often the desk has priced it again by itself';
comment on column core.orders.chase_at is 'When the desk prices it again; null = not';

comment on column core.order_requests.book_order_id is
    'Of book.orders, for a cancel of an order that the primary placed';
comment on column core.order_requests.quantity is 'Units, of a replacement';
comment on column core.order_requests.limit_price is 'Rupees, of a replacement';
comment on column core.order_requests.body is
    'Fields of a message that is about no order; null otherwise';

comment on table core.primary_orders is
    'What the exchange told of the primary''s orders, ahead of replication';
comment on column core.primary_orders.book_order_id is 'Of book.orders';
comment on column core.primary_orders.user_id is 'The client';
comment on column core.primary_orders.status is
    'What the exchange last told of it, or cancel_pending';
comment on column core.primary_orders.cumulative_quantity is
    'Units that the exchange has told as traded';
comment on column core.primary_orders.is_live is 'Whether any of it can still trade';
comment on column core.primary_orders.exchange_order_id is 'The exchange''s number';
comment on column core.primary_orders.reason is 'In the exchange''s words';
comment on column core.primary_orders.cancel_requested_at is 'When the desk asked for its cancel';
comment on column core.primary_orders.settled_approval_id is
    'By which request two people settled it; null unless they did and nothing was told since';
comment on column core.primary_orders.updated_at is 'When this was told';

comment on table core.controls is
    'Pauses and kill switches';
comment on column core.controls.control_id is 'Order of controls';
comment on column core.controls.scope is 'desk, segment, session or person';
comment on column core.controls.subject is
    'Which: NSE-FO, a session''s name, a username; * for the desk';
comment on column core.controls.kind is
    'pause (nothing new leaves) or kill (live orders are cancelled, too)';
comment on column core.controls.reason is 'Why, in words';
comment on column core.controls.set_by is 'Who set it';
comment on column core.controls.set_at is 'When';
comment on column core.controls.lifted_by is 'Who lifted it';
comment on column core.controls.lifted_at is 'When; null = in force';

comment on table core.holidays is
    'Days on which an exchange''s segment does not trade';
comment on column core.holidays.exchange is 'NSE or BSE';
comment on column core.holidays.segment is 'CM or FO';
comment on column core.holidays.holiday is 'Day without trading';
comment on column core.holidays.description is 'Why';

comment on table core.trade_notices is
    'Busts and corrections as an exchange told them, each once';
comment on column core.trade_notices.trade_notice_id is 'Order of arrival';
comment on column core.trade_notices.session_name is 'FIX session that told it';
comment on column core.trade_notices.source is
    'drop_copy: it changes the trade; response: it changes the provisional fill';
comment on column core.trade_notices.kind is 'bust or correction';
comment on column core.trade_notices.trade_date is 'The exchange''s trade date, else the desk''s day';
comment on column core.trade_notices.exec_id is 'ExecID (tag 17) of the notice itself';
comment on column core.trade_notices.exec_ref_id is
    'ExecID of the fill or of the correction that it changes (tag 19)';
comment on column core.trade_notices.exchange is 'Of the trade';
comment on column core.trade_notices.segment is 'Of the session; null = it serves all';
comment on column core.trade_notices.side is 'Of the trade; null = not told';
comment on column core.trade_notices.trade_number is
    'The exchange''s trade number (tag 1003); null = not told';
comment on column core.trade_notices.quantity is 'Corrected quantity, units';
comment on column core.trade_notices.price is 'Corrected price';
comment on column core.trade_notices.leaves_quantity is
    'What of the order the exchange still works then (tag 151); null = not told';
comment on column core.trade_notices.order_id is 'Order of ours; null = somebody else''s';
comment on column core.trade_notices.trade_id is
    'Trade that it changes; null = not told by the drop copy, or the trade has not come yet';
comment on column core.trade_notices.temp_trade_id is
    'Provisional fill that it changes; null = not told by an order session, or not come yet';
comment on column core.trade_notices.received_at is 'When';
comment on column core.trade_notices.settled_at is 'When its trade was made what it says';
comment on column core.trade_notices.ends_drill is
    'Made by the desk at the end of a drill for what was practised; no exchange has told it';

comment on table core.purges is 'Exchange purges: when an exchange had lost its book';
comment on column core.purges.purge_id is 'Order of purges';
comment on column core.purges.session_name is 'Of fix.sessions';
comment on column core.purges.reason is 'Why, in words';
comment on column core.purges.last_trade_number is
    'Last trade number that the exchange let stand; null = not published';
comment on column core.purges.purged_by is 'Person';
comment on column core.purges.purged_at is 'When';
comment on column core.purges.order_ids is 'Live orders that became unknown by it';

-- Who works for whom ------------------------------------------------------------------------------
-- What an agent or supervisor is limited to; somebody without a row is limited to nothing. Within a
-- row all of it has to fit, of several rows one.
create table core.person_scopes (
    scope_id bigint generated always as identity primary key,
    person_id bigint not null references auth.ops_team,
    exchange text,
    segment text,
    desk text,
    granted_by bigint not null references auth.ops_team,
    granted_at timestamptz not null default now(),
    constraint person_scopes_limit_something check (num_nonnulls(exchange, segment, desk) > 0),
    constraint person_scopes_once unique nulls not distinct (person_id, exchange, segment, desk)
);

create table core.client_desks (
    user_id bigint primary key,
    desk text not null,
    assigned_by bigint not null references auth.ops_team,
    assigned_at timestamptz not null default now()
);

alter table core.person_scopes enable row level security;
alter table core.person_scopes force row level security;
alter table core.client_desks enable row level security;
alter table core.client_desks force row level security;

comment on table core.person_scopes is
    'What an agent or supervisor is limited to; without a row, nothing limits them';
comment on column core.person_scopes.scope_id is 'Order of granting';
comment on column core.person_scopes.person_id is 'Of auth.ops_team';
comment on column core.person_scopes.exchange is 'NSE or BSE; null = any';
comment on column core.person_scopes.segment is 'CM, FO, CD or COM; null = any';
comment on column core.person_scopes.desk is
    'Clients of this desk (core.client_desks); null = of any desk or none';
comment on column core.person_scopes.granted_by is 'The admin who set it';
comment on column core.person_scopes.granted_at is 'When';

comment on table core.client_desks is 'Clients that belong to a desk of the broker';
comment on column core.client_desks.user_id is 'The client, of book.users';
comment on column core.client_desks.desk is 'Name of the desk';
comment on column core.client_desks.assigned_by is 'The admin who set it';
comment on column core.client_desks.assigned_at is 'When';

-- Calls that go from one agent to another; the client stays on the line.
create table core.handovers (
    handover_id bigint generated always as identity primary key,
    call_id uuid not null references core.calls,
    user_id bigint not null,
    to_person_id bigint not null references auth.ops_team,
    asked_by bigint not null references auth.ops_team,
    reason text not null,
    state text not null default 'asked',
    asked_at timestamptz not null default now(),
    expires_at timestamptz not null,
    decided_at timestamptz,
    new_call_id uuid references core.calls,
    constraint handovers_state_known check (state in ('asked', 'accepted', 'declined', 'replaced')),
    constraint handovers_new_call_when_accepted check
        ((new_call_id is not null) = (state = 'accepted'))
);
create unique index handovers_one_asked_a_call on core.handovers (call_id) where state = 'asked';
create index handovers_to on core.handovers (to_person_id) where state = 'asked';

alter table core.handovers enable row level security;
alter table core.handovers force row level security;

comment on column core.calls.otp_verified_at is
    'When the caller named the one-time code that was sent to them; null = not';
comment on column core.calls.handed_over_from is
    'The call that this one carries on, handed over; null = opened by a caller';

comment on table core.handovers is 'Open calls that an agent gives, or is made to give, to another';
comment on column core.handovers.handover_id is 'Order of asking';
comment on column core.handovers.call_id is 'The call that is given away; its orders stay with it';
comment on column core.handovers.user_id is 'The client';
comment on column core.handovers.to_person_id is 'Who is to carry on';
comment on column core.handovers.asked_by is 'The agent of the call, or a supervisor';
comment on column core.handovers.reason is 'Why, in words';
comment on column core.handovers.state is 'asked, accepted, declined or replaced by a later one';
comment on column core.handovers.asked_at is 'When it was asked for';
comment on column core.handovers.expires_at is 'Until when it can be accepted';
comment on column core.handovers.decided_at is 'When it was accepted, declined or replaced';
comment on column core.handovers.new_call_id is 'The call that carries on; null = not accepted';

-- Times by which a product has to be closed; the broker or exchange closes what is left.
create table core.cut_offs (
    exchange text not null,
    segment text not null,
    product text not null,
    cut_off_at time not null,
    primary key (exchange, segment, product),
    constraint cut_offs_product_known check (product in ('CNC', 'MIS', 'NRML'))
);

-- Callers whom nobody serves yet. Who they are is not known before they are verified: user_id is whose
-- broker id or telephone was named, for their place in the queue and for nothing else.
create table core.waiting_callers (
    caller_id bigint generated always as identity primary key,
    broker_id text,
    caller_number text not null,
    user_id bigint,
    state text not null default 'waiting',
    added_by bigint not null references auth.ops_team,
    waiting_since timestamptz not null default now(),
    taken_by bigint references auth.ops_team,
    taken_at timestamptz,
    call_id uuid references core.calls,
    ended_at timestamptz,
    end_reason text,
    constraint waiting_callers_state_known
        check (state in ('waiting', 'taken', 'served', 'gave_up')),
    constraint waiting_callers_taken_by_somebody check
        ((state <> 'taken' or taken_by is not null) and (taken_by is null) = (taken_at is null)),
    constraint waiting_callers_ended_when_over check
        ((ended_at is not null) = (state in ('served', 'gave_up')))
);
create index waiting_callers_waiting on core.waiting_callers (waiting_since)
    where state in ('waiting', 'taken');
create unique index waiting_callers_one_taken_a_person on core.waiting_callers (taken_by)
    where state = 'taken';
create unique index waiting_callers_once on core.waiting_callers (caller_number)
    where state in ('waiting', 'taken');

alter table core.cut_offs enable row level security;
alter table core.cut_offs force row level security;
alter table core.waiting_callers enable row level security;
alter table core.waiting_callers force row level security;

comment on table core.cut_offs is
    'Times of day, India, by which positions of a product have to be closed; a DBA edits them';
comment on column core.cut_offs.exchange is 'NSE or BSE';
comment on column core.cut_offs.segment is 'CM, FO, CD or COM';
comment on column core.cut_offs.product is 'MIS, as a rule: intraday';
comment on column core.cut_offs.cut_off_at is 'Time of day in India';

comment on table core.waiting_callers is
    'Callers in the queue, and what became of them: how long each waited is on record';
comment on column core.waiting_callers.caller_id is 'Order of calling';
comment on column core.waiting_callers.broker_id is 'What they said; null = they did not know';
comment on column core.waiting_callers.caller_number is 'Number that they call from';
comment on column core.waiting_callers.user_id is
    'Client whose broker id or telephone that is, unverified: for the place in the queue only';
comment on column core.waiting_callers.state is 'waiting, taken by an agent, served or gave_up';
comment on column core.waiting_callers.added_by is 'Who put them in the queue';
comment on column core.waiting_callers.waiting_since is 'When they began to wait';
comment on column core.waiting_callers.taken_by is 'The agent who speaks to them';
comment on column core.waiting_callers.taken_at is 'When';
comment on column core.waiting_callers.call_id is 'The call they were verified for; null = none';
comment on column core.waiting_callers.ended_at is 'When they were served or gave up';
comment on column core.waiting_callers.end_reason is 'Why they were given up, in words';

-- One-time codes sent to a caller's registered telephone and e-mail. The code itself is in the
-- message until that is sent, and nowhere else.
create table core.call_otps (
    call_otp_id bigint generated always as identity primary key,
    call_id uuid not null references core.calls,
    salt uuid not null,
    code_hash bytea not null,
    sent_at timestamptz not null default now(),
    expires_at timestamptz not null,
    tries smallint not null default 0,
    verified_at timestamptz
);
create index call_otps_call on core.call_otps (call_id, call_otp_id);

alter table core.call_otps enable row level security;
alter table core.call_otps force row level security;

comment on table core.call_otps is 'One-time codes sent to callers, and how often they were tried';
comment on column core.call_otps.call_otp_id is 'Order of sending; only the last of a call counts';
comment on column core.call_otps.call_id is 'The call that it confirms';
comment on column core.call_otps.salt is 'Makes equal codes differ';
comment on column core.call_otps.code_hash is 'SHA-256 of salt and code; readable by no role';
comment on column core.call_otps.sent_at is 'When it was made';
comment on column core.call_otps.expires_at is 'Until when it may be named';
comment on column core.call_otps.tries is 'Codes that were named for it';
comment on column core.call_otps.verified_at is 'When it was named rightly; null = not';

-- What was read to a caller before a square-off, word for word, and what it stands for.
create table core.read_backs (
    read_back_id bigint generated always as identity primary key,
    call_id uuid not null references core.calls,
    token text not null unique,
    spoken text not null,
    shown jsonb not null,
    issued_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
);
create index read_backs_call on core.read_backs (call_id);

alter table core.read_backs enable row level security;
alter table core.read_backs force row level security;

comment on table core.read_backs is 'Square-offs as they were read to callers before they were sent';
comment on column core.read_backs.read_back_id is 'Order of reading';
comment on column core.read_backs.call_id is 'The call that it was read in';
comment on column core.read_backs.token is
    'SHA-256, hexadecimal, of what would be sent and of this reading; names it in the square-off';
comment on column core.read_backs.spoken is 'The words';
comment on column core.read_backs.shown is 'What would be sent, order by order';
comment on column core.read_backs.issued_at is 'When it was read';
comment on column core.read_backs.expires_at is 'Until when a square-off may name it';
comment on column core.read_backs.used_at is 'When one did; null = none';

-- A client's telephone and e-mail as two people of the desk changed them; book.users is never
-- written. It stands before the primary's until the primary has taken it over.
create table core.client_contacts (
    user_id bigint primary key,
    email text,
    phone text,
    approval_id bigint not null references core.approvals,
    requested_by bigint not null references auth.ops_team,
    approved_by bigint not null references auth.ops_team,
    reason text not null,
    primary_updated_at timestamptz not null,
    changed_at timestamptz not null default now(),
    constraint client_contacts_change_something check (num_nonnulls(email, phone) > 0),
    constraint client_contacts_two_people check (approved_by <> requested_by)
);

alter table core.client_contacts enable row level security;
alter table core.client_contacts force row level security;

comment on table core.client_contacts is
    'Telephone and e-mail of clients as changed at the desk, over the primary''s until it has them';
comment on column core.client_contacts.user_id is 'The client, of book.users';
comment on column core.client_contacts.email is 'Readable by no role; null = the primary''s';
comment on column core.client_contacts.phone is 'Readable by no role; null = the primary''s';
comment on column core.client_contacts.approval_id is 'The decision of two people';
comment on column core.client_contacts.requested_by is 'Who asked';
comment on column core.client_contacts.approved_by is 'Who approved';
comment on column core.client_contacts.reason is 'Why, in words';
comment on column core.client_contacts.primary_updated_at is
    'The primary''s row as it was then: a later one is for a person to compare';
comment on column core.client_contacts.changed_at is 'When';

commit;
