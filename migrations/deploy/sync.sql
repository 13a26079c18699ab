begin;
set local role irra_owner;

-- One row a replicated table that only grows: everything up to `arrival` is folded into core.
create table sync.watermarks (
    table_name text primary key,
    arrival bigint not null default 0,
    folded_at timestamptz not null default now()
) with (fillfactor = 50);
insert into sync.watermarks (table_name)
values ('trades'), ('opening_positions'), ('orders'), ('everything');

-- Rare changes behind the watermark: rows of book.trades or book.opening_positions that were
-- updated or deleted by the primary. Written by the only `enable always` triggers.
create table sync.book_changes (
    book_change_id bigint generated always as identity primary key,
    table_name text not null,
    old_row jsonb not null,
    new_row jsonb,
    at timestamptz not null default now()
);

-- Rows that cannot be true or could not be applied: they must not stop all others. Who is meant is
-- not traded until the primary has put the row right.
create table sync.refused_rows (
    refused_row_id bigint generated always as identity primary key,
    table_name text not null,
    arrival bigint not null,
    user_id bigint not null,
    instrument_id bigint not null,
    row jsonb not null,
    reason text not null,
    at timestamptz not null default now(),
    resolved_at timestamptz,
    constraint refused_rows_key unique (table_name, arrival)
);
create index refused_rows_open on sync.refused_rows (user_id, instrument_id)
    where resolved_at is null;

