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

commit;
