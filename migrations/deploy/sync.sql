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

-- Batches of the primary's rows that came by POST /sync/update while replication could not run:
-- one row each, in the order their source gave them.
create table sync.updates (
    source text not null,
    source_sequence bigint not null,
    content_hash bytea not null,
    row_count bigint not null,
    person_id bigint not null references auth.ops_team,
    applied_at timestamptz not null default now(),
    superseded_at timestamptz,
    primary key (source, source_sequence),
    constraint updates_sequence_positive check (source_sequence > 0)
);
create index updates_standing on sync.updates (applied_at) where superseded_at is null;

-- Dumps of the primary's book, each restored and compared before it counts. One at a time.
create table sync.dumps (
    dump_id bigint generated always as identity primary key,
    state text not null default 'waiting',
    phase text,
    steps_done integer not null default 0,
    steps integer not null default 0,
    requested_by bigint references auth.ops_team,
    schedule_name text,
    reason text,
    requested_at timestamptz not null default now(),
    attempt integer not null default 0,
    worker_name text,
    lease_until timestamptz,
    started_at timestamptz,
    snapshot_at timestamptz,
    primary_lsn pg_lsn,
    directory text,
    byte_count bigint,
    manifest_hash text,
    ended_at timestamptz,
    problem text,
    frozen_day date,
    deleted_at timestamptz,
    constraint dumps_state_known check
        (state in ('waiting', 'running', 'verified', 'failed', 'deleted')),
    constraint dumps_phase_known check
        (phase in ('copying', 'dumping', 'restoring', 'comparing')),
    constraint dumps_somebody_asked check ((requested_by is null) = (schedule_name is not null))
);
create unique index dumps_one_at_a_time on sync.dumps ((true)) where state in ('waiting', 'running');

create table sync.dump_tables (
    dump_id bigint not null references sync.dumps,
    table_name text not null,
    row_count bigint not null,
    content_hash numeric not null,
    restored_count bigint,
    restored_hash numeric,
    primary key (dump_id, table_name)
);

create table sync.dump_schedules (
    schedule_name text primary key,
    starts_at time not null,
    ends_at time not null,
    time_zone text not null,
    weekdays integer[] not null,
    enabled boolean not null default true,
    -- A desk that is new today begins tomorrow.
    last_day date not null default (now() at time zone 'Asia/Kolkata')::date,
    constraint dump_schedules_in_a_day check (starts_at < ends_at),
    constraint dump_schedules_zone_known check (now() at time zone time_zone is not null),
    constraint dump_schedules_weekdays_known check
        (weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and weekdays <> '{}')
);
insert into sync.dump_schedules (schedule_name, starts_at, ends_at, time_zone, weekdays)
values ('before_market', '08:15', '09:10', 'Asia/Kolkata', '{1, 2, 3, 4, 5}');

create table sync.retention_policies (
    class text primary key,
    keep_days integer not null,
    keep_last integer not null,
    legal_hold boolean not null default false,
    constraint retention_policies_class_known check (class in ('verified_dump', 'held_opening')),
    constraint retention_policies_something_kept check (keep_days > 0 and keep_last > 0)
);
insert into sync.retention_policies (class, keep_days, keep_last)
values ('verified_dump', 7, 3), ('held_opening', 30, 1);

-- Days whose opening positions are fixed: positions stand on what a verified dump held, whatever
-- the primary writes afterwards.
create table sync.frozen_days (
    trade_date date primary key,
    dump_id bigint not null references sync.dumps,
    frozen_at timestamptz not null default now()
);
-- What the primary wrote afterwards, one row for each position that would be another.
create table sync.held_openings (
    trade_date date not null references sync.frozen_days,
    user_id bigint not null,
    instrument_id bigint not null,
    product text not null,
    frozen_quantity bigint not null,
    frozen_price numeric(18, 4) not null,
    book_quantity bigint,
    book_price numeric(18, 4),
    noticed_at timestamptz not null default now(),
    primary key (trade_date, user_id, instrument_id, product)
);

-- Files of the exchange and the clearing corporation: what was taken, and the lines of one that is
-- being read.
create table sync.exchange_files (
    file_id bigint generated always as identity primary key,
    kind text not null,
    file_name text not null,
    columns text[] not null,
    state text not null default 'loading',
    line_count bigint not null default 0,
    business_date date,
    summary jsonb,
    begun_at timestamptz not null default now(),
    taken_at timestamptz,
    constraint exchange_files_kind_known check (kind in ('positions', 'trades')),
    constraint exchange_files_state_known check (state in ('loading', 'taken', 'refused'))
);
create table sync.file_lines (
    file_id bigint not null references sync.exchange_files on delete cascade,
    line bigint not null,
    raw text not null,
    primary key (file_id, line)
);
-- Where a clearing member's position file and the desk's opening positions differ.
create table sync.opening_breaks (
    file_id bigint not null references sync.exchange_files on delete cascade,
    trade_date date not null,
    broker_id text not null,
    contract text not null,
    reason text not null,
    user_id bigint,
    instrument_id bigint,
    file_quantity bigint,
    desk_quantity bigint,
    line bigint,
    constraint opening_breaks_reason_known check (reason in ('quantity_differs', 'only_in_file',
        'only_at_desk', 'client_unknown', 'contract_unknown'))
);
create index opening_breaks_file on sync.opening_breaks (file_id);

