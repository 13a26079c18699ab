-- Faults for a person: who sees them, who settles them, and what comes back by itself.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(16);
select logic.raise_alert('trade_mismatch', 'critical', '4711', '{"told_price": 1}'),
    logic.raise_alert('order_reopened', 'info', '12'), logic.raise_alert('trade_mismatch', 'critical', '4711');
select alert_id as id from core.alerts where kind = 'trade_mismatch' \gset

select become('arun');
select throws_ok('select api.get_alerts()', '42501', null, 'an agent has no list of faults');
select throws_ok(format('select api.resolve_alert(%s, ''x'')', :id), '42501', null, 'and settles none');
select become('vera');
select throws_ok('select api.get_alerts()', '42501', null, 'nor has a viewer');
select become('anna');
select is(jsonb_path_query_array(api.get_alerts(), '$[*].kind'), '["trade_mismatch", "order_reopened"]', 'the gravest first');
select is((api.get_alerts() #>> '{0,occurrences}')::integer, 2, 'with how often');
select throws_ok(format('select api.resolve_alert(%s, ''x'')', :id), '42501', null, 'an auditor settles none');
select become('sunil');
select throws_ok(format('select api.resolve_alert(%s, ''  '')', :id), 'IR101', null, 'in words');
select throws_ok('select api.resolve_alert(-1, ''x'')', 'IR104', null, 'one that exists');
select is(api.resolve_alert(:id, 'the exchange says 4711 was at 1.00') ->> 'subject', '4711', 'it is settled');
select throws_ok(format('select api.resolve_alert(%s, ''again'')', :id), 'IR202', null, 'once');
select is(api.get_alerts() #>> '{1,resolved_by}', 'sunil', 'by whom is on record');
select become_nobody();
select is((select count(*) from audit.log where action = 'resolve_alert'), 1::bigint, 'in the audit, too');
select logic.raise_alert('trade_mismatch', 'critical', '4711');
select is((select count(*) from core.alerts where kind = 'trade_mismatch' and resolved_at is null), 1::bigint,
    'what happens again is another alert');

-- A bust whose trade never came.
insert into core.trade_notices (session_name, source, kind, trade_date, exec_id, exec_ref_id, exchange, received_at)
values ('ORDERS', 'response', 'bust', '2026-01-15', 'B1', 'E1', 'NSE', now() - interval '1 hour');
select logic.alert_unconfirmed_fills(), logic.alert_unconfirmed_fills();
select is((select occurrences from core.alerts where kind = 'bust_without_trade' and resolved_at is null), 1::bigint,
    'a standing fault is told once');
select alert_id as id from core.alerts where kind = 'bust_without_trade' \gset
select become('sunil');
select api.resolve_alert(:id, 'the exchange: sent in error') is not null as settled;
select become_nobody();
select is((select alerted from logic.alert_unconfirmed_fills()), 0, 'a person has settled it');
insert into core.trade_notices (session_name, source, kind, trade_date, exec_id, exec_ref_id, exchange, received_at)
values ('ORDERS', 'response', 'bust', '2026-01-15', 'B2', 'E2', 'NSE', now() + interval '1 second');
select is((select alerted from logic.alert_unconfirmed_fills(now() + interval '1 hour')), 1, 'the next is another matter');
select * from finish();
rollback;
