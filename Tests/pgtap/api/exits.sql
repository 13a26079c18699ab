-- Parent orders: percent, the second person above a value, funds, and closing on another exchange.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(64);
insert into book.instruments (instrument_id, exchange, segment, token, symbol, underlying,
    instrument_type, series, isin, lot_size, tick_size, multiplier, lower_price, upper_price, updated_at)
values (7103, 'BSE', 'CM', '500325', 'RELIANCE', 'RELIANCE', 'EQ', 'A', 'INE000000001', 1, 0.05, 1,
    1000, 1600, '2026-01-14 12:00+00');
insert into book.prices (instrument_id, price_date, close_price, last_price, as_of)
values (7103, '2026-01-15', 1301, 1309, '2026-01-15 06:00+00');
insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id)
values ('BSEORDERS', 'order', 'BSE', 9880, 'IRRA2', 'SIMBSE'), ('BSEDROP', 'drop_copy', 'BSE', 9880, 'IRRADC2', 'SIMBSE');
select fix.acquire('BSEORDERS', 'test'), fix.acquire('BSEDROP', 'test');
select sync.fold_before_decision();
create temp table ids on commit drop as select open_call('arun', 9001) as call_id,
    position_of(9001, 7001) as nifty, position_of(9001, 7002) as option,
    position_of(9001, 7003) as reliance;
grant select on ids to public;
create temp table answers (name text, answer jsonb) on commit drop;
grant all on answers to public;
create function tap.close(name text, position_id bigint, more text default '') returns text
language plpgsql as $$
declare v_answer jsonb;
begin
    execute format('select api.square_off((select call_id from pg_temp.ids), %s, %L%s)', position_id, 'key-' || replace(name, ' ', '-'), more)
    into v_answer;
    insert into pg_temp.answers values (name, v_answer);
    return v_answer ->> 'state';
end $$;
create function tap.closing(position_id bigint, more text default '') returns text language sql as $$
    select tap.raised(format('select api.square_off((select call_id from pg_temp.ids), %s, %L%s)',
        position_id, 'key-' || md5(random()::text), more)) ->> 'code' $$;
create function tap.answer(name text) returns jsonb language sql as $$
    select answer from pg_temp.answers a where a.name = answer.name $$;
create function tap.of(name text) returns bigint language sql as $$
    select (tap.answer(name) ->> 'exit_id')::bigint $$;
create function tap.standing(position_id bigint) returns text language sql as $$
    select concat_ws(' ', live_leaves, provisional, linked, available)
    from logic.position_reservations(array[position_id]) $$;

-- Parent and children.
select become('arun');
select is(close('half', (select nifty from ids), ', null, 50'), 'placed', 'half of a position');
select is(answer('half') - 'orders', jsonb_build_object('exit_id', of('half'), 'state', 'placed'),
    'the answer names the parent order and no more than there is to say');
select is(close('other half', (select nifty from ids), ', null, 50'), 'placed',
    'a percentage is of the whole position: the other half');
select is(closing((select nifty from ids), ', null, 50'), 'IR301', 'then nothing is left');
select become_nobody();
select results_eq($$ select e.state::text, e.percent, e.user_id, o.quantity, o.slice::integer, e.instruction_id = o.instruction_id
    from core.exits e join core.orders o using (exit_id) where e.exit_id = of('half') $$,
    $$ values ('placed', 50::numeric, 9001::bigint, 75::bigint, 1, true) $$, 'the order is the child of the parent');
select ok((select request_id = 'request of arun' and placed_at is not null from core.exits where exit_id = of('half')),
    'which knows its request and when it was placed');

