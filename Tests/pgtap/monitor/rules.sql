-- Faults become alerts by rules, each as it lasts, once, and end with the fault.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select no_plan();
select sync.fold_before_decision();
update book.prices set as_of = now();

-- Kinds of alerts that were open, and that ended.
create table tap.proven (rule_name text primary key, is_over boolean not null);
create function tap.note() returns void language sql as $$
    insert into tap.proven as p (rule_name, is_over)
    select a.kind, bool_or(a.resolved_at is not null) from core.alerts a
    where a.kind in (select r.rule_name from monitor.rules r) group by a.kind
    on conflict (rule_name) do update set is_over = p.is_over or excluded.is_over $$;

-- One look of the monitor, as the role it has; `later` seconds after the one before.
create function tap.look(later integer default 0) returns text language plpgsql as $$
declare v_samples jsonb; v_judged record;
begin
    update monitor.readings set read_at = read_at - interval '1 day';
    update monitor.breaches set since = since - make_interval(secs => later);
    update core.alerts set raised_at = raised_at - make_interval(secs => later),
        resolved_at = resolved_at - make_interval(secs => later);
    begin
        perform set_config('role', 'irra_monitor', true);
        v_samples := monitor.take_samples();
        -- Reading made this transaction one that only reads: taken back with the block.
        raise exception 'undone' using errcode = 'P0099';
    exception when sqlstate 'P0099' then null;
    end;
    select * into v_judged from monitor.judge(v_samples);
    perform tap.note();
    return (select coalesce(string_agg(rtrim(a.kind || ' ' || a.subject), ', ' order by a.kind, a.subject), '')
        from core.alerts a where a.resolved_at is null and a.kind not in ('alert_escalated'));
end $$;
-- What a worker tells of a measure.
create function tap.told(measure text, value numeric, subject text default '') returns text language sql as $$
    select monitor.judge(jsonb_build_array(jsonb_build_object('measure', measure, 'took_ms', 1,
        'rows', jsonb_build_array(jsonb_build_object('subject', subject, 'value', value)))));
    select tap.note();
    select coalesce(string_agg(rtrim(a.kind || ' ' || a.subject), ', ' order by a.kind, a.subject), '')
    from core.alerts a where a.resolved_at is null and a.kind not in ('alert_escalated') $$;
select sync.heartbeat('gateway@h:1', 'gateway', 1, 'v1'), sync.heartbeat('notify@h:2', 'notify', 2, 'v1');
update fix.session_state set status = 'logged_on', status_since = now(), last_inbound_at = now();
update sync.primary_state set reachable = true, last_reachable_at = now(), checked_at = now();
-- Nothing is sealed here, and how long that takes the machine decides; dead rows are other tests'.
update monitor.rules set enabled = false where rule_name in ('audit_unsealed', 'rows_dead');

select is(look(), '', 'a desk in order has no alerts');
select is_empty($$select measure, problem from ops.rules where problem is not null$$, 'every measure can be read by the monitor');
select isnt_empty('select * from ops.figures', 'and has figures');
select is((select count(*) from monitor.rules r where r.runbook !~ '^docs/runbooks/[a-z]+\.md(#[a-z_]+)?$'), 0::bigint,
    'every rule says where it says what to do');

-- A worker that was killed.
update core.workers set last_seen_at = now() - interval '5 seconds' where kind = 'gateway';
select is(look(), 'worker_gone gateway@h:1', 'a silent worker is told at once');
select is((select severity || ' ' || (details ->> 'audience') || ' ' || (details ->> 'runbook') from core.alerts),
    'critical desk docs/runbooks/monitoring.md#worker_gone', 'how grave, to whom, where to read on');
