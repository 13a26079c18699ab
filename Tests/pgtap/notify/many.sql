-- Thousands wait, and what is asked of them was planned when nobody did.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select no_plan();
insert into notify.providers (provider, channel, kind, place) values ('sink', 'sms', 'discard', 1);
update notify.providers set enabled = provider = 'sink';
update core.site set mode = 'active';
insert into book.users (user_id, broker_id, name, pan, date_of_birth, email, phone, status, updated_at)
select 100000 + n, 'ZZM' || n, 'Client', 'AAAZZ1234Z', '1980-02-29', 'c' || n || '@client.invalid', '+91900000' || n, 'active', now()
from generate_series(10001, 20000) n;
-- The plans of this connection, over empty tables.
select is((select count(*) from notify.claim('sms')), 0::bigint, 'nothing waits');
select ok(notify.prepare_to_sleep('sms') > 0, 'so one sleeps');

select notify.start_notice('client_notice', '{"text": "all is well"}', null, 10000) as notice \gset
update notify.notices set fed_at = clock_timestamp() - interval '2 seconds' where notice_id = :notice;
set local statement_timeout = '120s';
select is(notify.feed_notices(), 10000::bigint, 'a notice to ten thousand');
select is((select count(*) from notify.claim('sms', 500)), 500::bigint, 'made while so many wait');
select count(*) from generate_series(1, 100) n cross join lateral notify.claim('email', 400 + n);
update notify.messages set attempts = 0, next_attempt_at = now(), provider = null where state = 'waiting';
select ok((select count(*) from notify.messages where state = 'waiting' and channel = 'sms') >= 9000, 'or made before, of them');
select is((select count(*) from notify.claim('sms', 500)), 500::bigint, 'five hundred are claimed');
select is(notify.prepare_to_sleep('sms'), null, 'and nobody sleeps');
select is((select string_agg(queue || ' ' || (waiting > 9000) || ' ' || coalesce(oldest_age::text, 'never late'), ', ' order by queue) from ops.queues where queue not like 'd%'),
    'notices true never late, notify false never late', 'a notice makes no queue late');

select notify.stop_notice(:notice, null);
select is((select count(*) from notify.claim('sms', 500)), 0::bigint, 'stopped, none of them goes');
update notify.messages set next_attempt_at = 'infinity' where state = 'waiting';
select ok(notify.prepare_to_sleep('sms') > 0, 'and who carries them sleeps');
insert into notify.outbox (lane, kind, priority, user_id, facts)
select 'direct:u9001', 'client_message', s.priority, 9001, '{"text": "hello"}' from notify.streams s where s.stream = 'direct';
select is((select string_agg(recipient, ' ') from notify.claim('sms', 500)), '+919000009001', 'what is said to one client goes by them');
select notify.resume_notice(:notice);
select is((select count(*) from notify.claim('sms', 500)), 500::bigint, 'gone on with, they go');
select * from finish();
rollback;
