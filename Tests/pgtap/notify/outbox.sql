-- From an event to its message: once, in order, together, by the right way; what follows from each outcome.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/desk.psql
select plan(61);
delete from notify.outbox;
delete from notify.messages;
delete from notify.told;
delete from notify.notices;
delete from notify.preferences;
delete from core.client_contacts;
update auth.ops_team set email = username || '@desk.invalid' where username in ('sunil', 'sita', 'adil');
update notify.kinds set hold_seconds = 0;

create function pg_temp.tell(client bigint, kind text default 'client_message', words text default 'hello') returns boolean
language sql as $$
    select notify.enqueue(tell.kind, 'test:' || clock_timestamp() || random(), jsonb_build_object('title', 't', 'text', words), client);
$$;
create function pg_temp.fill(client bigint, filled bigint) returns void language sql as $$
    with e as (insert into core.order_events (order_id, event, from_status, to_status, cumulative_quantity, leaves_quantity)
        select o.order_id, 'partially_filled', 'partially_filled', 'partially_filled', fill.filled, 75 - fill.filled
        from core.orders o where o.user_id = client returning order_event_id)
    select notify.enqueue_order_messages(array_agg(order_event_id)) from e;
$$;
create function pg_temp.again() returns void language sql as $$
    update notify.messages set next_attempt_at = now() where state = 'waiting';
$$;

-- What is claimed, as it is then: a statement does not see what a function in it has made.
create function pg_temp.claimed(channel text) returns setof notify.messages language plpgsql as $$
declare
    v_ids bigint[] := array(select message_id from notify.claim(claimed.channel));
begin
    return query select m.* from notify.messages m where m.message_id = any (v_ids);
end
$$;

-- Once ------------------------------------------------------------------------------------------
select ok(notify.enqueue('client_message', 'same', '{"text": "x"}', 9001), 'what is new is queued');
select ok(not notify.enqueue('client_message', 'same', '{"text": "x"}', 9001), 'the same key never again');
select ok(not queue.prepare_to_sleep('notify') and notify.prepare_to_sleep('email') is null, 'it keeps the notifier awake');
select results_eq($$ select provider, recipient, attempt from notify.claim('email') $$, $$ values ('mail-files', 'one@client.invalid', 1) $$, 'it becomes a message');
select is((select count(*) from notify.claim('email')), 0::bigint, 'which nobody else gets');
select is((select count(*) from notify.outbox), 0::bigint, 'and is no longer to be made');
select ok(not notify.enqueue('client_message', 'same', '{"text": "x"}', 9001), 'not even now');
select results_eq($$ select recipient, content from notify.claim('sms') $$, $$ values ('+919000009001', E'\x1ex') $$, 'the other channel has its own');
select ok(notify.prepare_to_sleep('email') between 1 and 1000, 'what is under way lets it sleep, not for long');
select pg_temp.again();
select is((select attempt from notify.claim('email')), 2, 'a lease that ran out gives it to the next');
select notify.complete(array(select message_id from notify.messages where channel = 'email'), 'mail-files', '{abc}');
select results_eq($$ select channel, state, provider_ref from notify.messages order by 1 $$,
    $$ values ('email', 'sent', 'abc'), ('sms', 'waiting', null) $$, 'delivered is delivered');
select notify.release(array(select message_id from notify.messages where state = 'waiting'));
select is((select attempt from notify.claim('sms')), 1, 'what was claimed and not tried counts no try');
select notify.complete(array(select message_id from notify.messages), 'text-files');

