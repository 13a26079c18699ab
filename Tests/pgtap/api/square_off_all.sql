-- POST /squareoff/all: a parent order for each position, two people for all of a client, the desk's clock that
-- places them, and what failed and why.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(60);
select sync.fold_before_decision();
create temp table ids on commit drop as select open_call('arun', 9001) as call_id,
    position_of(9001, 7001) as nifty, position_of(9001, 7002) as option,
    position_of(9001, 7003) as reliance;
grant select on ids to public;
create temp table answers (name text, answer jsonb) on commit drop;
grant all on answers to public;
create function tap.all_of(name text, more text default '') returns text
language plpgsql as $$
declare v_answer jsonb;
begin
    execute format('select api.square_off_all((select call_id from pg_temp.ids), %L%s)', 'key-' || name, more)
    into v_answer;
    insert into pg_temp.answers values (name, v_answer);
    return v_answer ->> 'state';
end $$;
create function tap.refused(more text) returns text language sql as $$
    select tap.raised(format('select api.square_off_all((select call_id from pg_temp.ids), %L%s)',
        'key-' || md5(random()::text), more)) ->> 'code' $$;
create function tap.answer(name text) returns jsonb language sql as $$
    select answer from pg_temp.answers a where a.name = answer.name $$;
create function tap.batch(name text) returns bigint language sql as $$
    select (tap.answer(name) ->> 'batch_id')::bigint $$;
create function tap.states(batch_id bigint) returns text language sql as $$
    select b.state || ': ' || string_agg(e.state || coalesce(' ' || (e.problem ->> 'code'), ''), ', ' order by e.position_id)
    from core.batches b join core.exits e using (batch_id) where b.batch_id = states.batch_id group by b.state $$;

select become('arun');
select is(refused(', ''XX'''), 'IR101', 'a segment that is none');
select is(refused(', null, ''ABC'''), 'IR101', 'a product that is none');
select is(refused(', null, null, null, ''LIMIT'''), 'IR101', 'one limit price cannot be for all');
select is(refused(', null, null, ''GOLD'''), 'IR302', 'nothing of this underlying');
select is(raised($$select api.square_off_all(gen_random_uuid())$$) ->> 'code', 'IR403', 'no call');
select become('vera');
select is(refused(''), '42501', 'a viewer has no right to it');
select become_nobody();
select is((select count(*) from core.batches) + (select count(*) from core.exits), 0::bigint, 'a refusal keeps nothing');