-- Comparisons of a table with the primary's, the last of each kind of outcome a person may want.
create table sync.comparisons (
    comparison_id bigint generated always as identity primary key,
    table_name text not null,
    outcome text not null,
    rows_here bigint,
    rows_there bigint,
    different bigint not null,
    unsettled bigint not null,
    keys jsonb not null default '[]',
    looks integer not null,
    started_at timestamptz not null,
    ended_at timestamptz not null default now(),
    constraint comparisons_outcome_known check (outcome in ('same', 'different', 'unsettled'))
);
create index comparisons_latest on sync.comparisons (table_name, comparison_id desc);

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
alter table sync.dumps enable row level security;
alter table sync.dumps force row level security;
alter table sync.dump_tables enable row level security;
alter table sync.dump_tables force row level security;
alter table sync.dump_schedules enable row level security;
alter table sync.dump_schedules force row level security;
alter table sync.retention_policies enable row level security;
alter table sync.retention_policies force row level security;
alter table sync.frozen_days enable row level security;
alter table sync.frozen_days force row level security;
alter table sync.held_openings enable row level security;
alter table sync.held_openings force row level security;
alter table sync.comparisons enable row level security;
alter table sync.comparisons force row level security;
alter table sync.exchange_files enable row level security;
alter table sync.exchange_files force row level security;
alter table sync.file_lines enable row level security;
alter table sync.file_lines force row level security;
alter table sync.opening_breaks enable row level security;
alter table sync.opening_breaks force row level security;
alter table sync.updates enable row level security;
alter table sync.updates force row level security;
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

comment on table sync.updates is
    'Batches of the primary''s rows that people sent while replication could not run';
comment on column sync.updates.source is 'Who numbers the batches';
comment on column sync.updates.source_sequence is 'The source''s number: 1, 2, 3, none left out';
comment on column sync.updates.content_hash is
    'SHA-256 of the batch: the same number comes again with the same rows only';
comment on column sync.updates.row_count is 'Rows of the batch';
comment on column sync.updates.person_id is 'Of auth.ops_team: who sent it';
comment on column sync.updates.applied_at is 'When it was applied';
comment on column sync.updates.superseded_at is
    'When the tables were copied from the primary again; null = the book stands on it';

comment on table sync.dumps is 'Dumps of the primary''s book, restored and compared';
comment on column sync.dumps.dump_id is 'Order of asking';
comment on column sync.dumps.state is
    'waiting, running, verified, failed; deleted: its files are gone by the policy';
comment on column sync.dumps.phase is 'What a running one does';
comment on column sync.dumps.steps_done is 'Steps of the phase that are done';
comment on column sync.dumps.steps is 'Steps that the phase has';
comment on column sync.dumps.requested_by is 'Of auth.ops_team; null = the schedule';
comment on column sync.dumps.schedule_name is 'Of sync.dump_schedules; null = a person asked';
comment on column sync.dumps.reason is 'Why a person asked';
comment on column sync.dumps.requested_at is 'When';
comment on column sync.dumps.attempt is 'Workers that have begun it; a lost one is followed';
comment on column sync.dumps.worker_name is 'Who works on it, or did last';
comment on column sync.dumps.lease_until is 'A worker that is not heard of by then is lost';
comment on column sync.dumps.started_at is 'When the last attempt began';
comment on column sync.dumps.snapshot_at is 'The primary''s clock when its state was fixed';
comment on column sync.dumps.primary_lsn is
    'How far the primary had written its log then';
comment on column sync.dumps.directory is 'Where the files are, on the worker''s machine';
comment on column sync.dumps.byte_count is 'Size of the files';
comment on column sync.dumps.manifest_hash is 'SHA-256 of MANIFEST.sha256, which names each file''s';
comment on column sync.dumps.ended_at is 'When it was verified or failed';
comment on column sync.dumps.problem is 'Why it failed';
comment on column sync.dumps.frozen_day is 'Day whose opening positions it froze; null = none';
comment on column sync.dumps.deleted_at is 'When the policy took the files away';

comment on table sync.dump_tables is 'What a dump holds, as the primary and the restored copy say';
comment on column sync.dump_tables.dump_id is 'Of sync.dumps';
comment on column sync.dump_tables.table_name is 'Of schema book';
comment on column sync.dump_tables.row_count is 'Rows in the primary''s snapshot';
comment on column sync.dump_tables.content_hash is 'Sum of the rows'' hashes there';
comment on column sync.dump_tables.restored_count is 'Rows of the restored copy';
comment on column sync.dump_tables.restored_hash is 'Sum of the rows'' hashes there';