-- In order --------------------------------------------------------------------------------------
select pg_temp.tell(9001, words => 'first'), pg_temp.tell(9001, words => 'second'), pg_temp.tell(9001, words => 'third');
select is((select array_agg(substring(content from '(first|second|third)')) from notify.claim('email')), '{first}', 'one of a lane at a time');
select is((select count(*) from notify.claim('email')), 0::bigint, 'the others wait for it');
select notify.fail((select min(message_id) from notify.messages where state = 'waiting' and channel = 'email'), 1, 'again', 'greylisted');
select is((select count(*) from notify.claim('email')), 0::bigint, 'also while it waits for its next try');
select pg_temp.tell(9001, 'call_otp');
select is((select kind from pg_temp.claimed('email')), 'call_otp', 'a code does not wait behind it');
select pg_temp.again();
select results_eq($$ select substring(content from '(first|code)'), attempt from notify.claim('email') order by message_id $$, $$ values ('first', 2), ('code', 2) $$, 'it comes again');
select notify.complete(array(select message_id from notify.messages where channel = 'email' and attempts > 0), 'mail-files');
select is((select substring(content from '(first|second|third)') from notify.claim('email')), 'second', 'then the next');
select notify.complete(array(select message_id from notify.messages where channel = 'email' and attempts > 0), 'mail-files');
select is((select substring(content from '(first|second|third)') from notify.claim('email')), 'third', 'and the last');
update notify.messages set state = 'sent' where state = 'waiting';

-- Together --------------------------------------------------------------------------------------
update core.orders set average_price = 23100.5;
select count(pg_temp.fill(9001, n)) from generate_series(1, 40) n;
select pg_temp.fill(9002, 7);
select is((select array_agg(events) from pg_temp.claimed('email')),
    '{40}', 'forty fills are one message');
select is((select state from notify.messages where user_id = 9002 and channel = 'email' and kind = 'order_partially_filled'), 'skipped', 'without an address there is nowhere to send it');
select is((select array_length(regexp_split_to_array(tap.text_of(message_id), '<tr>'), 1) - 1 from notify.messages where events = 40), 40, 'with a table of forty rows');
select matches((select tap.text_of(message_id) from notify.messages where events = 40),
    e'^40 updates of your orders\x1eDear Client One,.*\\d\\d [A-Z][a-z]{2} \\d{4}, [\\d:]{8} IST  \\d{12,}  sell 75 NIFTY26JANFUT  executed 1 at Rs 23,100.50\n.*executed 40 at Rs 23,100.50\n', 'in order');
update notify.messages set state = 'sent' where state = 'waiting';
update core.settings set value = '5' where name = 'notify_lines_max';
select count(pg_temp.fill(9001, n)) from generate_series(1, 9) n;
select matches((select content from notify.claim('email')), 'executed 5 at.*\sand 4 more\s', 'a long one says how much is left out');
update notify.messages set state = 'sent' where state = 'waiting';
update notify.kinds set hold_seconds = 5 where kind = 'order_partially_filled';
select pg_temp.fill(9001, 10);
select is((select count(*) from notify.claim('email')), 0::bigint, 'what may have company waits for it');
insert into core.order_events (order_id, event, from_status, to_status, cumulative_quantity, leaves_quantity)
select o.order_id, x.event, 'sent', x.event, 0, 75 from core.orders o, unnest('{acknowledged,filled}'::text[]) x (event) where o.user_id = 9001;
select notify.enqueue_order_messages(array(select order_event_id from core.order_events where event in ('acknowledged', 'filled') order by 1));
select results_eq($$ select events, kind from pg_temp.claimed('email') $$,
    $$ values (2, 'orders_digest') $$, 'and goes with what is final; that it was accepted is no news then');
update notify.messages set state = 'sent' where state = 'waiting';

-- Outcomes --------------------------------------------------------------------------------------
select pg_temp.tell(9001);
select message_id as id from notify.claim('email') \gset
select notify.fail(:id, 2, 'refused', 'from somebody whose lease ended');
select is((select state from notify.messages where message_id = :id), 'waiting', 'an answer to another claim says nothing');
select notify.fail(:id, 1, 'again', '451 later');
select ok((select state = 'waiting' and failure = 'again' and next_attempt_at between now() + interval '1 second' and now() + interval '2 seconds'
    from notify.messages where message_id = :id), 'a failure waits, with jitter');
