-- A batch that tells of many orders: each order's events follow each other as they happened.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(3);
update book.opening_positions set quantity = 3000 where user_id = 9001 and instrument_id = 7001;
select sync.fold_before_decision();
create temp table made on commit drop as
    select n, tap.exit(9001, 7001, 75) as id from generate_series(1, 40) n;
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select deliver('ORDERS', variadic (
    select array_agg(x.report order by x.n, x.step) from (
        select m.n, 1 as step, report(m.id, '0') as report from pg_temp.made m
        union all
        select m.n, 2, fill(m.id, 'T' || m.n, 75, 23100, 75) from pg_temp.made m) x));
select is((select count(*) from core.orders where status = 'filled'), 40::bigint, 'all are filled');
select is((select count(*) from core.order_events where event in ('acknowledged', 'filled')), 80::bigint,
    'both events of each are kept');
select is_empty($$select * from (
        select e.order_id, e.event, e.from_status, lag(e.to_status) over (
            partition by e.order_id order by e.order_event_id) as before
        from core.order_events e) k
    where k.from_status is distinct from k.before$$, 'in the order in which they happened');
select * from finish();
rollback;
