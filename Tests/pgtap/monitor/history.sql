-- The past of figures: kept by steps of time in places that are used again, shown with thresholds.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select no_plan();

create function tap.base() returns timestamptz language sql stable as $$ select date_trunc('minute', now()) - interval '5 minutes' $$;
-- What a worker told of a measure at a time.
create function tap.told_at(measure text, value numeric, at timestamptz, subject text default '') returns void language sql as $$
    insert into monitor.samples (measure, subject, value, sampled_at) values (told_at.measure, told_at.subject, told_at.value, told_at.at)
    on conflict on constraint samples_pkey do update set value = excluded.value, sampled_at = excluded.sampled_at;
    select monitor.keep_history(array[told_at.measure]);
$$;
create function tap.kept(measure text, step integer) returns text language sql as $$
    select string_agg(format('%s %s/%s %s..%s', extract(epoch from h.begins_at - tap.base())::integer, h.total, h.figures, h.low, h.high), ', ' order by h.begins_at)
    from monitor.history h where h.measure = kept.measure and h.step_seconds = step $$;

select tap.told_at('order_wait', 10, base() + interval '1 second'), tap.told_at('order_wait', 30, base() + interval '4 seconds'),
    tap.told_at('order_wait', 5, base() + interval '5 seconds');
select is(kept('order_wait', 5), '0 40/2 10..30, 5 5/1 5..5', 'figures of one step are one');
select is(kept('order_wait', 60), '0 45/3 5..30', 'in each step');
select tap.told_at('order_wait', 7, base() + interval '1801 seconds');
select is(kept('order_wait', 5), '5 5/1 5..5, 1800 7/1 7..7', 'a place is used again when its time is over');
select tap.told_at('order_wait', null, now());
select tap.told_at('database_size', 8, now());
select is((select count(*) from monitor.history h where h.measure = 'database_size'), 0::bigint, 'what has no chart has no past');

-- What is gone is forgotten when a longest step begins.
select tap.told_at('order_wait', 1, now() - interval '9 hours', 'GONE'), tap.told_at('order_wait', 1, now() - interval '2 minutes', 'HERE');
select tap.told_at('order_wait', 1, now(), 'HERE');
select is((select count(*) from monitor.history h where h.subject = 'GONE'), 0::bigint, 'a subject that is gone');
select is((select count(*) from monitor.history h where h.subject = 'HERE' and h.step_seconds = 60), 2::bigint, 'not one that is there');
-- Bounded: whatever comes, no more places than the steps have.
select tap.told_at('orders_made', k, base() + make_interval(secs => k * 5)) from generate_series(1, 1000) k;
select cmp_ok((select count(*) from monitor.history h where h.measure = 'orders_made' and h.step_seconds = 5), '<=', 360::bigint,
    'the past never grows beyond its places');

-- The judge keeps it.
update monitor.samples set count_read = 100, sampled_at = now() - interval '1 second' where measure = 'orders_made';
select monitor.judge('[{"measure": "orders_made", "took_ms": 1, "rows": [{"subject": "", "value": 150}]},
    {"measure": "queue_age", "took_ms": 1, "rows": [{"subject": "notify", "value": 2}, {"subject": "dispatch:ORDERS", "value": 0}]}]');
select tap.become('vera');
select api.get_series()::text as shown \gset
select tap.become_nobody();
create temp table shown as select :'shown'::jsonb as all_of;
select is((select jsonb_path_query_array(all_of, '$.charts[*].measure') from shown),
    '["orders_made", "order_wait", "order_answer", "orders_rejected", "queue_waiting", "queue_age", "replication_lag", "fills_unconfirmed"]',
    'a viewer sees every chart in its order');