update notify.messages set attempts = 5 where message_id = :id;
select notify.fail(:id, 5, 'again', '451 later');
select ok((select next_attempt_at between now() + interval '16 seconds' and now() + interval '32 seconds' from notify.messages where message_id = :id), 'longer after each');
update notify.messages set attempts = 10 where message_id = :id;
select notify.fail(:id, 10, 'again', '451 later');
select is((select state || ' ' || failure from notify.messages where message_id = :id), 'dead again', 'the last gives up');
select is((select kind || ' ' || subject from core.alerts where kind = 'message_dead'), 'message_dead email:again', 'with an alert');
select is((select channel from notify.outbox where kind = 'alert' and facts ->> 'alert' = 'message dead'), 'in_app', 'on the page only, or it would feed itself');
select pg_temp.tell(9001), pg_temp.tell(9002);
select pg_temp.again();
select message_id as id from notify.claim('email') where recipient = 'one@client.invalid' \gset
select notify.fail(:id, 1, 'address', '550 5.1.1 no such user');
select is((select state || ' ' || failure || ' ' || attempts from notify.messages where message_id = :id), 'dead address 1', 'a bad address is not tried again');

-- Providers -------------------------------------------------------------------------------------
insert into notify.providers (provider, channel, kind, place, failure_limit) values ('mx1', 'email', 'smtp', 1, 2), ('mx2', 'email', 'smtp', 2, 2);
create function pg_temp.one() returns text language sql as $$
    select pg_temp.tell(9001);
    select pg_temp.again();
    select provider from notify.claim('email') limit 1;
$$;
create function pg_temp.broken() returns void language sql as $$
    select notify.fail(message_id, attempts, 'provider', 'cannot connect') from notify.messages where state = 'waiting' and channel = 'email' and attempts > 0;
$$;
delete from notify.messages;
select is(pg_temp.one(), 'mx1', 'the first provider by place');
select pg_temp.broken();
select is((select attempts || ' ' || state from notify.messages where channel = 'email'), '0 waiting', 'its failure is not the message''s');
select is(pg_temp.one(), 'mx1', 'one failure is none');
select pg_temp.broken();
select is(pg_temp.one(), 'mx2', 'after its limit the next takes over');
select is((select kind || ' ' || subject from core.alerts where kind = 'provider_paused'), 'provider_paused mx1', 'with an alert');
update notify.messages set state = 'sent' where state = 'waiting';
update notify.provider_states set paused_until = now() where provider = 'mx1';
select pg_temp.tell(9001), pg_temp.tell(9001, 'order_filled'), pg_temp.tell(9001, 'call_otp');
select is((select count(*) || min(provider) from notify.claim('email')), '1mx1', 'when its pause ends one message tries it');
select is((select min(provider) from notify.claim('email')), 'mx2', 'while the others go on elsewhere');
select notify.complete(array(select message_id from notify.messages where provider = 'mx1' and state = 'waiting'), 'mx1');
select is((select paused_until from notify.provider_states where provider = 'mx1'), null, 'it is well');
select isnt((select resolved_at from core.alerts where kind = 'provider_paused'), null, 'and the alert is over');
update notify.messages set state = 'sent' where state = 'waiting';
update notify.providers set rate_per_second = 2 where provider = 'mx1';
select count(pg_temp.tell(u, k)) from unnest(array[9001, 9002]) u, unnest('{order_filled,client_message,call_otp}'::text[]) k;
update book.users set email = 'two@client.invalid' where user_id = 9002;
select is((select count(*) from notify.claim('email')), 2::bigint, 'a rate is kept to');
select is((select count(*) from notify.claim('email')), 0::bigint, 'until its tokens are back');
update notify.provider_states set refilled_at = refilled_at - interval '1 second' where provider = 'mx1';
select is((select count(*) from notify.claim('email')), 2::bigint, 'then it goes on, with the same provider');
update notify.providers set enabled = false where channel = 'email';
select pg_temp.tell(9001);
select is((select count(*) from notify.claim('email')), 0::bigint, 'with nobody to carry it nothing is claimed');
select is((select count(*) from notify.claim('sms') where recipient = '+919000009001' and content like '%hello'), 1::bigint, 'other channels go on');

