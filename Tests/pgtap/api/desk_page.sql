-- What the pages read besides: the band, the call with a client, what was sent to them, square-offs that wait or
-- failed, whom a call can be handed to, one position, and a square-off of positions that are named.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(47);
select sync.fold_before_decision();
create temp table c (call_id uuid) on commit drop;
grant all on c to public;
create temp table sent (answer jsonb) on commit drop;
grant all on sent to public;
create temp table read (answer jsonb) on commit drop;
grant all on read to public;
create function tap.id_of(instrument bigint) returns bigint language sql stable security definer set search_path = '' as $$
    select p.position_id from core.positions as p where (p.user_id, p.instrument_id) = (9001, id_of.instrument);
$$;
create function tap.set(setting text, value text) returns void language sql security definer set search_path = '' as $$
    update core.settings as s set value = "set".value where s.name = setting;
$$;
create function tap.links() returns text language sql stable security definer set search_path = '' as $$
    select count(*)::text from fix.sessions as s where s.kind = 'order' and s.enabled and not s.conformance;
$$;

-- The band.
select tap.become('vera');
select is(api.get_band() ->> 'mode', (select mode from core.site), 'a viewer sees the mode');
select is(api.get_band() -> 'callers', 'null'::jsonb, 'but not who calls');
select is(api.get_band() #>> '{links,of}', tap.links(),
    'every link of the exchange counts');