select is((select all_of #>> '{charts,0,unit}' from shown), 'orders a second', 'a counter shows its rate');
select is((select (all_of #>> '{charts,0,series,0,last}')::numeric from shown), 50::numeric, 'the last figure');
select is((select jsonb_path_query_array(all_of, '$.charts[5].series[*].subject') from shown), '["dispatch:ORDERS", "notify"]', 'one line for each subject');
select is((select (all_of #> '{charts,5,series,1,points,0}') - 0 from shown), '[2, 2]', 'mean and highest of a step');
select is((select (all_of #> '{charts,5,thresholds,0}') from shown),
    '{"severity": "critical", "rule_name": "queue_late", "threshold": 3, "comparison": "above"}', 'and where a rule begins');
select is((select all_of #>> '{step_seconds}' from shown), '5', 'half an hour in the finest step');
select tap.become('anna');
select is(api.get_series(400) ->> 'step_seconds', '60', 'a day in minutes');
select is(api.get_series(400) #> '{charts,1,series}' @> '[{"subject": "HERE"}]', true, 'of what was there');
select is(raised('select api.get_series(481)') -> 'detail', '{"got": 481, "field": "minutes", "expected": "1 to 480"}'::jsonb,
    'not farther back than is kept');
select is(raised('select api.get_series(0)') ->> 'code', 'IR101', 'nor nothing');
select tap.become('arun');
select throws_ok('select api.get_series()', '42501', null, 'agents have a client to look after');
select tap.become_nobody();

-- GET /monitor.
select sync.heartbeat('gateway@h:1', 'gateway', 1, 'v1');
update monitor.rules set hold_seconds = 0 where rule_name = 'queue_late';
select monitor.judge('[{"measure": "queue_age", "took_ms": 1, "rows": [{"subject": "notify", "value": 20}]}]');
select tap.become('vera');
select is((select jsonb_agg(f - 'description' - 'read_at' - 'usual') from jsonb_array_elements(api.get_monitor() -> 'figures') f where f ->> 'measure' = 'queue_age'),
    '[{"unit": "seconds", "value": 20, "broken": true, "measure": "queue_age", "subject": "notify"}]', 'last figures, and which break a rule');
select is(api.get_monitor() #>> '{workers,0,worker_name}', 'gateway@h:1', 'who works');
select is(api.get_monitor() #>> '{replication,primary_reachable}' is not null, true, 'and how far behind the primary');
select tap.become_nobody();
select throws_ok('set local role ops_viewer; select api.get_monitor()', 'IR401', null, 'nobody sees nothing');
reset role;

-- GET /fix-sessions.
update fix.session_state set status = 'logged_on', status_since = now(), last_inbound_at = now(), next_outbound = 7, next_inbound = 9;
select tap.become('sunil');
select api.set_control('session', 'pause', 'the exchange asked', 'ORDERS') ->> 'control_id' as control_id \gset
select api.purge_session('ORDERS', 'its other site', '4711') ->> 'purge_id' as purge_id \gset
select tap.become('arun');
select api.get_fix_sessions()::text as seen \gset
select tap.become_nobody();
create temp table seen as select s.value as s from jsonb_array_elements(:'seen'::jsonb) s;
select is((select s ->> 'status' || ' ' || (s ->> 'next_outbound') || ' ' || (s ->> 'next_inbound') from seen where s ->> 'session_name' = 'ORDERS'),
    'logged_on 7 9', 'state and numbers');
select is((select s #>> '{controls,0,reason}' from seen where s ->> 'session_name' = 'ORDERS'), 'the exchange asked', 'what stops it');
select is((select s #>> '{purge,last_trade_number}' from seen where s ->> 'session_name' = 'ORDERS'), '4711', 'its last purge');
select is((select s ->> 'waiting' from seen where s ->> 'session_name' = 'ORDERS'), '0', 'what waits');
select is((select jsonb_agg(s -> 'controls') from seen where s ->> 'kind' = 'drop_copy'), '[[]]', 'nothing stops a drop copy');
select is((select count(*) from seen where s ? 'password_ref' or s ? 'username'), 0::bigint, 'no secret');
select * from finish();
rollback;
