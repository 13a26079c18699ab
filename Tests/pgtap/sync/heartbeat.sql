-- Workers that come and go.
begin;
set local search_path = tap;
select plan(6);
select sync.heartbeat('gateway@one:1', 'gateway', 1, 'v'), sync.heartbeat('gateway@one:2', 'gateway', 2, 'v'),
    sync.heartbeat('gateway@two:1', 'gateway', 1, 'v');
select is((select count(*) from core.workers), 3::bigint, 'two gateways on one machine are two rows');
update core.workers set started_at = now() - interval '1 hour';
update core.workers set last_seen_at = now() - interval '1 minute' where worker_name <> 'gateway@one:2';
select sync.heartbeat('gateway@one:2', 'gateway', 2, 'v');
select is((select string_agg(worker_name, ' ' order by worker_name) from core.workers where last_seen_at < now() - interval '1 second'),
    'gateway@one:1 gateway@two:1', 'one that fell silent is shown while nobody took its place');
select sync.heartbeat('gateway@one:3', 'gateway', 3, 'v');
select is((select string_agg(worker_name, ' ' order by worker_name) from core.workers),
    'gateway@one:2 gateway@one:3 gateway@two:1', 'a new one on the same machine takes its place');
update core.workers set last_seen_at = now() - interval '61 minutes' where worker_name = 'gateway@two:1';
select sync.heartbeat('gateway@one:2', 'gateway', 2, 'v');
select is((select count(*) from core.workers), 2::bigint, 'after an hour it is forgotten, as others of its kind live');
select sync.end_heartbeat('gateway@one:2', 9);
select is((select count(*) from core.workers), 2::bigint, 'only the process itself says goodbye');
select sync.end_heartbeat('gateway@one:2', 2);
select is((select worker_name from core.workers), 'gateway@one:3', 'and is gone');
select * from finish();