comment on table sync.dump_schedules is 'When dumps are taken without being asked for';
comment on column sync.dump_schedules.schedule_name is 'Name of the row';
comment on column sync.dump_schedules.starts_at is 'From this time of day';
comment on column sync.dump_schedules.ends_at is 'Not begun after; a missed one is an alert';
comment on column sync.dump_schedules.time_zone is 'Of both times';
comment on column sync.dump_schedules.weekdays is '1 is Monday';
comment on column sync.dump_schedules.enabled is 'Whether it is followed';
comment on column sync.dump_schedules.last_day is 'Last day it was followed or missed';

comment on table sync.retention_policies is 'How long what is made is kept, by class';
comment on column sync.retention_policies.class is
    'verified_dump: files; held_opening: rows of sync.held_openings';
comment on column sync.retention_policies.keep_days is 'Nothing younger goes';
comment on column sync.retention_policies.keep_last is 'The newest stay, however old';
comment on column sync.retention_policies.legal_hold is 'Nothing goes while this is true';

comment on table sync.frozen_days is 'Days whose opening positions are fixed';
comment on column sync.frozen_days.trade_date is 'Business day';
comment on column sync.frozen_days.dump_id is 'The verified dump that they stand on';
comment on column sync.frozen_days.frozen_at is 'When';

comment on table sync.held_openings is
    'Opening positions that the primary changed after they were frozen';
comment on column sync.held_openings.trade_date is 'Business day';
comment on column sync.held_openings.user_id is 'Of book.users';
comment on column sync.held_openings.instrument_id is 'Of book.instruments';
comment on column sync.held_openings.product is 'CNC, MIS or NRML';
comment on column sync.held_openings.frozen_quantity is 'What the position stands on, units';
comment on column sync.held_openings.frozen_price is 'And its price, rupees';
comment on column sync.held_openings.book_quantity is 'What the primary says now; null = deleted';
comment on column sync.held_openings.book_price is 'And its price, rupees';
comment on column sync.held_openings.noticed_at is 'When it was first seen';

comment on table sync.exchange_files is 'Files of the exchange that were read';
comment on column sync.exchange_files.file_id is 'Order of reading';
comment on column sync.exchange_files.kind is 'positions or trades';
comment on column sync.exchange_files.file_name is 'As it was named';
comment on column sync.exchange_files.columns is 'Its header';
comment on column sync.exchange_files.state is
    'loading; taken; refused: a line was wrong and nothing of it counts';
comment on column sync.exchange_files.line_count is 'Lines after the header';
comment on column sync.exchange_files.business_date is 'The day it is about';
comment on column sync.exchange_files.summary is 'What was found or taken, in numbers';
comment on column sync.exchange_files.begun_at is 'When it was begun';
comment on column sync.exchange_files.taken_at is 'When it was taken or refused';

comment on table sync.file_lines is 'Lines of a file that is being read';
comment on column sync.file_lines.file_id is 'Of sync.exchange_files';
comment on column sync.file_lines.line is 'The header was line 1';
comment on column sync.file_lines.raw is 'As it stands there';

comment on table sync.opening_breaks is
    'Differences between a position file and the desk''s opening positions';
comment on column sync.opening_breaks.file_id is 'Of sync.exchange_files';
comment on column sync.opening_breaks.trade_date is 'The day the positions open';
comment on column sync.opening_breaks.broker_id is 'The client as the file or the desk names them';
comment on column sync.opening_breaks.contract is 'Underlying, expiry, strike and option type';
comment on column sync.opening_breaks.reason is 'What differs';
comment on column sync.opening_breaks.user_id is 'Of book.users; null = unknown';
comment on column sync.opening_breaks.instrument_id is 'Of book.instruments; null = unknown';
comment on column sync.opening_breaks.file_quantity is 'Units, long less short, by the file';
comment on column sync.opening_breaks.desk_quantity is 'Units that the desk''s positions open with';
comment on column sync.opening_breaks.line is 'First line of the file about it; null = none';

comment on table sync.comparisons is 'Outcomes of irra sync verify, table by table';
comment on column sync.comparisons.comparison_id is 'Order of comparisons';
comment on column sync.comparisons.table_name is 'Of schema book';
comment on column sync.comparisons.outcome is
    'same; different: rows stayed different; unsettled: they still moved when it ended';
comment on column sync.comparisons.rows_here is 'Rows of the desk at the last whole look';
comment on column sync.comparisons.rows_there is 'Rows of the primary at the last whole look';
comment on column sync.comparisons.different is 'Keys whose rows stayed different';
comment on column sync.comparisons.unsettled is 'Keys that still moved';
comment on column sync.comparisons.keys is 'The first of them: key, side that lacks it or both';
comment on column sync.comparisons.looks is 'How often it was looked';
comment on column sync.comparisons.started_at is 'When it began';
comment on column sync.comparisons.ended_at is 'When it ended';

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
