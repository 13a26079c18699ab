-- What is read to the caller is what is sent, or nothing is.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(47);
select sync.fold_before_decision();
create temp table c (call_id uuid, token text, other text) on commit drop;
grant all on c to public;
insert into c select tap.open_call('arun', 9001);
create function tap.id_of(instrument_id bigint) returns bigint language sql security definer set search_path = '' as $$
    select p.position_id from core.positions p where (p.user_id, p.instrument_id) = (9001, id_of.instrument_id);
$$;
create function pg_temp.send(key text, more text default '') returns jsonb language plpgsql as $$
begin
    return tap.raised(format('select api.square_off((select call_id from pg_temp.c), %s, %L%s)', tap.id_of(7001), key, more));
end
$$;
create function pg_temp.read(instrument bigint, more text default '') returns jsonb language plpgsql as $$
declare v jsonb;
begin
    execute format('select api.preview_square_off((select call_id from pg_temp.c), %s%s)', tap.id_of(instrument), more) into v;
    return v;
end
$$;
create function pg_temp.share(key text, more text default '') returns jsonb language plpgsql as $$
begin
    return tap.raised(format('select api.square_off((select call_id from pg_temp.c), %s, %L, 1%s)', tap.id_of(7003), key, more));
end
$$;
create function tap.set(setting text, value text) returns void language sql security definer set search_path = '' as $$
    update core.settings as s set value = "set".value where s.name = setting;
$$;

select tap.become('arun');
select is(pg_temp.read(7001, ', 75') - 'read_back' - 'expires_at' - 'position_id', '{"text": "Sell 75 NIFTY26JANFUT on NSE, NRML, at Rs 22,869.00 or better. Is that right?",
    "symbol": "NIFTY26JANFUT", "exchange": "NSE", "product": "NRML", "state": "placed", "order_type": "PROTECTED", "side": "sell",
    "quantity": 75, "orders": [{"quantity": 75, "limit_price": 22869}]}'::jsonb, 'what would be sent, in words and in figures');
select is(pg_temp.read(7002, ', 35, order_type => ''MARKET''') ->> 'text',
    'Buy 35 BANKNIFTY26JAN50000CE on NSE, NRML, at the market price. Is that right?', 'a purchase at the market');
select is(pg_temp.read(7002, ', 35, order_type => ''LIMIT'', limit_price => 399.95') ->> 'text',
    'Buy 35 BANKNIFTY26JAN50000CE on NSE, NRML, at Rs 399.95 or better. Is that right?', 'a limit');
select tap.become_nobody();
select is(logic.spoken_exit('{"side": "sell", "quantity": 1234567, "symbol": "IDEA", "exchange": "NSE", "product": "CNC", "orders": [{"limit_price": 49420.35}]}'),
    'Sell 12,34,567 IDEA on NSE, CNC, at Rs 49,420.35 or better. Is that right?', 'figures are grouped as they are said');
select is(logic.spoken_exit('{"state": "waiting_cancels", "symbol": "IDEA", "product": "CNC", "asked_quantity": 150000}'),
    'Take back what is pending on IDEA, CNC, then close 1,50,000 of what is left. Is that right?', 'those of a part, too');
select is(logic.spoken_batch('{"exits": [{"side": "sell", "quantity": 100000, "symbol": "IDEA", "exchange": "NSE", "product": "CNC"}]}'),
    'Close 1 position: sell 1,00,000 IDEA on NSE, CNC, each near its last price. Is that right?', 'and those of several positions');
select is((select count(*) from core.orders) + (select count(*) from core.exits) + (select count(*) from core.instructions)
    + (select count(*) from queue.dispatch) + (select count(*) from core.order_events), 0::bigint, 'nothing of it is made');
select is((select count(*) from core.read_backs), 3::bigint, 'but what was read is kept');
select is((select count(distinct token) from core.read_backs), 3::bigint, 'each with a name of its own');
select is((select after ->> 'text' from audit.log where action = 'preview_square_off' order by log_id limit 1),
    'Sell 75 NIFTY26JANFUT on NSE, NRML, at Rs 22,869.00 or better. Is that right?', 'and audited');