-- Trades that came without their order and that no fold has held against the book since. Written
-- with the trade, so a fold that could not see the trade yet cannot pass it over.
create table sync.waiting_trades (
    trade_id bigint primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- What the sync worker last saw on the primary.
create table sync.primary_state (
    primary_state_id smallint primary key default 1,
    reachable boolean not null default false,
    checked_at timestamptz not null default now(),
    last_reachable_at timestamptz,
    wal_lsn pg_lsn,
    slot_name text,
    slot_active boolean,
    slot_wal_status text,
    confirmed_flush_lsn pg_lsn,
    detail text,
    constraint primary_state_single check (primary_state_id = 1)
) with (fillfactor = 50);
insert into sync.primary_state default values;

-- What the monitor last saw of the desk itself.
create table sync.desk_state (
    desk_state_id smallint primary key default 1,
    path text,
    free_bytes bigint,
    total_bytes bigint,
    positions_agree boolean,
    positions_detail text,
    checked_at timestamptz,
    constraint desk_state_single check (desk_state_id = 1)
) with (fillfactor = 50);
insert into sync.desk_state default values;

-- The way back of one outage: from an activation until the primary has acknowledged everything.
create table sync.failbacks (
    failback_id bigint generated always as identity primary key,
    site_change_id bigint not null references core.site_changes,
    activated_at timestamptz not null,
    state text not null default 'open',
    -- What had happened when the records were collected last; equal = nothing new.
    extent jsonb,
    -- Transactions below this one may have been under way then: while it is set, the records are
    -- collected once more when they are over.
    collected_before xid8,
    seal_number integer not null default 0,
    sealed_at timestamptz,
    acknowledgement jsonb,
    acknowledged_at timestamptz,
    acknowledged_by bigint[],
    closed_at timestamptz,
    constraint failbacks_one_an_activation unique (site_change_id),
    constraint failbacks_state_known check
        (state in ('open', 'sealed', 'acknowledged', 'closed'))
) with (fillfactor = 50);

-- What the desk did, one row for each thing in each state that it was in when it was collected;
-- append-only. The latest row of a key is what holds. This and desk.seals are what the publication
-- desk carries to the primary: the names and columns are a contract with
-- replication/failback/primary.sql.
create table desk.records (
    record_id bigint generated always as identity primary key,
    failback_id bigint not null,
    kind text not null,
    record_key text not null,
    record jsonb not null,
    recorded_at timestamptz not null default now()
);
create index records_latest on desk.records (failback_id, kind, record_key, record_id desc);

-- How many records of each kind hold, and a hash over them, when everything was at rest: what the
-- primary has to have before it may acknowledge.
create table desk.seals (
    failback_id bigint not null,
    seal_number integer not null,
    kind text not null,
    record_count bigint not null,
    content_hash numeric not null,
    through_record_id bigint not null,
    sealed_at timestamptz not null default now(),
    primary key (failback_id, seal_number, kind)
);

-- Closed until sql/policies opens it, for the owner too.
alter table sync.watermarks enable row level security;
alter table sync.watermarks force row level security;
alter table sync.book_changes enable row level security;
alter table sync.book_changes force row level security;
alter table sync.refused_rows enable row level security;
alter table sync.refused_rows force row level security;
alter table sync.waiting_trades enable row level security;
alter table sync.waiting_trades force row level security;
alter table sync.primary_state enable row level security;
alter table sync.primary_state force row level security;
alter table sync.failbacks enable row level security;
alter table sync.failbacks force row level security;
alter table desk.records enable row level security;
alter table desk.records force row level security;
alter table desk.seals enable row level security;
alter table desk.seals force row level security;
alter table sync.desk_state enable row level security;
alter table sync.desk_state force row level security;

-- What everything is -----------------------------------------------------------------------------
comment on table sync.watermarks is 'How far each replicated table is folded into core';
comment on column sync.watermarks.table_name is
    'Of schema book; everything: when all that waits was last looked at again';
comment on column sync.watermarks.arrival is 'Everything up to here is folded';
comment on column sync.watermarks.folded_at is 'When something was last folded';

comment on table sync.book_changes is
    'Rows that the primary changed behind the watermark; folding takes them over and deletes them';
comment on column sync.book_changes.book_change_id is 'Order of changes';
comment on column sync.book_changes.table_name is 'Of schema book';
comment on column sync.book_changes.old_row is 'The row before';
comment on column sync.book_changes.new_row is 'The row after; null when it was deleted';
comment on column sync.book_changes.at is 'When it was replicated';

comment on table sync.refused_rows is
    'Rows of the primary that folding set aside, so that they do not stop the others';
comment on column sync.refused_rows.refused_row_id is 'Order of refusal';
comment on column sync.refused_rows.table_name is 'Of schema book';
comment on column sync.refused_rows.arrival is 'Of the row';
comment on column sync.refused_rows.user_id is 'Of the row: this client must not be traded';
comment on column sync.refused_rows.instrument_id is 'Of the row: in this instrument';
comment on column sync.refused_rows.row is 'As it was when it was refused';
comment on column sync.refused_rows.reason is 'What is wrong with it';
comment on column sync.refused_rows.at is 'When it was refused';
comment on column sync.refused_rows.resolved_at is
    'When the primary had put it right or taken it back, or a person settled it; null = open';

comment on table sync.waiting_trades is
    'Unassigned trades that no fold has looked at yet';
comment on column sync.waiting_trades.trade_id is 'Of core.trades';

comment on table sync.primary_state is
    'The one row of what the sync worker last saw of the primary';
comment on column sync.primary_state.primary_state_id is 'Always 1';
comment on column sync.primary_state.reachable is 'Whether it answered';
comment on column sync.primary_state.checked_at is 'When it was asked';
comment on column sync.primary_state.last_reachable_at is 'When it last answered';
comment on column sync.primary_state.wal_lsn is 'How far it had written';
comment on column sync.primary_state.slot_name is 'Replication slot there';
comment on column sync.primary_state.slot_active is 'Whether our subscription was using the slot';
comment on column sync.primary_state.slot_wal_status is 'Whether the slot still has what we need';
comment on column sync.primary_state.confirmed_flush_lsn is 'How far we had confirmed';
comment on column sync.primary_state.detail is 'Why it did not answer';

comment on table sync.desk_state is 'The one row of what the monitor last saw of the desk';
comment on column sync.desk_state.desk_state_id is 'Always 1';
comment on column sync.desk_state.path is 'The data directory; null = not on the monitor''s machine';
comment on column sync.desk_state.positions_agree is
    'Whether ops.position_breaks was empty; null = not looked yet';
comment on column sync.desk_state.positions_detail is 'How many positions differed';
comment on column sync.desk_state.free_bytes is 'What is left for the server';
comment on column sync.desk_state.total_bytes is 'Size of the file system';
comment on column sync.desk_state.checked_at is 'When';

comment on table sync.failbacks is 'The way back of each outage, from its activation on';
comment on column sync.failbacks.failback_id is 'Order of outages; also of what goes to the primary';
comment on column sync.failbacks.site_change_id is 'The change from standby to active';
comment on column sync.failbacks.activated_at is 'When that was';
comment on column sync.failbacks.state is
    'open: collected again when something new happens; sealed; acknowledged by the primary; closed';
comment on column sync.failbacks.extent is 'What had happened when records were collected last';
comment on column sync.failbacks.collected_before is
    'Transactions below it may have been under way when the records were collected last; null when all of these were over';
comment on column sync.failbacks.seal_number is 'Of the latest seal; 0 = none';
comment on column sync.failbacks.sealed_at is 'When that was made';
comment on column sync.failbacks.acknowledgement is 'What the primary said it has';
comment on column sync.failbacks.acknowledged_at is 'When it was accepted';
comment on column sync.failbacks.acknowledged_by is
    'Two people, when it was not read from the primary''s database';
comment on column sync.failbacks.closed_at is 'When the desk went to standby';

comment on table desk.records is 'What the desk did, state by state, for the primary; append-only';
comment on column desk.records.record_id is 'Order of collecting';
comment on column desk.records.failback_id is 'Of sync.failbacks';
comment on column desk.records.kind is
    'order, trade, primary_order, order_event, call, instruction, contact and others';
comment on column desk.records.record_key is 'What it is about; unique within kind at a time';
comment on column desk.records.record is 'All of it, by name';
comment on column desk.records.recorded_at is 'When it was collected';

comment on table desk.seals is 'Counts and hashes of what holds, when all was at rest';
comment on column desk.seals.failback_id is 'Of sync.failbacks';
comment on column desk.seals.seal_number is 'Order of seals of one failback';
comment on column desk.seals.kind is 'Of desk.records';
comment on column desk.seals.record_count is 'Keys of this kind';
comment on column desk.seals.content_hash is
    'Sum of the first eight bytes of SHA-256 over key, space and record of each';
comment on column desk.seals.through_record_id is 'The last record that it covers';
comment on column desk.seals.sealed_at is 'When';

commit;