-- A segment: no second person.
select become('arun');
select is(all_of('cash', ', ''CM'''), 'running', 'a segment of a client runs at once');
select is(answer('cash') - 'batch_id', '{"state": "running", "exits": 1}', 'with one position in it');
select is(api.square_off_all((select call_id from ids), 'key-cash', 'CM'), answer('cash'), 'the same key gives the same answer');
select is(refused(', ''CM'''), 'IR302', 'what waits in a batch is not closed twice');
select is(api.get_batch(batch('cash')) #>> '{counts,queued}', '1', 'it waits for the clock');
select become_nobody();
select results_eq($$ select worked, next_due_at from queue.work_exits() $$, $$ values (1, null::timestamptz) $$, 'which places it');
select is(states(batch('cash')), 'done: placed', 'and the batch is done');
select is((select worked from queue.work_exits()), 0, 'there is no more to do');
select become('arun');
select results_eq($$ select b ->> 'state', b #>> '{exits,0,state}', b #>> '{exits,0,symbol}', b #>> '{exits,0,orders,0,status}',
    (b #>> '{exits,0,orders,0,quantity}')::integer, b #> '{counts,placed}' from api.get_batch(batch('cash')) b $$,
    $$ values ('done', 'placed', 'RELIANCE', 'queued', 10, '1'::jsonb) $$, 'its progress shows parent and children');
select become('asha');
select is(raised(format('select api.get_batch(%s)', batch('cash'))) ->> 'code', 'IR104', 'to nobody without the call');
select become('anna');
select is(api.get_batch(batch('cash')) ->> 'state', 'done', 'but an auditor');
select is(raised('select api.get_batch(-1)') ->> 'code', 'IR104', 'a batch that is none');
select become_nobody();
select is((select string_agg(distinct i.kind, ' ') from core.exits e join core.instructions i using (instruction_id)),
    'square_off_all', 'one instruction for all');

-- All of a client: two people, who see every position.
select become('arun');
select is(all_of('all'), 'waiting_approval', 'all of a client waits');
select isnt(answer('all') -> 'approval_id', null, 'for a second person');
select become_nobody();
select is((select count(*) from queue.work_exits() where worked > 0), 0::bigint, 'nothing is due');
select become('sita');
select results_eq($$ select e ->> 'symbol', e ->> 'side', (e ->> 'quantity')::integer, (e ->> 'price')::numeric, (e ->> 'value')::numeric
    from jsonb_array_elements(api.list_approvals() #> '{0,payload,exits}') e $$,
    $$ values ('NIFTY26JANFUT', 'sell', 150, 23100.0, 3465000.0), ('BANKNIFTY26JAN50000CE', 'buy', 70, 400.5, 28035.0) $$,
    'the second person sees what will be closed');
select is(api.list_approvals() #>> '{0,payload,value}', '3493035', 'and what it is worth in all');
select is((api.approve((answer('all') ->> 'approval_id')::bigint) -> 'batch_id')::text, batch('all')::text, 'approves');
select become_nobody();
-- Since then one position has become larger, the other cannot be traded.
select logic.apply_trades('manual', array[row('NSE', 'FO', '2026-01-15', 'T78', 'buy', 75, 23000, now(), 9001, 7001,
    'NRML', null, null, null, null)::core.trade_report]);
update book.instruments set expiry_date = '2026-01-14' where instrument_id = 7002;
select is((select worked from queue.work_exits()), 2, 'the clock takes both up');
select is(states(batch('all')), 'done: placed, failed IR303', 'one fails and stops no other');
select is((select quantity from core.orders where position_id = (select nifty from ids)), 150::bigint,
    'never more than was shown is closed');
select become('arun');
select is(api.get_batch(batch('all')) #>> '{exits,1,problem,detail,reason}', 'the contract has expired', 'and why it failed is told');
select is(api.get_batch(batch('all')) #>> '{counts,failed}', '1', 'and counted');
select become_nobody();
update book.instruments set expiry_date = '2026-01-29' where instrument_id = 7002;

-- In other words: every position by its number.
select become('arun');
select is(all_of('named', format(', position_ids => ''%s %s''', (select nifty from ids), (select option from ids))), 'waiting_approval',
    'who names every position asks for all');
select is(raised(format('select api.approve(%s)', answer('named') ->> 'approval_id')) ->> 'code', '42501', 'and cannot agree alone');
select become('sunil');
select is(api.list_approvals() #>> '{0,reason}', 'a square-off of all positions', 'the second person reads it so');
select is(api.reject((answer('named') ->> 'approval_id')::bigint, 'no') ->> 'state', 'rejected', 'and may refuse');
select become_nobody();

-- Rejected and too late.
select become('arun');
select is(all_of('no'), 'waiting_approval', 'what is left');
select become('sunil');
select is(api.reject((answer('no') ->> 'approval_id')::bigint, 'no') ->> 'state', 'rejected', 'is rejected');
select become_nobody();
select is(states(batch('no')), 'rejected: withdrawn, withdrawn', 'and withdrawn');
select become('arun');
select is(all_of('late'), 'waiting_approval', 'again');
select become_nobody();
update core.approvals set expires_at = now() where state = 'waiting';
select is((select worked from queue.work_exits()), 1, 'nobody comes in time');
select is(states(batch('late')), 'rejected: withdrawn, withdrawn', 'withdrawn as well');

-- Settings.
update core.settings set value = 'off' where name = 'square_off_all_needs_approval';
select become('arun');
select is(all_of('off'), 'running', 'the setting lets one person do it');
select become_nobody();
update core.site set mode = 'returning';
select is((select worked from queue.work_exits()), 2, 'the desk makes no orders any more');
select is(states(batch('off')), 'done: failed IR201, failed IR201', 'they fail and say so');
update core.site set mode = 'active';
update core.settings set value = '28000' where name = 'square_off_approval_value';
select become('arun');
select is(all_of('value', ', null, null, ''BANKNIFTY'''), 'waiting_approval', 'a narrow one above the value waits, too');
select become_nobody();
update core.site set mode = 'returning';
select become('sita');
select is(api.approve((answer('value') ->> 'approval_id')::bigint) #>> '{problem,code}', 'IR201', 'it cannot be approved now');
select become_nobody();
select is(states(batch('value')), 'rejected: withdrawn', 'and is spent');
select is_empty($$ select o.position_id from core.orders o join core.positions p using (position_id)
    group by o.position_id, p.net_quantity having sum(o.leaves_quantity) > abs(p.net_quantity) $$, 'nothing is over-closed');
-- What has no order yet is taken back with the rest, and nothing follows.
create function tap.take_back(more text default '') returns jsonb language plpgsql as $$
declare v_answer jsonb;
begin
    execute format('select api.cancel_all_orders((select call_id from pg_temp.ids)%s)', more) into v_answer;
    return v_answer;
end $$;
update core.site set mode = 'active';
update core.settings set value = case name when 'square_off_all_needs_approval' then 'on' else '100000000' end
where name in ('square_off_all_needs_approval', 'square_off_approval_value');
select become('arun');
select take_back();
select is(all_of('back'), 'waiting_approval', 'all of a client waits');
select is(take_back(', null, ''MIS''') -> 'withdrawn_exits', '[]', 'a product that it does not touch leaves it');
select is(jsonb_array_length(take_back(', ''FO'', null, ''BANKNIFTY''') -> 'withdrawn_exits'), 3, 'one position of it takes it back as a whole');
select become_nobody();
select is(states(batch('back')), 'rejected: withdrawn, withdrawn, withdrawn', 'the batch is over');
select is((select state || ': ' || decision_reason from core.approvals where approval_id = (answer('back') ->> 'approval_id')::bigint),
    'withdrawn: taken back by the caller', 'nobody has to decide');
select become('sunil');
select is(api.approve((answer('back') ->> 'approval_id')::bigint) #>> '{problem,code}', 'IR204', 'nor can');
select become('arun');
select is(all_of('queued', ', null, null, ''BANKNIFTY'''), 'running', 'what waits for the clock');
select is(jsonb_array_length(take_back() -> 'withdrawn_exits'), 1, 'is taken back');
select is(take_back() -> 'withdrawn_exits', '[]', 'once');
select become_nobody();
select is(states(batch('queued')), 'done: withdrawn', 'its batch is done');
select is((select worked from queue.work_exits()), 0, 'and nothing is placed');
select is((select jsonb_array_length(details -> 'exit_ids') from core.instructions where kind = 'cancel_all' order by instruction_id desc limit 1), 1,
    'the instruction names it');
select * from finish();
rollback;