update book.instruments set freeze_quantity = 75 where instrument_id = 7001;
select tap.become('arun');
select is(pg_temp.read(7001) ->> 'text', 'Sell 150 NIFTY26JANFUT on NSE, NRML, at Rs 22,869.00 or better, in 2 orders. Is that right?', 'slices');
select tap.set('square_off_approval_value', '1000');
select is(pg_temp.read(7001, ', 75') ->> 'text', 'Sell 75 NIFTY26JANFUT on NSE, NRML, at Rs 22,869.00 or better. A second person has to approve it. Is that right?',
    'that somebody has to approve it');
select is(pg_temp.read(7001, ', 75') ->> 'state', 'waiting_approval', 'is told, too');
select tap.set('square_off_approval_value', '100000000');
select is(raised($$ select pg_temp.read(7001, ', 151') $$) ->> 'code', raised($$ select api.square_off((select call_id from c), tap.id_of(7001), 'k', 151) $$) ->> 'code',
    'what cannot be sent cannot be read');
select is(raised($$ select api.preview_square_off(gen_random_uuid(), 1) $$) ->> 'code', 'IR403', 'nothing without a call');

-- Sent as it was read.
update c set token = pg_temp.read(7001, ', 75') ->> 'read_back';
select is(pg_temp.send('k1', ', 150, read_back => ''' || token || '''') #>> '{detail,reason}', 'something has moved since it was read', 'another quantity is refused') from c;
select is(pg_temp.send('k1', ', 150, read_back => ''' || token || '''') #>> '{detail,now}',
    'Sell 150 NIFTY26JANFUT on NSE, NRML, at Rs 22,869.00 or better, in 2 orders. Is that right?', 'and what it would be now is told') from c;
select is(pg_temp.send('k1', ', 75, order_type => ''MARKET'', read_back => ''' || token || '''') ->> 'code', 'IR210', 'another type, too') from c;
select tap.become_nobody();
update book.prices set last_price = 23000 where instrument_id = 7001;
select tap.become('arun');
select is(pg_temp.send('k1', ', 75, read_back => ''' || token || '''') #>> '{detail,now}',
    'Sell 75 NIFTY26JANFUT on NSE, NRML, at Rs 22,770.00 or better. Is that right?', 'a price that has moved since is refused') from c;
select tap.become_nobody();
select is((select count(*) from core.orders), 0::bigint, 'nothing was sent');
update book.prices set last_price = 23100 where instrument_id = 7001;
select tap.become('arun');
select is(pg_temp.send('k1', ', 75, read_back => ''nothing''') #>> '{detail,reason}', 'nothing of this name was read in this call', 'what was never read is refused');
select is(pg_temp.send('k1', ', 75, read_back => ''' || token || ''''), null, 'what was read is sent') from c;
select is(api.square_off((select call_id from c), tap.id_of(7001), 'k1', 75, read_back => (select token from c)) ->> 'state', 'placed', 'the same key gives the same answer');
select is(raised($$ select api.square_off((select call_id from c), tap.id_of(7001), 'k1', 75) $$) ->> 'code', 'IR106', 'with the same reading');
select is(pg_temp.send('k2', ', 75, read_back => ''' || token || '''') #>> '{detail,reason}', 'it was sent before', 'once') from c;
select tap.become_nobody();
select is((select details ->> 'read_back' from core.instructions where kind = 'square_off'),
    'Sell 75 NIFTY26JANFUT on NSE, NRML, at Rs 22,869.00 or better. Is that right?', 'the words stay with the instruction');
select is((select count(*) from core.orders), 1::bigint, 'one order');
select tap.become('arun');
update c set token = pg_temp.read(7001, ', 75') ->> 'read_back';
select tap.become_nobody();
update core.read_backs set expires_at = now();
select tap.become('arun');
select is(pg_temp.send('k3', ', 75, read_back => ''' || token || '''') #>> '{detail,reason}', 'it was read too long ago', 'in time') from c;

-- Required.
select is(pg_temp.send('k4', ', 75'), null, 'by itself nothing has to be read');
select tap.set('read_back_required', 'on');
select is(pg_temp.share('k5') #>> '{detail,reason}', 'nothing was read back to the caller', 'unless settings say so');
update c set token = pg_temp.read(7003, ', 1') ->> 'read_back';
select tap.become('asha');
select tap.open_call('asha', 9002);
select is(raised(format('select api.square_off((select call_id from core.calls where person_id = auth.current_person()), %s, %L, 1, read_back => %L)',
    tap.id_of(7003), 'k', (select token from c))) #>> '{detail,reason}', 'nothing of this name was read in this call', 'a reading is one call''s');
select tap.become('arun');
select is(pg_temp.share('k6', ', read_back => ''' || token || ''''), null, 'what was read is sent') from c;

-- Of several positions.
select is(raised($$ select api.square_off_all((select call_id from c), 'all1') $$) #>> '{detail,reason}', 'nothing was read back to the caller', 'nor of several');
update c set token = r ->> 'read_back', other = r ->> 'text' from (select api.preview_square_off_all((select call_id from pg_temp.c), segment => 'FO') as r) as x;
select is((select other from c), 'Close 1 position: buy 70 BANKNIFTY26JAN50000CE on NSE, NRML, each near its last price. Is that right?',
    'each by name and quantity');
select is((select count(*) from core.batches), 0::bigint, 'nothing is made of it');
select is(raised(format('select api.square_off_all((select call_id from c), %L, read_back => %L)', 'all2', token)) #>> '{detail,now}',
    'Close 2 positions: buy 70 BANKNIFTY26JAN50000CE on NSE, NRML; sell 9 RELIANCE on NSE, CNC, each near its last price. Is that right?',
    'something else is not sent') from c;
select is(raised($$ select api.preview_square_off_all((select call_id from c), segment => 'XX') $$) #>> '{detail,field}', 'segment', 'what cannot be sent cannot be read');
select is(api.square_off_all((select call_id from c), 'all3', 'FO', read_back => (select token from c)) - 'batch_id', '{"state": "running", "exits": 1}'::jsonb,
    'what was read is');
select is(raised(format('select api.square_off_all((select call_id from c), %L, %L, read_back => %L)', 'all4', 'FO', token)) ->> 'code', 'IR210', 'once') from c;
select tap.become_nobody();
select is((select details ->> 'read_back' from core.instructions where kind = 'square_off_all'), (select other from c), 'the words stay with the instruction');
select is((select count(*) from audit.log where action = 'preview_square_off_all' and user_id = 9001), 1::bigint, 'and what was read is audited');
select tap.become('arun');

-- With pending exits to be cancelled first nobody can know yet what is sent.
select is(pg_temp.read(7003, ', 2') ->> 'text', 'Sell 2 RELIANCE on NSE, CNC, at Rs 1,283.80 or better. Is that right?', 'nothing hides behind what is pending');
select tap.become_nobody();
select * from tap.dispatch() as d (sequence bigint, msg_type text, body text);
select deliver('ORDERS', report(max(order_id), '0')) from core.orders where product = 'CNC';
select tap.become('arun');
update c set token = r ->> 'read_back', other = r ->> 'text' from (select pg_temp.read(7003, ', cancel_pending => true') as r) as x;
select is((select other from c), 'Take back what is pending on RELIANCE, CNC, then close all of what is left. Is that right?', 'is told as such');
select is(raised(format('select api.square_off((select call_id from c), %s, %L, cancel_pending => true, read_back => %L)', tap.id_of(7003), 'k7', token)), null,
    'and sent as such') from c;
select tap.become_nobody();
select is((select state from core.exits order by exit_id desc limit 1), 'waiting_cancels', 'when it is time');
select tap.become('vera');
select is(raised('select api.preview_square_off(gen_random_uuid(), 1)') ->> 'code', '42501', 'a viewer reads nothing out');
select tap.become_nobody();
select is((select count(*) from core.read_backs where used_at is not null), 4::bigint, 'what was sent is marked');
select * from finish();
rollback;
