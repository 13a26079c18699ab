begin;
set local role irra_owner;

-- One row a replicated table that only grows: everything up to `arrival` is folded into core.
create table sync.watermarks (
    table_name text primary key,
    arrival bigint not null default 0,
    folded_at timestamptz not null default now()
) with (fillfactor = 50);
insert into sync.watermarks (table_name) values ('trades'), ('opening_positions');

-- Rare changes behind the watermark: rows of book.trades or book.opening_positions that were
-- updated or deleted by the primary. Written by the only `enable always` triggers.
create table sync.book_changes (
    book_change_id bigint generated always as identity primary key,
    table_name text not null,
    old_row jsonb not null,
    new_row jsonb,
    at timestamptz not null default now()
);

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
alter table sync.primary_state enable row level security;
alter table sync.primary_state force row level security;

commit;
