-- On the primary, in one transaction, once; twice without harm:
--   psql -1 -v ON_ERROR_STOP=1 -d broker -f replication/failback/primary.sql
-- The desk's records as they arrive, the comparison with the desk's seal, and the acknowledgement.
-- Nothing here knows the primary's own tables: that is merge.sql.
\set ON_ERROR_STOP 1
set client_min_messages = warning;

create schema if not exists desk;
comment on schema desk is 'What the backup desk did while it stood in for this site';

-- Written by the subscription irra_desk, or by load_package.sql; the columns are a contract with
-- the backup's desk.records and desk.seals.
create table if not exists desk.records (
    record_id bigint primary key,
    failback_id bigint not null,
    kind text not null,
    record_key text not null,
    record jsonb not null,
    recorded_at timestamptz not null
);
create index if not exists records_latest
    on desk.records (failback_id, kind, record_key, record_id desc);
create table if not exists desk.seals (
    failback_id bigint not null,
    seal_number integer not null,
    kind text not null,
    record_count bigint not null,
    content_hash numeric not null,
    through_record_id bigint not null,
    sealed_at timestamptz not null,
    primary key (failback_id, seal_number, kind)
);

-- Written here, by the functions below.
create table if not exists desk.merges (
    failback_id bigint not null,
    seal_number integer not null,
    merged_at timestamptz not null default now(),
    summary jsonb not null,
    primary key (failback_id, seal_number)
);
create table if not exists desk.conflicts (
    conflict_id bigint generated always as identity primary key,
    failback_id bigint not null,
    kind text not null,
    record_key text not null,
    reason text not null,
    desk_says jsonb not null,
    primary_has jsonb,
    found_at timestamptz not null default now(),
    resolved_at timestamptz,
    resolution text,
    constraint conflicts_once unique (failback_id, kind, record_key, reason)
);
create table if not exists desk.acknowledgements (
    failback_id bigint not null,
    seal_number integer not null,
    kinds jsonb not null,
    open_conflicts bigint not null,
    acknowledged_by text not null default current_user,
    acknowledged_at timestamptz not null default now(),
    primary key (failback_id, seal_number)
);
comment on table desk.records is 'What the desk did, state by state; the latest of a key holds';
comment on table desk.seals is 'What there has to be: counts and hashes by kind';
comment on table desk.merges is 'When a seal was merged into the book, and what came of it';
comment on table desk.conflicts is 'What a person has to decide: the desk and this site disagree';
comment on table desk.acknowledgements is 'What this site told the desk to have';

-- What holds, by the latest seal of each outage.
create or replace view desk.latest as
select distinct on (r.failback_id, r.kind, r.record_key)
    r.failback_id, s.seal_number, r.kind, r.record_key, r.record
from desk.records r
join (
    select k.failback_id, k.seal_number, max(k.through_record_id) as through_record_id
    from desk.seals k
    where (k.failback_id, k.seal_number) in (
        select m.failback_id, max(m.seal_number) from desk.seals m group by m.failback_id)
    group by k.failback_id, k.seal_number) s
    on s.failback_id = r.failback_id and r.record_id <= s.through_record_id
order by r.failback_id, r.kind, r.record_key, r.record_id desc;
comment on view desk.latest is 'Records that hold, up to the latest seal of each outage';

-- Answers one row a kind; everything has arrived when all are ok.
create or replace function desk.compare(failback_id bigint default null)
    returns table (kind text, expected bigint, found bigint, hash_expected numeric,
        hash_found numeric, ok boolean)
    language sql stable set search_path = ''
