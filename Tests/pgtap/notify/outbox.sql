-- Messages are claimed under a lease, completed once, retried later and given up at last.
begin;
set local search_path = tap;
select plan(13);
select is(notify.render('{{a}} {{b}} {{missing}}.', '{"a": "{{b}}", "b": "x\u0002y"}'), E'{{b}} x\x02y .',
    'values are data, not templates');
insert into notify.outbox (dedupe_key, template_name, channel, recipient, subject, body)
select 'k' || n, 'order_filled', 'email', 'x@client.invalid', 's', 'b' from generate_series(1, 3) n;
select ok(not queue.prepare_to_sleep('notify'), 'waiting messages keep the notifier awake');
select is((select count(*) from notify.claim(2)), 2::bigint, 'a batch');
select is((select count(*) from notify.claim(2)), 1::bigint, 'the rest');
select is((select count(*) from notify.claim(2)), 0::bigint, 'nothing twice while the lease lasts');
select ok(queue.prepare_to_sleep('notify'), 'claimed messages do not keep it awake');
update notify.outbox set next_attempt_at = now() - interval '1 second';
select is((select count(*) from notify.claim()), 3::bigint, 'a lease that ran out gives them to the next');
select notify.complete(array_agg(outbox_id)) from notify.outbox where dedupe_key in ('k1', 'k2');
select notify.fail((select outbox_id from notify.outbox where dedupe_key = 'k3'), 'no route');
select results_eq('select dedupe_key, state, last_error from notify.outbox order by 1',
    $$values ('k1', 'sent', null), ('k2', 'sent', null), ('k3', 'waiting', 'no route')$$, 'each its outcome');
select ok((select next_attempt_at > now() + interval '1 second' from notify.outbox where dedupe_key = 'k3'),
    'a failure waits');
update notify.outbox set attempts = 10 where dedupe_key = 'k3';
select notify.fail((select outbox_id from notify.outbox where dedupe_key = 'k3'), 'no route');
select is((select state from notify.outbox where dedupe_key = 'k3'), 'dead', 'the last failure gives up');
select is((select kind from core.alerts), 'message_dead', 'with an alert');
select throws_ok($$insert into notify.outbox (dedupe_key, template_name, channel, recipient, subject, body)
    values ('k1', 'order_filled', 'email', 'x', 's', 'b')$$, '23505', null, 'one message a key');
select is((select count(*) from notify.claim()), 0::bigint, 'nothing is left to claim');
select * from finish();
rollback;