-- Above a value.
update core.settings set value = '10000' where name = 'square_off_approval_value';
select become('arun');
select is(close('big', (select reliance from ids), ', 8, null, ''LIMIT'', 1300'), 'waiting_approval', 'above the value it waits');
select is(answer('big') #>> '{orders,0,status}', 'pending_approval', 'with its order');
select become_nobody();
select is((select count(*) from queue.dispatch d join core.order_requests r using (order_request_id)
    join core.orders o using (order_id) where o.exit_id = of('big')), 0::bigint, 'that goes nowhere');
select is(standing((select reliance from ids)), '8 0 0 2', 'and reserves the position');
select become('sita');
select is((api.list_approvals() #> '{0,payload}') - 'client',
    jsonb_build_object('position_id', (select reliance from ids)) || '{"symbol": "RELIANCE", "exchange": "NSE", "segment": "CM",
    "product": "CNC", "side": "sell", "quantity": 8, "order_type": "LIMIT", "limit_price": 1300, "price": 1300,
    "value": 10400, "slice_quantity": 8}', 'the second person sees exactly what will be sent');
select is(api.list_approvals() #> '{0,payload,client}',
    '{"user_id": 9001, "broker_id": "ZC9001", "name": "CXXX", "pan": "XXXXXX234Z"}', 'and for whom, masked');
select is(raised(format('select api.approve(%s)', answer('big') ->> 'approval_id')), null, 'approves');
select become_nobody();
select results_eq($$ select o.status::text, e.state::text, count(d) from core.exits e join core.orders o using (exit_id)
    join core.order_requests r using (order_id) join queue.dispatch d using (order_request_id)
    where e.exit_id = of('big') group by 1, 2 $$, $$ values ('queued', 'placed', 1::bigint) $$,
    'then it is queued, once');
select become('arun');
select is(close('small', (select reliance from ids), ', 1'), 'placed', 'below the value one person is enough');
select become_nobody();
update core.settings set value = '1000' where name = 'square_off_approval_value';
select become('arun');
select is(close('rejected', (select reliance from ids), ', 1'), 'waiting_approval', 'another');
select become('sunil');
select is(api.reject((answer('rejected') ->> 'approval_id')::bigint, 'no') ->> 'state', 'rejected', 'is rejected');
select become_nobody();
select is((select o.status || ' ' || e.state from core.exits e join core.orders o using (exit_id)
    where e.exit_id = of('rejected')), 'cancelled withdrawn', 'and withdrawn');
select is(standing((select reliance from ids)), '9 0 0 1', 'and reserves nothing');
select become('arun');
select is(close('late', (select reliance from ids), ', 1'), 'waiting_approval', 'another');
select become_nobody();
update core.approvals set expires_at = now() where approval_id = (answer('late') ->> 'approval_id')::bigint;
select is((select worked from queue.work_exits()), 1, 'nobody comes in time');
select is((select o.status || ' ' || e.state from core.exits e join core.orders o using (exit_id)
    where e.exit_id = of('late')), 'cancelled withdrawn', 'it is withdrawn by itself');
select become('sunil');
select is(api.approve((answer('late') ->> 'approval_id')::bigint) #>> '{problem,code}', 'IR204', 'and cannot be approved');
select become_nobody();
-- What moved in between.
create function tap.moved(name text, statement text) returns text language plpgsql as $$
declare v_code text;
begin
    perform tap.become('arun');
    perform tap.close(name, (select reliance from pg_temp.ids), ', 1, null, ''LIMIT'', 1300');
    perform tap.become_nobody();
    execute statement;
    perform tap.become('sunil');
    v_code := api.approve((tap.answer(name) ->> 'approval_id')::bigint) #>> '{problem,code}';
    perform tap.become_nobody();
    return concat_ws(' ', v_code, (select concat_ws(' ', o.status, e.state, e.problem ->> 'code')
        from core.exits e join core.orders o using (exit_id) where e.exit_id = tap.of(name)));
end $$;
select is(moved('band', 'update book.instruments set upper_price = 1200 where instrument_id = 7003'),
    'IR108 cancelled failed IR108', 'the price range moved: refused, withdrawn, with the reason');
update book.instruments set upper_price = 1600 where instrument_id = 7003;
select is(moved('mode', $$update core.site set mode = 'returning'$$), 'IR201 cancelled failed IR201', 'the mode moved');
update core.site set mode = 'active';
select is(moved('session', $$update fix.sessions set enabled = false where name = 'ORDERS'$$),
    'IR203 cancelled failed IR203', 'the session is gone');
update fix.sessions set enabled = true;
select is(moved('control', $$insert into core.controls (scope, subject, kind, reason, set_by)
    select 'person', 'arun', 'pause', 'r', person_id from auth.ops_team where username = 'sita'$$),
    'IR207 cancelled failed IR207', 'the person is paused');
select become('arun');
select is(closing((select reliance from ids), ', 1'), 'IR207', 'and makes no exits');
select become_nobody();
update core.controls set lifted_at = now(), lifted_by = set_by;
select is(moved('position', $$select logic.apply_trades('manual', array[row('NSE', 'CM', '2026-01-15', 'T77', 'sell', 1, 1300,
    now(), 9001, 7003, 'CNC', null, null, null, null)::core.trade_report])$$),
    'IR204 cancelled withdrawn', 'the position moved: the newest exit is in excess and its request over');

-- Funds: buying back 70 options at about 400.5.
update core.settings set value = '0' where name = 'square_off_approval_value';
update book.funds set available = 20000;
select become('arun');
select is(close('enough', (select option from ids), ', 35'), 'placed', 'funds suffice');
select is(answer('enough') -> 'warnings', null, 'so nothing is said');
select is(close('short', (select option from ids), ', 35'), 'placed', 'a second one takes what the first needs');
select is(answer('short') #>> '{warnings,0,code}', 'IR304', 'which is said');
select is((answer('short') #>> '{warnings,0,detail,available}')::numeric, 20000::numeric, 'with the figures');
select become_nobody();
select is((select warnings #>> '{0,code}' from core.exits where exit_id = of('short')), 'IR304', 'on the parent order');
select is((select after #>> '{warnings,0,code}' from audit.log where action = 'square_off' order by log_id desc limit 1),
    'IR304', 'and in the audit log');
select logic.cancel_orders(array(select order_id from core.orders where exit_id in (of('short'), of('enough'))), 'r');
update core.settings set value = 'block' where name = 'funds_policy';
select become('arun');
select is(closing((select option from ids)), 'IR304', 'the policy may be to refuse');
select become_nobody();
update core.settings set value = 'off' where name = 'funds_policy';
select become('arun');
select is(close('off', (select option from ids), ', 35'), 'placed', 'or not to look');
select become_nobody();
update core.settings set value = 'warn' where name = 'funds_policy';
delete from book.funds;
select become('arun');
select is(close('unknown', (select option from ids), ', 35'), 'placed', 'nobody knows the funds');
select is(answer('unknown') #>> '{warnings,0,detail,reason}', 'the client''s funds are unknown', 'which is said, too');
select become_nobody();

-- Another exchange: nine are left of the shares, all on their way; take those back.
select logic.cancel_orders(array(select order_id from core.orders where position_id = (select reliance from ids)
    and leaves_quantity > 0), 'r');
select is(standing((select reliance from ids)), '0 0 0 9', 'nine shares are free');
update core.settings set value = '1000' where name = 'square_off_approval_value';
select is(moved('taken back', $$select logic.cancel_orders(array(select order_id from core.orders
    where exit_id = (select max(exit_id) from core.exits)), 'taken back')$$), 'IR204 cancelled withdrawn',
    'what was taken back meanwhile is not sent');
select is((select state || ': ' || decision_reason from core.approvals order by approval_id desc limit 1),
    'withdrawn: taken back', 'and nobody has to decide about it');
update book.instruments set freeze_quantity = 2 where instrument_id = 7003;
select become('arun');
select is(close('slices', (select reliance from ids), ', 3, null, ''LIMIT'', 1300'), 'waiting_approval', 'of two slices');
select is(api.cancel_order((answer('slices') #>> '{orders,1,order_id}')::bigint) ->> 'status', 'cancelled', 'one is taken back');
select become_nobody();
select is((select string_agg(o.status, ' ') || ' ' || e.state from core.exits e join core.orders o using (exit_id)
    where e.exit_id = of('slices') group by e.state), 'cancelled cancelled withdrawn',
    'what was to be approved cannot happen: the whole goes');
select is((select state from core.approvals order by approval_id desc limit 1), 'withdrawn', 'with its request');
update book.instruments set freeze_quantity = null where instrument_id = 7003;
update core.settings set value = '0' where name = 'square_off_approval_value';
select become('arun');
select is(closing((select nifty from ids), ', 75, null, null, null, false, ''BSE'''), 'IR303', 'a future has no other listing');
select is(closing((select reliance from ids), ', 1, null, null, null, false, ''XYZ'''), 'IR101', 'an exchange that is none');
select is(close('own', (select reliance from ids), ', 1, null, null, null, false, ''NSE'''), 'placed', 'its own exchange is no other');
select is(close('cross', (select reliance from ids), ', 5, null, null, null, false, ''BSE'''), 'placed', 'five are closed there');
select become_nobody();
select results_eq($$ select o.session_name, i.exchange, o.side::text, o.position_id = (select reliance from ids), o.leg_position_id, o.limit_price
    from core.orders o join book.instruments i using (instrument_id) where o.exit_id = of('cross') $$,
    $$ select 'BSEORDERS', 'BSE', 'sell', true, position_of(9001, 7103), 1282.80 $$,
    'by the other exchange''s session, at its price, reserving the position that is closed');
select is(standing((select reliance from ids)), '6 0 0 3', 'what is on its way is reserved');
select logic.apply_trades('drop_copy', array[row('BSE', 'CM', '2026-01-15', 'B1', 'sell', 3, 1285, now(), 9001, 7103, 'CNC',
    (select order_id from core.orders where exit_id = of('cross')), 'X1', 'ZC9001', 'E1')::core.trade_report]);
select is(standing((select reliance from ids)), '3 0 3 3', 'what traded stands against it');
select is(standing(position_of(9001, 7103)), '0 0 3 0', 'and cannot be closed there');
select is_empty($$ select * from ops.position_breaks $$, 'no figure is wrong');
select become('arun');
select is(closing(position_of(9001, 7103)), 'IR301', 'the leg is not closed again');
select is(closing((select reliance from ids), ', 4'), 'IR301', 'nor the position');
select results_eq($$ select (p ->> 'quantity')::bigint, (p ->> 'linked_position_id')::bigint, (p ->> 'linked_quantity')::bigint,
    (p ->> 'net_with_linked')::bigint, (p ->> 'available')::bigint from json_array_elements(api.get_positions(9001)) p
    where p ->> 'symbol' = 'RELIANCE' order by p ->> 'exchange' desc $$,
    $$ values (9::bigint, position_of(9001, 7103), 3::bigint, 6::bigint, 3::bigint),
        (-3, (select reliance from ids), 3, 6, 0) $$, 'both are shown with what is open in all');
select become_nobody();
-- Trades of the client's own there.
select logic.apply_trades('manual', array[row('BSE', 'CM', '2026-01-15', 'B2', 'sell', 4, 1285, now(), 9001, 7103, 'CNC',
    null, null, null, null)::core.trade_report]);
select is(standing(position_of(9001, 7103)), '0 0 3 4', 'what the client sold there of their own is open');
select become('arun');
select is(closing((select reliance from ids), ', 1, null, null, null, false, ''BSE'''), 'IR303',
    'and then no exit goes there');
select become_nobody();
update fix.sessions set enabled = false where exchange = 'BSE';
select become('arun');
select is(closing((select reliance from ids), ', 1, null, null, null, false, ''BSE'''), 'IR203', 'nor without a session there');
select become_nobody();
select is_empty($$ select * from ops.position_breaks $$, 'still no figure is wrong');
select is_empty($$ select e.exit_id from core.exits e where e.state = 'placed' and not exists
    (select from core.orders o where o.exit_id = e.exit_id) $$, 'every placed exit has orders');
select * from finish();
rollback;