select is(look(1), 'worker_gone gateway@h:1', 'and stays');
select is((select occurrences from core.alerts), 1::bigint, 'once');
update core.workers set last_seen_at = now();
select is(look(1), '', 'until it is back');
-- Quiet: the same fault soon after is the same alert.
update core.workers set last_seen_at = now() - interval '5 seconds' where kind = 'gateway';
select is(look(1), 'worker_gone gateway@h:1', 'back within the quiet time');
select is((select count(*) || ' ' || max(occurrences) from core.alerts), '1 2', 'it is the same alert');
update core.workers set last_seen_at = now();
select look(1);
update core.workers set last_seen_at = now() - interval '5 seconds' where kind = 'gateway';
select is(look(100), 'worker_gone gateway@h:1', 'later');
select is((select count(*) from core.alerts), 2::bigint, 'it is another');
update core.workers set last_seen_at = now();
select look();

-- A session: it must last.
update fix.session_state set status = 'down' where session_name = 'ORDERS';
select is(look(), '', 'a line that breaks is no alert yet');
select is(look(1), '', 'nor after a second');
select is(look(1), 'session_away ORDERS', 'after two it is');
update fix.session_state set status = 'logged_on' where session_name = 'ORDERS';
select is(look(), '', 'it is up again');
update fix.session_state set lease_until = now() - interval '1 second' where session_name = 'DROPCOPY';
select look();
select is(look(2), 'session_away DROPCOPY', 'a leader that was stopped: logged on, but nobody leads');
update fix.session_state set lease_until = now() + interval '1 hour' where session_name = 'DROPCOPY';
select look();
update fix.session_state set last_inbound_at = now() - interval '2 minutes' where session_name = 'ORDERS';
select is(look(), 'session_silent ORDERS', 'a line on which nothing comes');
update fix.session_state set last_inbound_at = now();
select look();

-- Queues.
select exit(9001, 7001, 75) as id \gset
update core.order_requests set queued_at = now() - interval '4 seconds';
select is(look(), 'queue_late dispatch:ORDERS', 'an order that waits');
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select is(look(), '', 'has left');

-- The exchange.
update core.order_requests set sent_at = now() - interval '9 seconds', queued_at = now() - interval '12 seconds',
    answered_at = now(), state = 'answered' where kind = 'new';
select look();
select is(look(5), 'exchange_slow ORDERS, orders_slow ORDERS', 'slow answers, slow orders');
update core.order_requests set queued_at = sent_at, answered_at = sent_at;
select is(look(), '', 'quick again');
create function tap.refused(orders integer) returns void language plpgsql as $$
begin
    for i in 1..orders loop
        perform tap.exit(9001, 7003, 1);
    end loop;
    perform count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
    perform tap.deliver('ORDERS', variadic array(
        select tap.report(o.order_id, '8', '{"39": "8"}') from core.orders o where o.status = 'sent' and o.instrument_id = 7003
        order by o.order_id));
end $$;
select refused(6);
select ok(look() like '%orders_rejected ORDERS%', 'the exchange refuses much');
delete from core.alerts;
delete from monitor.breaches;
update core.order_requests set queued_at = now() - interval '1 hour';
select is(look(), '', 'long ago');

-- The primary.
update core.site set mode = 'standby';
update sync.primary_state set reachable = false;
select look();
select is(look(3), 'primary_away', 'the primary is away');
update core.site set mode = 'active';
select is(look(), '', 'and this desk stands in for it');
update sync.primary_state set reachable = true;
update core.site set mode = 'standby';
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price)
values ('2026-01-15', 9002, 7003, 'MIS', 5, 1);
select look();
select is(look(5), 'fold_late', 'rows that positions do not know');
select sync.fold_before_decision();
select is(look(), '', 'now they do');
select told('replication_stopped', 1);
update monitor.breaches set since = since - interval '3 seconds';
select is(told('replication_stopped', 1), 'replication_stopped', 'replication stands still');
select is(told('replication_stopped', 0), '', 'goes on');
update core.positions set buy_quantity = buy_quantity + 1 where user_id = 9002 and product = 'MIS';
-- As the monitor's other look does it, at its own pace.
create function tap.compare() returns void language sql as $$
    select sync.record_desk(null, null, null, h.ok, h.detail) from ops.health h where h.check_name = 'position breaks' $$;