select is(api.get_band() #>> '{links,state}', 'down', 'none is logged on');
select is(api.get_band() #>> '{replication,state}', 'none', 'nor is anything replicated here');
select is(api.get_band() -> 'approvals', 'null'::jsonb, 'requests are for who oversees');
select is((api.get_band() ->> 'stale_seconds')::bigint, 15::bigint, 'how old is old is a setting');
select tap.become_nobody();
update fix.session_state set status = 'logged_on', status_since = now(), leader = 'test', lease_until = now() + interval '1 hour',
    last_inbound_at = now() - interval '3 seconds';
select tap.become('sunil');
select is(api.get_band() #>> '{links,state}', 'up', 'links that are logged on are up');
select is((api.get_band() #>> '{links,heard_at}')::timestamptz, now() - interval '3 seconds', 'heard when they were heard');
select is(api.get_band() #>> '{drop_copy,state}', 'up', 'the drop copy, too');
select is((api.get_band() ->> 'approvals')::bigint, 0::bigint, 'a supervisor sees how many requests wait');
select tap.become_nobody();
update fix.session_state set status = 'down' where session_name = (
    select min(name) from fix.sessions where kind = 'order' and enabled and not conformance);
select tap.become('sunil');
select is(api.get_band() #>> '{links,state}', case when (api.get_band() #>> '{links,of}')::integer > 1 then 'partly' else 'down' end,
    'one that is down is told');

-- The call.
select tap.become('arun');
select is(raised('select api.get_client_call(9001)') ->> 'code', 'IR403', 'no client without a call');
select is(raised('select api.get_client_messages(9001)') ->> 'code', 'IR403', 'nor what was sent to them');
select is(raised('select api.get_exits(9001)') ->> 'code', 'IR403', 'nor their square-offs');
select tap.become_nobody();
insert into c select tap.open_call('arun', 9001);
select tap.become('arun');
select is((api.get_client_call(9001) #>> '{call,call_id}')::uuid, (select call_id from c), 'the open call');
select is((api.get_client_call(9001) #>> '{call,is_mine}')::boolean, true, 'is mine');
select is(api.get_client_call(9001) -> 'code_asked', 'false'::jsonb, 'nothing asks for a code');
select tap.set('otp_required_for', 'cancel');
select is(api.get_client_call(9001) -> 'code_asked', 'true'::jsonb, 'unless settings say so');
select is(api.get_client_call(9001) #> '{call,code,sent_at}', 'null'::jsonb, 'none was sent');
select lives_ok($$ select api.call_otp((select call_id from pg_temp.c)) $$, 'one is sent');
select is((api.get_client_call(9001) #>> '{call,code,sends_left}')::bigint, 2::bigint, 'two are left');
select is((api.get_client_call(9001) #>> '{call,code,tries_left}')::bigint, 3::bigint, 'with three tries');
select tap.become_nobody();
select tap.make_messages();
select tap.become('arun');
select is(api.get_client_messages(9001) #>> '{0,about}', 'A caller''s one-time code', 'what was sent is told by kind');
select doesnt_match(api.get_client_messages(9001)::text, '[0-9]{6}"|@|\+91', 'never the code or the address');
select tap.become('asha');
select is(raised('select api.get_client_messages(9001)') ->> 'code', 'IR403', 'to nobody but who is on the line');
select tap.become('sunil');
select is((api.get_client_call(9001) #>> '{call,is_mine}')::boolean, false, 'a supervisor sees that somebody else speaks');
select is(api.get_client_call(9001) #>> '{call,agent}', 'arun', 'and who');
select is(api.get_client_call(9002) -> 'call', 'null'::jsonb, 'or that nobody does');
select is(api.get_successors() @> '[{"username": "arun", "calls": 1}]', true, 'whom a call can be handed to, with their calls');
select is(api.get_successors() @> '[{"username": "sunil"}]', false, 'not oneself');
select is(api.get_successors() @> '[{"username": "vera"}]', false, 'nor who takes no calls');

-- One position, and several by name.
select tap.become('arun');
select tap.set('otp_required_for', 'nothing');
select is(json_array_length(api.get_positions(9001, tap.id_of(7001))), 1, 'one position');
select is(api.get_positions(9001, tap.id_of(7001)) #>> '{0,symbol}', 'NIFTY26JANFUT', 'the one that was asked for');
select is(api.get_positions(9001, -1)::jsonb, '[]'::jsonb, 'nobody else''s');
select is(raised($$ select api.preview_square_off_all((select call_id from pg_temp.c), position_ids => '1; drop') $$) ->> 'code', 'IR101',
    'positions are named by number');
select is(raised(format($$ select api.preview_square_off_all((select call_id from pg_temp.c), position_ids => '%s 999999999') $$, tap.id_of(7001)))
    #> '{detail,position_ids}', '[999999999]'::jsonb, 'one that cannot be closed: none is');
insert into read select api.preview_square_off_all((select call_id from pg_temp.c),
    position_ids => format('%s  %s %s', tap.id_of(7002), tap.id_of(7001), tap.id_of(7001)));
select is((select jsonb_array_length(answer -> 'exits') from read), 2, 'two are named, one of them twice');
select matches((select answer ->> 'text' from read), '^Close 2 positions: ', 'and read out');
insert into sent select api.square_off_all((select call_id from pg_temp.c), 'key-1', read_back => (select answer ->> 'read_back' from pg_temp.read),
    position_ids => format('%s %s', tap.id_of(7001), tap.id_of(7002)));
select is((select answer ->> 'state' from sent), 'running', 'not all of a client: one person suffices');
select is((select (answer ->> 'exits')::integer from sent), 2, 'as it was read');
select is(jsonb_array_length(api.get_exits(9001) -> 'exits'), 2, 'both wait');
select is((api.get_exits(9001) #>> '{batches,0,counts,waiting}')::integer, 2, 'the square-off says so');
select is((api.get_exits(9001) ->> 'waiting')::integer, 2, 'and what a cancel-all takes back');
select is(raised(format($$ select api.square_off_all((select call_id from pg_temp.c), 'key-2', position_ids => '%s') $$, tap.id_of(7001))) ->> 'code',
    'IR302', 'what waits is not closed twice');

-- The sheet.
select is(raised('select api.get_contingency_sheet()') ->> 'code', '42501', 'the sheet is about all clients');
select tap.become('sunil');
select is(api.get_contingency_sheet() #>> '{sections,0,title}', 'NSE: open positions of ' || (api.get_contingency_sheet() ->> 'day'),
    'a section for each exchange');
select * from finish();
rollback;