as $$
    with chosen as (
        select coalesce(compare.failback_id, max(s.failback_id)) as failback_id from desk.seals s),
    sealed as (
        select s.kind, s.record_count, s.content_hash
        from desk.seals s join chosen c on s.failback_id = c.failback_id
        where s.seal_number = (
            select max(m.seal_number) from desk.seals m where m.failback_id = c.failback_id)),
    here as (
        select l.kind, count(*) as record_count,
            sum(('x' || encode(substr(pg_catalog.sha256(pg_catalog.convert_to(
                l.record_key || ' ' || l.record::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
                ::numeric) as content_hash
        from desk.latest l join chosen c on l.failback_id = c.failback_id
        group by l.kind)
    select coalesce(s.kind, h.kind), s.record_count, h.record_count, s.content_hash,
        h.content_hash,
        (s.record_count, s.content_hash) is not distinct from (h.record_count, h.content_hash)
    from sealed s full join here h on h.kind = s.kind
    order by 1
$$;
comment on function desk.compare(bigint) is
    'What the desk sealed against what has arrived here, kind by kind';

-- Raises unless everything that the latest seal names has arrived; answers its number.
create or replace function desk.require_complete(failback_id bigint)
    returns integer language plpgsql stable set search_path = ''
as $$
declare
    missing text;
begin
    if not exists (select from desk.seals s where s.failback_id = require_complete.failback_id) then
        raise exception '%', coalesce('the desk has sealed nothing of outage '
                || require_complete.failback_id || ' yet', 'nothing of the desk has arrived here')
            using errcode = 'object_not_in_prerequisite_state',
                hint = 'At the desk GET /site/failback has to say sealed; here the subscription '
                    'irra_desk has to run (pg_stat_subscription), or load_package to be done.';
    end if;
    select string_agg(pg_catalog.format('%s: %s of %s', c.kind, coalesce(c.found, 0),
        coalesce(c.expected, 0)), ', ') into missing
    from desk.compare(require_complete.failback_id) c where not c.ok;
    if missing is not null then
        raise exception 'not everything has arrived, or not as it was sealed: %', missing
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    return (select max(s.seal_number) from desk.seals s
        where s.failback_id = require_complete.failback_id);
end
$$;
comment on function desk.require_complete(bigint) is
    'The latest seal''s number; an error that says what is missing unless all has arrived';

-- After desk.merge(): tells the desk that this site has everything. Open conflicts are accepted by
-- name only.
create or replace function desk.acknowledge(
    failback_id bigint default null, accept_conflicts boolean default false)
    returns jsonb language plpgsql volatile set search_path = ''
as $$
declare
    chosen bigint := coalesce(failback_id, (select max(s.failback_id) from desk.seals s));
    seal integer := (select max(s.seal_number) from desk.seals s where s.failback_id = chosen);
    conflicts bigint;
    whole boolean;
    have jsonb;
begin
    if seal is null then
        perform desk.require_complete(chosen);
    end if;
    if not exists (select from desk.merges m where (m.failback_id, m.seal_number) = (chosen, seal)) then
        raise exception 'seal % of outage % is not merged yet: select * from desk.merge()', seal, chosen
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    -- Reckoned once: it reads everything.
    select bool_and(c.ok), jsonb_object_agg(c.kind, jsonb_build_array(c.found, c.hash_found::text))
    into whole, have
    from desk.compare(chosen) c;
    if not whole then
        raise exception 'not everything is here as it was sealed: select * from desk.compare()'
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    select count(*) into conflicts from desk.conflicts c
    where c.failback_id = chosen and c.resolved_at is null;
    if conflicts > 0 and not accept_conflicts then
        raise exception '% conflicts are open: select * from desk.conflicts where resolved_at is null',
            conflicts using errcode = 'object_not_in_prerequisite_state';
    end if;
    insert into desk.acknowledgements as a (failback_id, seal_number, kinds, open_conflicts)
    values (chosen, seal, have, conflicts)
    on conflict on constraint acknowledgements_pkey do update
        set kinds = excluded.kinds, open_conflicts = excluded.open_conflicts;
    return desk.acknowledgement();
end
$$;
comment on function desk.acknowledge(bigint, boolean) is
    'Tells the desk that this site has all of an outage, after it was merged';

-- The desk's sync worker reads this; where it cannot, a person carries the answer over.
create or replace function desk.acknowledgement()
    returns jsonb language sql stable security definer set search_path = ''
as $$
    select jsonb_build_object('failback_id', a.failback_id, 'seal_number', a.seal_number,
        'kinds', a.kinds, 'open_conflicts', a.open_conflicts, 'acknowledged_at', a.acknowledged_at)
    from desk.acknowledgements a
    order by a.failback_id desc, a.seal_number desc
    limit 1
$$;
comment on function desk.acknowledgement() is 'The latest acknowledgement, as the desk takes it';

revoke all on all functions in schema desk from public;
do $$
begin
    if exists (select from pg_catalog.pg_roles where rolname = 'irra_replicator') then
        grant usage on schema desk to irra_replicator;
        grant execute on function desk.acknowledgement() to irra_replicator;
    end if;
end
$$;
