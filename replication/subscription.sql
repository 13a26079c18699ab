-- On the backup, as a superuser (a subscription's owner must be one), outside a transaction:
--   psql -v ON_ERROR_STOP=1 -v primary='host=… dbname=broker user=irra_replicator …' \
--     -d irra -f replication/subscription.sql
-- Creates the subscription and its slot, or gives an existing one the new connection and tables.
-- It stops at the first row it cannot apply instead of retrying without a pause; see below and
-- replication/README.md.
\set ON_ERROR_STOP 1
\if :{?primary}
\else
    do $$ begin raise exception 'set -v primary=''host=… dbname=broker user=…'''; end $$;
\endif

select exists (
    select from pg_catalog.pg_subscription s
    where s.subname = 'irra_book'
        and s.subdbid = (
            select d.oid from pg_catalog.pg_database d where d.datname = current_database())
) as subscribed
\gset

\if :subscribed
    alter subscription irra_book connection :'primary';
    alter subscription irra_book set (disable_on_error = true);
    alter subscription irra_book enable;
    alter subscription irra_book refresh publication;
\else
    create subscription irra_book connection :'primary' publication book
        with (slot_name = 'irra_book', copy_data = true, disable_on_error = true);
    -- The copy has what people sent meanwhile.
    update sync.updates set superseded_at = now() where superseded_at is null;
    update core.alerts set resolved_at = now()
    where kind = 'book_updated_by_hand' and resolved_at is null;
\endif
comment on subscription irra_book is 'The primary''s book, column by column';

-- A primary that dies, or a network that breaks, counts as an error, too, and stops the
-- subscription. Nobody should have to be called for that: the sync worker, which sees when the
-- primary is back, asks for this. A row that really cannot be applied stops it again at once, and
-- is tried at growing intervals; what a DBA disabled by hand stays disabled.
create table if not exists sync.subscription_watch (
    subscription_watch_id smallint primary key default 1 check (subscription_watch_id = 1),
    errors_seen bigint not null default 0,
    counted_since timestamptz not null,
    stopped_by_error boolean not null default false,
    disabled_by_hand boolean not null default false,
    resumed_at timestamptz not null default '-infinity',
    pause interval not null default '1 second'
) with (fillfactor = 50);
-- The logic's reload revokes what is granted on every table of the schema, as this owner.
alter table sync.subscription_watch owner to irra_owner;
alter table sync.subscription_watch enable row level security;
alter table sync.subscription_watch force row level security;
insert into sync.subscription_watch (counted_since)
select b.stats_reset from pg_catalog.pg_stat_bgwriter b
on conflict do nothing;
comment on table sync.subscription_watch is
    'Whether irra_book stopped by an error or by hand, and the tries since';
comment on column sync.subscription_watch.counted_since is
    'Since when the server counts; one that crashes begins anew';

-- Answers what it found: 'enabled', 'resumed', 'waiting' (for the next try), 'disabled' (by hand,
-- or because people sent rows meanwhile that the stream would bring again) or 'none' (dropped).
-- Calls: -. Writes: sync.subscription_watch, the subscription
create or replace function sync.resume_subscription() returns text
    language plpgsql volatile security definer set search_path = ''
as $$
declare
    longest_pause constant interval := '30 seconds';
    shortest_pause constant interval := '1 second';
    -- A stream that held this long is no longer the one that failed.
    proven_after constant interval := '30 seconds';
    watch sync.subscription_watch;
    enabled boolean;
    errors bigint;
    server_counts_since timestamptz;
begin
    select s.subenabled, t.apply_error_count + t.sync_error_count, b.stats_reset
    into enabled, errors, server_counts_since
    from pg_catalog.pg_subscription s
    join pg_catalog.pg_stat_subscription_stats t on t.subid = s.oid
    cross join pg_catalog.pg_stat_bgwriter b
    where s.subname = 'irra_book' and s.subdbid = (
        select d.oid from pg_catalog.pg_database d where d.datname = current_database());
    if not found then
        return 'none';
    end if;
    select * into strict watch from sync.subscription_watch;
    if enabled then
        update sync.subscription_watch w
        set errors_seen = errors, counted_since = server_counts_since, stopped_by_error = false,
            disabled_by_hand = false,
            pause = case when w.resumed_at < now() - proven_after then shortest_pause else w.pause end
        where (w.errors_seen, w.counted_since) <> (errors, server_counts_since)
            or w.stopped_by_error or w.disabled_by_hand
            or w.pause <> shortest_pause and w.resumed_at < now() - proven_after;
        return 'enabled';
    end if;
    -- A person who just says that it should stand still goes first.
    select * into strict watch from sync.subscription_watch for update;
    if not watch.stopped_by_error then
        -- A server that crashed has forgotten its errors, so what it was stopped by is not known
        -- unless it was looked at before.
        if server_counts_since = watch.counted_since and errors > watch.errors_seen
            or server_counts_since <> watch.counted_since
                and (errors > 0 or not watch.disabled_by_hand) then
            update sync.subscription_watch w set stopped_by_error = true returning * into watch;
        -- A worker that stops by an error counts it last of all.
        elsif not watch.disabled_by_hand and not exists (
            select from pg_catalog.pg_stat_activity a
            where a.backend_type = 'logical replication worker'
                and a.datname = current_database()) then
            update sync.subscription_watch w set disabled_by_hand = true;
        end if;
    end if;
    if not watch.stopped_by_error
        or exists (select from sync.updates u where u.superseded_at is null) then
        return 'disabled';
    elsif watch.resumed_at + watch.pause > now() then
        return 'waiting';
    end if;
    alter subscription irra_book enable;
    update sync.subscription_watch w
    set errors_seen = errors, counted_since = server_counts_since, stopped_by_error = false,
        resumed_at = now(), pause = least(watch.pause * 2, longest_pause);
    return 'resumed';
end
$$;
revoke all on function sync.resume_subscription() from public;
grant execute on function sync.resume_subscription() to irra_sync;
comment on function sync.resume_subscription() is
    'Goes on after an error when the primary is back; leaves what was disabled by hand';

-- It stands still until somebody enables it, also when an error has stopped it already: then the
-- worker could not tell a hand that disables it, and would go on.
-- Calls: -. Writes: sync.subscription_watch, the subscription
create or replace function sync.disable_subscription() returns void
    language plpgsql volatile security invoker set search_path = ''
as $$
begin
    update sync.subscription_watch w set stopped_by_error = false, disabled_by_hand = true;
    alter subscription irra_book disable;
end
$$;
revoke all on function sync.disable_subscription() from public;
comment on function sync.disable_subscription() is
    'For a DBA: the stream stands still until it is enabled again';

-- Two people of the desk decided to leave one transaction out (POST /sync/skip). The stream goes on
-- behind it.
-- Calls: -. Writes: the subscription
create or replace function sync.skip_transaction(lsn pg_lsn) returns void
    language plpgsql volatile security definer set search_path = ''
as $$
begin
    execute pg_catalog.format('alter subscription irra_book skip (lsn = %L)', lsn);
    alter subscription irra_book enable;
end
$$;
revoke all on function sync.skip_transaction(pg_lsn) from public;
grant execute on function sync.skip_transaction(pg_lsn) to irra_owner;
comment on function sync.skip_transaction(pg_lsn) is
    'Leaves out the transaction that finished at this position, and goes on';