-- People of the desk ------------------------------------------------------------------------------
delete from notify.outbox;
delete from notify.messages;
insert into notify.preferences (person_id, language, channels, muted, changed_by)
select p.person_id, 'en', '{email}', '{alert}', p.person_id from auth.ops_team p where p.username = 'sita';
select logic.raise_alert('test', 'critical', 'what'), logic.raise_alert('test', 'critical', 'what');
select is((select count(*) from notify.outbox), 1::bigint, 'a new alert is told, a counted one is not');
select tap.make_messages();
select is((select array_agg(p.username || ' ' || m.channel order by p.username, m.channel) from notify.messages m join auth.ops_team p using (person_id)),
    array['adil email', 'adil in_app', 'sita in_app', 'sunil email', 'sunil in_app'], 'to whom it concerns, as they want it; on the page always');
select is((select string_agg(distinct state, ' ') from notify.messages where channel = 'in_app'), 'sent', 'the page needs no provider');
select matches((select tap.text_of(message_id) from notify.messages where channel = 'email' limit 1), '^critical: test \(what\)\x1e', 'in words');
insert into core.approvals (action, payload, reason, requested_by, expires_at)
select 'contact_change', '{"email": "secret@x"}', 'PAN ABCDE1234F moved', p.person_id, now() + interval '1 hour' from auth.ops_team p where p.username = 'arun';
select tap.make_messages();
select ok((select bool_and(tap.text_of(message_id) !~ 'ABCDE1234F|secret@x') and count(*) > 0 from notify.messages where kind = 'approval_waiting'),
    'a request is told without its payload, and without a PAN in its reason');
select ok((select bool_and(tap.text_of(message_id) ~ '\d\d [A-Z][a-z]{2} \d{4}, [\d:]{8} IST') from notify.messages where kind = 'approval_waiting'),
    'and until when it can be decided, with the day, in India''s time');
select is((select to_char('2026-11-21T17:11:05Z'::timestamptz at time zone c.zone, c.form) from notify.clock() c),
    '21 Nov 2026, 22:41:05 IST', 'times are India''s');
update core.settings set value = 'Asia/Dubai' where name = 'notify_time_zone';
select is((select to_char('2026-11-21T17:11:05Z'::timestamptz at time zone c.zone, c.form) from notify.clock() c),
    '21 Nov 2026, 21:11:05 Asia/Dubai', 'or those of the setting, which is said');
update core.settings set value = 'Asia/Kolkata' where name = 'notify_time_zone';

-- The site --------------------------------------------------------------------------------------
delete from notify.outbox;
delete from notify.messages;
insert into core.site_changes (from_mode, to_mode, reason) values ('standby', 'active', 'r');
select is((select kind || ' ' || state || ' ' || total from notify.notices), 'desk_open running 2', 'when the desk opens all clients are to be told');
select is((select string_agg(kind, ' ') from notify.outbox), 'site_changed', 'and its people at once');
insert into core.site_changes (from_mode, to_mode, reason) values ('active', 'returning', 'r');
select is((select string_agg(kind || ' ' || state, ', ' order by notice_id) from notify.notices), 'desk_open stopped, desk_closed running', 'closing takes the place of what is not out yet');
insert into core.site_changes (from_mode, to_mode, reason) values ('standby', 'drill', 'r');
select is((select count(*) from notify.notices), 2::bigint, 'a drill is nobody''s business outside');
select throws_ok($$ insert into notify.providers (provider, channel, kind, place) values ('x', 'sms', 'smtp', 5) $$, '23514', null, 'SMTP is for mail');
select is((select count(*) from notify.messages where recipient like '%AAAZZ%' or facts::text like '%AAAZZ%'), 0::bigint, 'no PAN is anywhere');
select * from finish();
rollback;
