-- What people of the desk do with messages: write, read, send again, tell all clients, change the words.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(62);
update auth.ops_team set email = username || '@desk.invalid' where username in ('sunil', 'sita');
update notify.kinds set hold_seconds = 0;
create function pg_temp.field(statement text) returns text language sql as $$
    select (r ->> 'code') || ' ' || coalesce(r #>> '{detail,field}', '-') from tap.raised(statement) r;
$$;

-- To a client -----------------------------------------------------------------------------------
select become('arun');
select is(pg_temp.field($$ select api.notify_user(9001, 'hello') $$), 'IR403 -', 'an agent writes to nobody without a call');
select become_nobody();
select tap.open_call('arun', 9001) is not null as opened;
select become('arun');
select is(api.notify_user(9001, 'The order is on its way', 'Your order'), '{"state": "queued", "user_id": 9001, "channels": ["email", "sms"]}'::jsonb,
    'but to the client on the line');
select is(pg_temp.field($$ select api.notify_user(9001, 'your PAN is aaazz1234z') $$), 'IR603 text', 'no PAN goes out');
select is(pg_temp.field($$ select api.notify_user(9001, '  ') $$), 'IR101 text', 'nor nothing');
select is(pg_temp.field($$ select api.notify_user(9002, 'x') $$), 'IR403 -', 'nor a word to another client');
select become('vera');
select throws_ok($$ select api.notify_user(9001, 'x') $$, '42501', null, 'a viewer writes to nobody');
select become('sunil');
select is(api.notify_user(9002, 'x') -> 'channels', '["sms"]'::jsonb, 'by what there is');
select is(pg_temp.field($$ select api.notify_user(1, 'x') $$), 'IR104 -', 'to somebody there is');
select become_nobody();
select tap.make_messages();
select results_eq($$ select tap.text_of(message_id) from notify.messages where user_id = 9001 and channel = 'email' $$,
    $$ values (e'Your order\x1eDear Client One,\n\nThe order is on its way\n') $$, 'in the desk''s form');
select is((select count(*) from audit.log where action = 'notify_user' and user_id in (9001, 9002)), 2::bigint, 'with a line in the log');

-- To the desk -----------------------------------------------------------------------------------
select become('sunil');
select is(api.notify_ops('lunch at two') ->> 'to', 'all', 'to everybody');
select is(api.notify_ops('call me', username => 'arun') ->> 'to', 'arun', 'to one');
select is(pg_temp.field($$ select api.notify_ops('x', username => 'nobody') $$), 'IR104 -', 'who is there');
select become_nobody();
select tap.make_messages();
select become('arun');
select is((select array_agg(n ->> 'text' order by n ->> 'text') from jsonb_array_elements(api.get_notifications()) n), '{Sunil Supervisor: call me,Sunil Supervisor: lunch at two}',
    'both are on the page of the one');
select is(jsonb_array_length(api.get_notifications(page_limit => 1)), 1, 'in pages');
select is(api.read_notifications((api.get_notifications() #>> '{0,notification_id}')::bigint), '{"read": 1}'::jsonb, 'one is read');
select is(jsonb_array_length(api.get_notifications(unread => true)), 1, 'the other is not');
select is(api.read_notifications(up_to => (api.get_notifications() #>> '{0,notification_id}')::bigint) ->> 'read', '1', 'all up to one');
select is(jsonb_array_length(api.get_notifications(unread => true)), 0, 'nothing is new');
select is(pg_temp.field($$ select api.read_notifications() $$), 'IR101 notification_id or up_to', 'one or the other');
select become('asha');
select is(jsonb_array_length(api.get_notifications()), 1, 'another sees what is theirs');
select become_nobody();
select message_id as id from notify.messages m join auth.ops_team p using (person_id) where p.username = 'arun' and channel = 'in_app' limit 1 \gset
select become('asha');
select is(pg_temp.field(format($$ select api.read_notifications(%s) $$, :id)), 'IR104 -', 'what is another''s is not there');
select become_nobody();
select is((select count(*) from notify.messages m join auth.ops_team p using (person_id) where p.username = 'sunil' and m.channel = 'email'), 1::bigint, 'who has an address gets a mail, too');

-- What became of them -----------------------------------------------------------------------------
select notify.give_up(array(select message_id from notify.messages where state = 'waiting'), 'refused', 'no');
select become('sunil');
select is((select count(*) from jsonb_array_elements(api.get_messages(state => 'dead')) m where m ->> 'error' = 'no'), 5::bigint, 'dead ones are listed');
select is((select array_agg(distinct m ->> 'user_id') from jsonb_array_elements(api.get_messages(9002)) m), '{9002}', 'or those of a client');
select ok(api.get_messages()::text !~ 'invalid|9000009|on its way', 'without address and text');
select is(pg_temp.field($$ select api.redrive_messages('r') $$), 'IR101 message_id', 'which ones has to be said');
select is(pg_temp.field($$ select api.redrive_messages(' ', failure => 'refused') $$), 'IR101 reason', 'and why');
select is(pg_temp.field($$ select api.redrive_messages('r', -1) $$), 'IR104 -', 'one that is dead');
select become_nobody();
update book.users set phone = '+919000000000' where user_id = 9002;
select become('sunil');
select is(api.redrive_messages('provider mended', channel => 'sms', failure => 'refused'), '{"redriven": 2}'::jsonb, 'all of a failure');
select is(jsonb_array_length(api.get_messages(state => 'dead')), 3, 'and no others');
select become_nobody();
select is((select recipient || ' ' || state || ' ' || attempts from notify.messages where user_id = 9002 and channel = 'sms'), '+919000000000 waiting 0', 'to the number that holds now');
select isnt((select resolved_at from core.alerts where subject = 'sms:refused'), null, 'their alert is settled');
select is((select count(*) from notify.claim('sms')), 2::bigint, 'they go out again');
select is((select after ->> 'count' from audit.log where action = 'redrive_messages'), '2', 'on record');
select become('anna');
select throws_ok($$ select api.redrive_messages('r', 1) $$, '42501', null, 'an auditor only looks');
select become_nobody();

-- To all clients ----------------------------------------------------------------------------------
delete from notify.messages;
select become('sunil');
select (api.write_notice('Holiday', 'No trading tomorrow', 1000) ->> 'notice_id')::bigint as id \gset
select is(pg_temp.field($$ select api.write_notice('PAN', 'ABCDE1234F') $$), 'IR603 text', 'no PAN to anybody');
select is(pg_temp.field(format('select api.start_notice(%s)', :id)), 'IR404 -', 'whoever wrote it does not start it');
select become_nobody();
select is(notify.feed_notices(), 0::bigint, 'until then nobody gets it');
select become('sita');
select is(api.start_notice(:id), jsonb_build_object('notice_id', :id, 'state', 'running', 'queued', 0, 'total', 2), 'a second person does');
select is(pg_temp.field(format('select api.start_notice(%s)', :id)), 'IR202 -', 'once');
select become_nobody();
-- One statement: a machine that stands still between two would feed more.
create function pg_temp.fed_after_a_second() returns bigint[] language plpgsql as $$ begin
    update notify.notices set rate_per_second = 1, fed_at = clock_timestamp() - interval '1 second';
    return array[notify.feed_notices(), notify.feed_notices()];
end $$;
select is(pg_temp.fed_after_a_second(), '{1,0}', 'at its rate, and no faster');
select become('sunil');
select is(api.stop_notice(:id, 'wrong day') ->> 'queued', '1', 'it can be stopped');
select become_nobody();
update notify.notices set fed_at = clock_timestamp() - interval '1 minute';
select is(notify.feed_notices(), 0::bigint, 'then nobody more is queued');
select is((select count(*) from notify.claim('sms')), 0::bigint, 'and who was queued gets nothing');
select become('sunil');
select is(api.start_notice(:id) ->> 'state', 'running', 'whoever stopped it may go on');
select become_nobody();
update notify.notices set rate_per_second = 10, fed_at = clock_timestamp() - interval '1 minute';
select is(notify.feed_notices(), 1::bigint, 'behind the last');
select api.notify_user(9001, 'x') from become('sunil');
select become_nobody();
select is((select content from notify.claim('sms', 1)), e'\x1ex', 'what is about one client overtakes it');
select is((select count(*) from notify.claim('sms')), 2::bigint, 'and then it goes on');
select become('anna');
select is(api.get_notices() #>> '{0,state}', 'done', 'all are queued');
select is(api.get_notices() #>> '{0,waiting}', '3', 'how far it is');
select become_nobody();

-- As they want it ---------------------------------------------------------------------------------
select become('arun');
select is(pg_temp.field($$ select api.set_preferences(9001, muted => 'order_filled') $$), 'IR101 muted', 'what must be told is told');
select is(pg_temp.field($$ select api.set_preferences(9001, quiet_from => '22:00') $$), 'IR101 quiet_from, quiet_until', 'quiet hours have an end');
select is(api.set_preferences(9001, 'hi', 'sms', 'order_acknowledged, client_notice', '00:00', '23:59') -> 'muted', '["order_acknowledged", "client_notice"]'::jsonb, 'in a call with the client');
select is(api.get_preferences(9001) ->> 'language', 'hi', 'it is kept');
select become_nobody();
delete from notify.messages;
delete from notify.outbox;
insert into notify.outbox (lane, kind, priority, user_id, facts) values ('notices:u9001', 'desk_open', 3, 9001, '{}'), ('notices:u9001', 'client_notice', 3, 9001, '{}');
-- Where it is neither the first nor the last minute of a day.
update core.settings set value = case when extract(hour from now() at time zone 'UTC') between 1 and 22 then 'UTC' else 'Etc/GMT-6' end
where name = 'notify_time_zone';
select tap.make_messages();
select results_eq($$ select kind || ' ' || channel, next_attempt_at > now() from notify.messages order by 1 $$,
    $$ values ('desk_open email', true), ('desk_open sms', true) $$, 'what is muted is not told, what is not urgent waits for the morning');
select matches((select tap.text_of(message_id) from notify.messages where channel = 'sms'), 'बैकअप डेस्क', 'in the client''s language, where there is one');

-- The words ---------------------------------------------------------------------------------------
select become('sunil');
select is(pg_temp.field($$ select api.add_template('order_filled', 'sms', 'PAN {{pan}}') $$), 'IR601 -', 'a template has the facts of its kind and no others');
select is(api.add_template('order_filled', 'email', 'Order {{order_id}} is done, {{name}}', html => '<b>{{name}}</b>') #>> '{preview,html}', '<b>A. Client &amp; Sons</b>', 'a draft is shown with values, escaped');
select become_nobody();
select max(template_id) as id from notify.templates \gset
select become('sunil');
select is(pg_temp.field(format('select api.activate_template(%s)', :id)), 'IR404 -', 'whoever wrote it does not put it into use');
select become('sita');
select is(api.activate_template(:id) ->> 'state', 'active', 'a second person does');
select ok((select count(*) = 1 from jsonb_array_elements(api.get_templates('order_filled')) t where t ->> 'channel' = 'email'), 'in place of the one before');
select become_nobody();
select * from finish();
rollback;