select compare();
select is(look(), 'position_break', 'a figure that is not the recomputed one');
update core.positions set buy_quantity = buy_quantity - 1 where user_id = 9002 and product = 'MIS';
select compare();
select is(look(), '', 'is right again');
insert into sync.refused_rows (table_name, arrival, user_id, instrument_id, reason, "row")
values ('trades', 1, 9001, 7001, 'r', '{}');
select is(look(), 'row_refused', 'a row of the primary that positions do not have');
update sync.refused_rows set resolved_at = now();
select is(look(), '', 'taken over after all');
update sync.primary_state set wal_lsn = '1/2000000', confirmed_flush_lsn = '1/0', reachable = true;
select look();
select is(look(10), 'replication_late', 'far behind the primary');
update sync.primary_state set confirmed_flush_lsn = '1/2000000';
select is(look(), '', 'caught up');

-- The line.
select look();
select fix.set_status('ORDERS', (select epoch from fix.session_state where session_name = 'ORDERS'), 'down', 'cut');
select is(look(), 'session_interrupted ORDERS', 'a line that was cut is told, however short');
select fix.set_status('ORDERS', (select epoch from fix.session_state where session_name = 'ORDERS'), 'logged_on');
select is(look(), '', 'and over at the next look');
select fix.set_status('ORDERS', (select epoch from fix.session_state where session_name = 'ORDERS'), 'logging_out');
select fix.set_status('ORDERS', (select epoch from fix.session_state where session_name = 'ORDERS'), 'down', 'logged out');
select is(look(), '', 'who says goodbye is not cut');
select fix.set_status('ORDERS', (select epoch from fix.session_state where session_name = 'ORDERS'), 'logged_on');
select fix.append('ORDERS', (select epoch from fix.session_state where session_name = 'ORDERS'), '2', E'7=1\x0116=0\x01');
select is(look(), 'messages_missing ORDERS', 'messages that were lost on the way');
select is(look(), '', 'are asked for');
update core.site set mode = 'active';
select exit(9001, 7001, 75) as id \gset
select count(*) from tap.dispatch() as (sequence bigint, msg_type text, body text);
select is(look(), '', 'an order has left');
update core.order_requests set sent_at = now() - interval '4 seconds' where state = 'sent';
select is(look(), 'answer_missing ORDERS', 'and nobody answers');
select deliver('ORDERS', report(order_id, '0')) from core.orders where status = 'sent' order by order_id desc limit 1;
select is(look(), '', 'somebody does');
update core.site set mode = 'standby';
insert into fix.parked (session_name, incarnation, sequence, msg_type, reason, fields) values ('DROPCOPY', 1, 77, '8', 'r', '{}');
select is(look(), 'message_parked DROPCOPY', 'a message that could not be applied');
update fix.parked set resolved_at = now(), resolution = 'r', resolved_by = 'r';
select is(look(), '', 'settled');
select is(told('watch_gap', 7.5), 'watch_interrupted', 'the database was away');
select is(told('watch_gap', 0), '', 'is there');

-- Nobody watches the watch but the others.
update monitor.rules set quiet_seconds = 0 where rule_name = 'worker_gone';
select sync.heartbeat('monitor@h', 'monitor', 3, 'v1');
update core.workers set last_seen_at = now() - interval '2 seconds' where kind = 'monitor';
select sync.heartbeat('gateway@h:1', 'gateway', 1, 'v1');
select is((select count(*) from core.alerts where subject = 'monitor@h'), 0::bigint, 'a monitor that was heard of');
update core.workers set last_seen_at = now() - interval '4 seconds' where kind = 'monitor';
select sync.heartbeat('gateway@h:1', 'gateway', 1, 'v1');
select sync.heartbeat('notify@h:2', 'notify', 2, 'v1');
select is((select string_agg(kind || ' ' || severity || ' ' || occurrences || ' ' || (details ->> 'runbook'), ', ') from core.alerts where subject = 'monitor@h'),
    'worker_gone critical 1 docs/runbooks/monitoring.md#worker_gone', 'the last monitor is dead: the others say so, once');
