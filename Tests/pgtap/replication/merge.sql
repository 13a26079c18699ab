-- How often the merge on the primary reads its tables does not depend on how much the desk did. The reference primary
-- stands in the places of the desk's own schemas, and is rolled back.
begin;
set local client_min_messages = error;
alter schema book rename to desks_book;
alter schema desk rename to desks_records;
\ir ../../../replication/primary/install.sql
\ir ../../../replication/failback/primary.sql
\ir ../../../replication/failback/merge.sql
reset role;
set local client_min_messages = error;
set local search_path = tap;
select plan(5);

insert into book.trading_days (trade_date, opened_at) values ('2026-01-15', '2026-01-15 09:15+05:30');
insert into book.users (user_id, broker_id, name, pan, date_of_birth, password_hash, updated_at)
values (1, 'ZRP0001', 'Client', 'AAAZZ0001Z', '1980-01-01', 'x', '2026-01-14');
insert into book.instruments (instrument_id, exchange, segment, token, symbol, underlying, instrument_type, expiry_date, lot_size,
    tick_size, multiplier)
values (1, 'NSE', 'FO', '1', 'NIFTYFUT', 'NIFTY', 'IDF', '2026-01-29', 1, 0.05, 1);
-- What the desk did: so many orders of its own with a trade each, and as many trades of orders that the site has lost.
create function pg_temp.outage(failback bigint, n integer) returns void language sql as $$
    insert into desk.records (record_id, failback_id, kind, record_key, record, recorded_at)
    select row_number() over () + 100000 * failback, failback, r.kind, r.record_key, r.record, now()
    from generate_series(1, n) i
    cross join lateral (values
        ('order', 'C' || failback || '-' || i, jsonb_build_object('user_id', 1, 'instrument_id', 1, 'trade_date', '2026-01-15',
            'product', 'NRML', 'side', 'sell', 'quantity', 5, 'filled_quantity', 5, 'limit_price', 100, 'status', 'filled',
            'exchange_order_id', 'X' || failback || '-' || i, 'created_at', '2026-01-15T10:00:00Z', 'updated_at', '2026-01-15T10:00:00Z')),
        ('trade', 'T' || failback || '-' || i, jsonb_build_object('exchange', 'NSE', 'segment', 'FO', 'trade_date', '2026-01-15',
            'trade_number', 'T' || failback || '-' || i, 'side', 'sell', 'quantity', 5, 'price', 100, 'executed_at', '2026-01-15T10:00:00Z',
            'user_id', 1, 'instrument_id', 1, 'product', 'NRML', 'exchange_order_id', 'X' || failback || '-' || i,
            'cl_ord_id', 'C' || failback || '-' || i, 'busted', false)),
        ('trade', 'L' || failback || '-' || i, jsonb_build_object('exchange', 'NSE', 'segment', 'FO', 'trade_date', '2026-01-15',
            'trade_number', 'L' || failback || '-' || i, 'side', 'buy', 'quantity', 3, 'price', 100, 'executed_at', '2026-01-15T10:00:00Z',
            'user_id', 1, 'instrument_id', 1, 'product', 'NRML', 'exchange_order_id', 'S' || failback || '-' || i,
            'busted', false))) r (kind, record_key, record);
    insert into desk.seals (failback_id, seal_number, kind, record_count, content_hash, through_record_id, sealed_at)
    select failback, 1, r.kind, count(*), sum(('x' || encode(substr(sha256(convert_to(r.record_key || ' ' || r.record::text, 'UTF8')), 1, 8),
        'hex'))::bit(64)::bigint::numeric), max(r.record_id), now()
    from desk.records r where r.failback_id = failback group by r.kind;
$$;
create function pg_temp.reads() returns bigint language sql volatile as $$
    select sum(seq_scan)::bigint from pg_stat_xact_all_tables
    where schemaname = 'book' and relname in ('orders', 'trades') or relname = 'merged_trades' $$;
create temp table taken (failback bigint, added bigint, reads bigint) on commit drop;
create function pg_temp.merge(failback bigint) returns void language plpgsql as $$
declare
    v_before bigint := pg_temp.reads();
    v_added jsonb := desk.merge(failback);
begin
    insert into taken values (failback, (v_added ->> 'trades')::bigint, pg_temp.reads() - v_before);
end $$;

select pg_temp.outage(1, 20), pg_temp.outage(2, 600);
select is((select bool_and(ok) from desk.compare(2)), true, 'everything that was sealed is here');
select pg_temp.merge(1), pg_temp.merge(2);
select is((select array_agg(added order by failback) from taken), array[40, 1200]::bigint[], 'every trade is taken');
select cmp_ok((select max(reads) from taken), '<', 100::bigint, 'and no table is read once for each of them');
select is((select count(*) from book.orders where filled_quantity = quantity), 1240::bigint, 'each has its order, filled');
select is_empty('select * from desk.conflicts', 'nothing is in dispute');
select * from finish();
rollback;
