begin;
set local role irra_owner;

-- The transaction has its number before the row has its own: columns get their defaults in this
-- order. audit.seal relies on it: whoever was given a log_id by now has a transaction number by
-- now, and when all transactions of that time have ended no row can come late.
create table audit.log (
    transaction_id xid8 not null default pg_current_xact_id(),
    log_id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    person_id bigint,
    session_id uuid,
    database_role text not null,
    address inet,
    request_id text,
    action text not null,
    object text,
    user_id bigint,
    before jsonb,
    after jsonb
);
create index log_at on audit.log (at);
create index log_user on audit.log (user_id, log_id);
create index log_person on audit.log (person_id, log_id) where person_id is not null;

create table audit.seals (
    seal_number bigint primary key,
    format smallint not null default 1,
    first_log_id bigint not null,
    last_log_id bigint not null,
    row_count integer not null,
    log_ids int8multirange not null,
    row_digests bytea not null,
    ids_from timestamptz not null,
    ids_until timestamptz not null,
    sealed_at timestamptz not null,
    previous_hash bytea not null,
    hash bytea not null,
    constraint seals_number_positive check (seal_number > 0),
    constraint seals_range_whole check (last_log_id >= first_log_id - 1),
    constraint seals_digest_for_each_row check (octet_length(row_digests) = 32 * row_count),
    constraint seals_hashes_whole
        check (octet_length(hash) = 32 and octet_length(previous_hash) = 32)
);
create index seals_last_log_id on audit.seals (last_log_id, seal_number);

create table audit.progress (
    is_only_row boolean primary key default true check (is_only_row),
    marked_log_id bigint not null default 0,
    marked_by xid8 not null default pg_current_xact_id(),
    marked_at timestamptz not null default now(),
    ids_from timestamptz not null default 'epoch',
    head_seal_number bigint,
    head_written_at timestamptz
);
insert into audit.progress default values;

create table audit.retirements (
    through_log_id bigint primary key,
    row_count bigint not null,
    export_digest bytea not null,
    kept_where text not null,
    reason text not null,
    retired_by text not null default session_user,
    retired_at timestamptz not null default now(),
    constraint retirements_digest_whole check (octet_length(export_digest) = 32)
);

-- Closed until sql/policies opens it, for the owner too.
alter table audit.log enable row level security;
alter table audit.log force row level security;
alter table audit.seals enable row level security;
alter table audit.seals force row level security;
alter table audit.progress enable row level security;
alter table audit.progress force row level security;
alter table audit.retirements enable row level security;
alter table audit.retirements force row level security;

-- What everything is -----------------------------------------------------------------------------
comment on table audit.log is 'Who did what, on whom; append-only for every role';
comment on column audit.log.transaction_id is
    'The transaction that wrote it, as this cluster counts them; in another cluster only a name';
comment on column audit.log.log_id is
    'Order of writing; what was rolled back leaves gaps, what commits late has the lower number';
comment on column audit.log.at is 'When, by the clock and not by the transaction';
comment on column audit.log.person_id is 'Who; null for workers, a DBA or nobody';
comment on column audit.log.session_id is 'Log-in of the person';
comment on column audit.log.database_role is 'Role that acted';
comment on column audit.log.address is 'Where the request came from';
comment on column audit.log.request_id is 'The HTTP request';
comment on column audit.log.action is 'What was done, read or refused';
comment on column audit.log.object is 'On what';
comment on column audit.log.user_id is 'On which client; null when none';
comment on column audit.log.before is 'Facts before, without secrets';
comment on column audit.log.after is 'Facts after, without secrets';

comment on table audit.seals is
    'Each seals a range of the log, final when it was sealed, and the seal before; append-only';
comment on column audit.seals.seal_number is 'From 1 without gaps';
comment on column audit.seals.format is
    'Which text of rows and seals is hashed; 1 is ops.audit_rows and audit.seal_hash as they are';
comment on column audit.seals.first_log_id is 'Begin of the range: one after the seal before';
comment on column audit.seals.last_log_id is
    'End of the range; one less than first_log_id when no number was given in between';
comment on column audit.seals.row_count is 'Rows in the range';
comment on column audit.seals.log_ids is 'Their numbers; the others of the range never came';
comment on column audit.seals.row_digests is
    'SHA-256 of each row''s text, 32 bytes each, in the order of log_ids';
comment on column audit.seals.ids_from is 'No number of the range was given before';
comment on column audit.seals.ids_until is 'All numbers of the range had been given by then';
comment on column audit.seals.sealed_at is 'When it was made';
comment on column audit.seals.previous_hash is 'Hash of the seal before; zeros for the first';
comment on column audit.seals.hash is 'SHA-256 of all other columns (audit.seal_hash)';

comment on table audit.progress is 'One row: how far sealing is and what was written outside';
comment on column audit.progress.is_only_row is 'There is one row';
comment on column audit.progress.marked_log_id is
    'Last number given out at the mark; sealed up to here when marked_by is past';
comment on column audit.progress.marked_by is
    'The transaction that set the mark: who was given a number before it has a lower one';
comment on column audit.progress.marked_at is 'When the mark was set';
comment on column audit.progress.ids_from is 'When the mark before it was set';
comment on column audit.progress.head_seal_number is 'Seal whose hash was last written outside';
comment on column audit.progress.head_written_at is 'When that was told; null = never';

comment on table audit.retirements is
    'Old rows that were exported and taken out of the log; their seals stay';
comment on column audit.retirements.through_log_id is 'All rows up to here were taken out';
comment on column audit.retirements.row_count is 'How many rows that were';
comment on column audit.retirements.export_digest is 'SHA-256 of the exported file';
comment on column audit.retirements.kept_where is 'Where the export is kept';
comment on column audit.retirements.reason is 'Why they were taken out';
comment on column audit.retirements.retired_by is 'Database role that did it';
comment on column audit.retirements.retired_at is 'When';

commit;