select sync.heartbeat('monitor@h', 'monitor', 4, 'v1');
select is(look(), '', 'until one is back');
delete from core.workers where kind = 'monitor';
update monitor.rules set quiet_seconds = 60 where rule_name = 'worker_gone';

-- The machine, as workers tell it.
select is(told('disk_free_percent', 9.9, '/data'), 'disk_short /data', 'a disk that is nearly full');
select is(told('disk_free_percent', 10, '/data'), '', 'has room again');
select is(told('transaction_age', 61), 'transaction_long', 'a transaction that lasts');
select is(told('transaction_age', 2), '', 'has ended');
select is(told('lock_wait', 3.5), 'lock_long', 'somebody waits for a lock');
select is(told('lock_wait', 0), '', 'has it');
select is(told('queue_dead', 1, 'notify'), 'messages_given_up notify', 'messages that were given up');
select is(told('queue_dead', 0, 'notify'), '', 'sent after all');
select told('connections', 81); update monitor.breaches set since = since - interval '5 seconds';
select is(told('connections', 81), 'connections_short', 'few connections are left');
select is(told('connections', 50), '', 'enough');

update monitor.rules set enabled = true where rule_name = 'audit_unsealed';
select told('audit_unsealed', 1, 'audit seals'); update monitor.breaches set since = since - interval '5 seconds';
select is(told('audit_unsealed', 1, 'audit seals'), 'audit_unsealed audit seals', 'a log that is not sealed');
select is(told('audit_unsealed', 0, 'audit seals'), '', 'is');
update monitor.rules set enabled = false where rule_name = 'audit_unsealed';

-- Prices: only while the desk is active, in the hours of a real exchange.
update book.prices set as_of = now();
update core.site set mode = 'active';
select is(look(), '', 'prices of this moment');
update book.prices set as_of = now() - interval '1 hour' where instrument_id in (
    select instrument_id from book.instruments where segment = 'FO' order by instrument_id limit 1);
select is(look(), '', 'one contract that nobody trades is no fault');
update book.prices set as_of = now() - interval '301 seconds' where instrument_id in (
    select instrument_id from book.instruments where segment = 'FO' and exchange = 'NSE');
select is(look(), 'prices_stale NSE FO', 'prices of a segment that nobody renews');
select is((select string_agg(segment || ' ' || exchange, ', ' order by segment) from ops.prices where age > interval '5 minutes'), 'FO NSE', 'the view says which');
update core.site set mode = 'standby';
select is(look(), '', 'who does not trade needs none');
update core.site set mode = 'active';
update monitor.rules set quiet_seconds = 0 where rule_name = 'prices_stale';
select is(look(), 'prices_stale NSE FO', 'who trades does');
create temp table real_sessions on commit drop as select name from fix.sessions where enabled;
update fix.sessions set enabled = false;
insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id, simulated)
values ('PRACTICE', 'order', 'NSE', 9880, 'DRILL1', 'SIMEX', true);
select is(look(), '', 'a simulator has no market');
update fix.sessions set enabled = name in (select name from real_sessions);
select look();
update monitor.rules set threshold = 600 where rule_name = 'prices_stale';
select is(look(), '', 'how old is the rule''s to say');
update book.prices set as_of = now();

-- Who carries messages.
insert into notify.provider_states (provider) values ('mail-files') on conflict do nothing;
select notify.note_silent('mail-files', 2.5);
select is(look(), '', 'a provider that takes its time');
select notify.note_silent('mail-files', 3.5);
select is(look(), 'provider_slow mail-files', 'nothing comes of what it was given');
select is((select extract(epoch from silent) from ops.providers where provider = 'mail-files'), 3.5, 'the view says for how long');
update notify.provider_states set silent_at = now() - interval '3 seconds' where provider = 'mail-files';
select is(look(), '', 'nobody tells it any more');

-- Log-ins.
insert into auth.login_attempts (username, outcome) select 'x' || n, 'wrong_password' from generate_series(1, 21) n;
select is(look(), 'log_ins_failing', 'somebody guesses');
update auth.login_attempts set at = at - interval '2 minutes';
select is(look(), '', 'has stopped');

-- What is usual.
update core.settings set value = '40' where name = 'monitor_baseline_figures';
delete from monitor.baselines;
select count(told('orders_rejected', 2 + n % 3, 'ORDERS')) from generate_series(1, 40) n;
select is(told('orders_rejected', 12, 'ORDERS'), '', 'far from the mean, but only now');
update monitor.breaches set since = since - interval '5 seconds';
select is(told('orders_rejected', 12, 'ORDERS'), 'rejects_unusual ORDERS', 'it lasts');
select is((select (details ->> 'usual')::numeric between 2.5 and 4 from core.alerts where kind = 'rejects_unusual'), true, 'what is usual is said');
select is(told('orders_rejected', 3, 'ORDERS'), '', 'as ever');
select count(told('orders_made', 1000 * n)) from generate_series(1, 3) n;
select ok((select value > 0 from monitor.samples where measure = 'orders_made'), 'a counter is a rate');
select told('orders_made', 5);
select is((select value from monitor.samples where measure = 'orders_made'), null, 'one that went back begins anew');

-- A query that fails.
update monitor.measures set query = 'select 1 / 0' where measure = 'log_ins';
select is(look(), '', 'costs the others nothing');
select look();
select is(look(5), 'measure_fails log_ins', 'and is told');
update monitor.measures set query = 'select '''', 1, null' where measure = 'log_ins';
select look();
select is(look(), '', 'until it works');
select throws_ok($$set local role irra_monitor; update monitor.measures set query = 'select 1'$$, '42501', null, 'the monitor sets no queries');
select throws_ok($$set local role irra_front; select monitor.judge('[]')$$, '42501', null, 'nor does anybody else judge');

-- A person looks after it, or nobody does.
update core.workers set last_seen_at = now() - interval '5 seconds' where kind = 'gateway';
select is(look(200), 'worker_gone gateway@h:1', 'a fault');
select is((select count(*) from core.alerts where kind = 'alert_escalated'), 0::bigint, 'that somebody will see to');
select look(121);
select is((select details ->> 'kind' from core.alerts where kind = 'alert_escalated' and resolved_at is null), 'worker_gone', 'nobody did: it is told again');
select max(alert_id) as alert from core.alerts where kind = 'worker_gone' \gset
select become('arun');
select is(raised(format('select api.acknowledge_alert(%s)', :alert)) ->> 'code', '42501', 'agents do not look after it');
select become('sunil');
select is(api.acknowledge_alert(:alert) ->> 'acknowledged_by', 'sunil', 'somebody does');
select become('sita');
select is(api.acknowledge_alert(:alert) ->> 'acknowledged_by', 'sunil', 'the first');
select is((select k ->> 'acknowledged_by' from jsonb_array_elements(api.get_alerts()) k where (k ->> 'alert_id')::bigint = :alert), 'sunil', 'as the list says');
select become_nobody();
select look(1);
select is((select count(*) from core.alerts where kind = 'alert_escalated' and resolved_at is null), 0::bigint, 'so it is not told any more');
select become('sunil');
select is(api.resolve_alert(:alert, 'restarting it') ->> 'resolution', 'restarting it', 'settled by hand');
select is(raised(format('select api.acknowledge_alert(%s)', :alert)) ->> 'code', 'IR202', 'nothing is left to look after');
select become_nobody();
select is(look(1), '', 'it is left alone for the quiet time');
select is(look(100), 'worker_gone gateway@h:1', 'and told again when it still stands');

-- How strict a rule is.
select become('sunil');
select is(raised($$select api.change_rule('worker_gone', 'r', threshold => 9)$$) ->> 'code', '42501', 'admins set rules');
select jsonb_array_length(api.get_rules()) as shown \gset
select ok(:shown > 20, 'supervisors read them');
select become('adil');
select is(raised($$select api.change_rule('none', 'r')$$) ->> 'code', 'IR104', 'rules that there are');
select is(raised($$select api.change_rule('worker_gone', ' ')$$) ->> 'code', 'IR101', 'with a reason');
select is(raised($$select api.change_rule('worker_gone', 'r', hold_seconds => -1)$$) #>> '{detail,field}', 'hold_seconds', 'within bounds');
select is(raised($$select api.change_rule('worker_gone', 'r', severity => 'grave')$$) ->> 'code', 'IR101', 'as grave as can be said');
select is(api.change_rule('worker_gone', 'machines restart', threshold => 30, enabled => true) ->> 'threshold', '30', 'set');
select become_nobody();
select is(look(), '', 'and counts at once');
select is((select before ->> 'threshold' || ' ' || (after ->> 'threshold') from audit.log where action = 'change_rule'), '3 30', 'on record');
-- The server may have been started a few seconds ago, and nobody is gone from before that.
select become('adil');
select api.change_rule('worker_gone', 'machines are up', threshold => 3);
select become_nobody();
select is(look(), 'worker_gone gateway@h:1', 'broken');
update monitor.rules set enabled = false where rule_name = 'worker_gone';
select is(look(), '', 'switched off');

-- What was not broken above is told figures that break it, and figures that do not.
update monitor.rules set enabled = true;
update monitor.measures set kind = 'gauge';
create function tap.prove(r monitor.rules) returns text language plpgsql as $$
declare v_bad numeric := r.threshold + case r.comparison when 'below' then -1 else 1 end; v_good numeric := r.threshold;
    v_open text;
begin
    if r.comparison = 'unusual' then
        v_bad := 10000;
        v_good := 10;
        perform tap.told(r.measure, v_good + n % 2, 'x') from generate_series(1, 40) n;
    end if;
    perform tap.told(r.measure, v_bad, 'x');
    update monitor.breaches set since = since - make_interval(secs => r.hold_seconds);
    perform tap.told(r.measure, v_bad, 'x');
    v_open := (select string_agg(a.kind, ' ') from core.alerts a where a.kind = r.rule_name and a.subject = 'x' and a.resolved_at is null);
    perform tap.told(r.measure, v_good, 'x');
    return concat_ws(' ', v_open, (select 'over' from core.alerts a where a.kind = r.rule_name and a.subject = 'x' and a.resolved_at is not null limit 1));
end $$;
select is(prove(r), r.rule_name || ' over', r.description) from monitor.rules r
where r.rule_name not in (select p.rule_name from proven p where p.is_over) order by r.rule_name;
select is_empty($$select r.rule_name from monitor.rules r where r.rule_name not in (select p.rule_name from proven p where p.is_over)$$,
    'every rule was broken here, was an alert, and was over');
-- Silence, lines, queues, answers, rows, the primary, replication, disks: read every second or two, told within two more.
select is_empty($$
    select r.rule_name, r.hold_seconds, m.every_seconds from monitor.rules r join monitor.measures m using (measure)
    where r.hold_seconds + m.every_seconds > 4 and r.severity <> 'info'
        and r.rule_name not in ('versions_differ', 'rejects_unusual', 'replication_late', 'rows_dead', 'wal_large', 'slot_kept_large')
$$, 'what is not slow by nature is told within five seconds');
select * from finish();
rollback;
