-- A dump is one job at a time, counts when its restored copy is what the primary held, and fixes the
-- day's opening positions; what the primary writes afterwards is held for people.
begin;
set local search_path = tap;
set local client_min_messages = error;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select sync.fold();
select plan(51);
create function pg_temp.dump(wanted bigint) returns sync.dumps language sql security definer as $$
    select d from sync.dumps d where d.dump_id = wanted $$;
create function pg_temp.alerts() returns text[] language sql security definer as $$
    select array_agg(a.kind order by a.kind) from core.alerts a where a.resolved_at is null $$;
create function pg_temp.net(client bigint, instrument bigint, of_product text) returns bigint language sql security definer as $$
    select net_quantity from core.positions where (user_id, instrument_id, product) = (client, instrument, of_product) $$;
create function pg_temp.held() returns bigint language sql security definer as $$ select count(*) from sync.held_openings $$;
-- What a digest of every table says: on this side, as it would on the primary's.
create function pg_temp.digests() returns jsonb language plpgsql as $$
declare
    v_statement record;
    v_answer jsonb := '[]';
    v_count bigint;
    v_hash numeric;
begin
    set local timezone = 'UTC';
    for v_statement in select s.table_name, s.digest from logic.book_statements() s loop
        execute v_statement.digest into v_count, v_hash;
        v_answer := v_answer || jsonb_build_object('name', v_statement.table_name, 'row_count', v_count, 'content_hash', v_hash::text);
    end loop;
    return v_answer;
end $$;

-- Asking.
select is(sync.claim_dump('w1'), null, 'nothing is to be made');
select tap.become('arun');
select is(raised($$ select api.start_dump() $$) ->> 'code', '42501', 'an agent asks for none');
select tap.become('sunil');
select is(raised($$ select api.start_dump(' ') $$) #>> '{detail,field}', 'reason', 'a reason that is given has words');
select is(api.start_dump('before the market') ->> 'state', 'waiting', 'a supervisor does');
select is(raised($$ select api.start_dump() $$) ->> 'code', 'IR215', 'one at a time');
select is(api.get_dumps() #>> '{0,requested_by}', 'sunil', 'the list says who');

-- Making.
select tap.become_nobody();
create temp table claim on commit drop as select sync.claim_dump('w1') as c;
select is(jsonb_array_length(c -> 'tables'), 8, 'a worker gets it, with the statements') from claim;
select is(sync.claim_dump('w2'), null, 'no other does');
create temp table id on commit drop as select (c ->> 'dump_id')::bigint as dump from claim;
select is((pg_temp.dump(dump)).phase, 'copying', 'what it does is seen') from id;
select ok(sync.note_dump(dump, 1, 'dumping', 3, 8), 'and how far') from id;
select is(api.steps, '3 of 8', 'by everybody') from (
    select steps_done || ' of ' || steps as steps from ops.dumps) api;
update sync.dumps set lease_until = now() - interval '1 second';
select is(sync.claim_dump('w2') ->> 'attempt', '2', 'a lost worker is followed');
select ok(not sync.note_dump(dump, 1, 'dumping', 4, 8), 'and may do no more') from id;
select ok(not sync.note_dump_snapshot(dump, 1, now(), '0/1', '[]'), 'nothing') from id;
select is(sync.finish_dump(dump, 1, '/d', 1, 'h', '[]'), null, 'at all') from id;
select ok(not sync.fail_dump(dump, 1, 'late'), 'not even fail') from id;
select ok(sync.note_dump_snapshot(dump, 2, now(), '0/1', pg_temp.digests()), 'what the primary held is kept') from id;

-- One row less in the copy.
savepoint differing;
select is(sync.finish_dump(dump, 2, '/d', 1, 'h', jsonb_set(pg_temp.digests(), '{1,row_count}', '0')), 'failed',
    'a copy that differs is none') from id;
select matches((pg_temp.dump(dump)).problem, 'the restored copy differs: instruments has 0 of 3 rows', 'it says where') from id;
select is(pg_temp.alerts(), array['dump_failed'], 'and is an alert');
rollback to differing;
select is(sync.finish_dump(dump, 2, '/d', 1, 'h', '[]'), 'failed', 'so is one without tables') from id;
rollback to differing;
update sync.dumps set attempt = 3, lease_until = now() - interval '1 second';
select is(sync.claim_dump('w3'), null, 'a dump that costs three workers is given up');
select is((pg_temp.dump(dump)).state, 'failed', 'as failed') from id;
rollback to differing;
select is(sync.finish_dump(dump, 2, '/dumps/dump-1-2', 4096, 'h', pg_temp.digests()), 'verified', 'the same is verified') from id;
select is(pg_temp.alerts(), null, 'no alert then');
select tap.become('anna');
select is((select bool_and((t ->> 'ok')::boolean) from jsonb_array_elements(api.get_dumps() #> '{0,tables}') t), true,
    'the list shows both sides of each table');
select tap.become_nobody();

-- Freezing: only what the desk has.
update book.opening_positions set quantity = quantity + 75 where (user_id, instrument_id) = (9001, 7001);
select ok(not logic.freeze_openings(dump), 'not while the desk has others') from id;
update book.opening_positions set quantity = quantity - 75 where (user_id, instrument_id) = (9001, 7001);
select ok(not logic.freeze_openings(dump), 'nor while a change waits to be folded') from id;
select sync.fold();
select ok(logic.freeze_openings(dump), 'then they are frozen') from id;
select is((pg_temp.dump(dump)).frozen_day, '2026-01-15', 'which the dump says') from id;

create temp table before on commit drop as select position_id, net_quantity from core.positions;
update book.opening_positions set quantity = 1500 where (user_id, instrument_id) = (9001, 7001);
delete from book.opening_positions where (user_id, instrument_id) = (9002, 7001);
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price)
values ('2026-01-15', 9002, 7003, 'CNC', 7, 1300);
select sync.fold();
select is_empty($$ select from core.positions p left join before b using (position_id)
    where p.net_quantity is distinct from b.net_quantity $$, 'what the primary writes afterwards moves no position');
select is(pg_temp.held(), 3::bigint, 'it is held: changed, deleted, new');
select results_eq($$ select broker_id, symbol, frozen_quantity, book_quantity from ops.held_openings order by 1, 2 $$,
    $$ values ('ZC9001', 'NIFTY26JANFUT', (select p.net_quantity from before join core.positions p using (position_id)
        where (p.user_id, p.instrument_id) = (9001, 7001)), 1500::bigint), ('ZC9002', 'NIFTY26JANFUT', 75, null),
        ('ZC9002', 'RELIANCE', 0, 7) $$, 'people see both figures');
select is(pg_temp.alerts(), array['opening_changed_after_freeze'], 'and are told');
select is_empty('select * from ops.position_breaks', 'the recomputed figures stand on the frozen, too');
select is((select logic.position_fold_needed(p) from core.positions p where (p.user_id, p.instrument_id) = (9001, 7001)), false,
    'a decision does not read the new one');
select lives_ok($$ select logic.fold_position(p) from core.positions p where (p.user_id, p.instrument_id) = (9001, 7001) $$,
    'nor take it');
select is_empty($$ select from core.positions p join before b using (position_id) where p.net_quantity <> b.net_quantity $$,
    'positions stay');
-- A trade still counts.
insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date, trade_number, product,
    side, quantity, price, executed_at)
values (1, 1, 9002, 7001, 'NSE', 'FO', '2026-01-15', 'T1', 'NRML', 'sell', 75, 23000, now());
select sync.fold();
select is(pg_temp.net(9002, 7001, 'NRML'), 0::bigint, 'trades move positions as always');
-- Written back as it was.
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price)
select '2026-01-15', 9002, 7001, 'NRML', overnight_quantity, overnight_price from core.positions
where (user_id, instrument_id, product) = (9002, 7001, 'NRML');
select sync.fold();
select is(pg_temp.held(), 2::bigint, 'what is written back as it was is no difference');
-- Copied again: every arrival is new, and nothing differs that did not before.
create temp table copied on commit drop as select * from book.opening_positions;
alter table copied drop column arrival;
truncate book.opening_positions;
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price) select * from copied;
select sync.fold();
select is(pg_temp.held(), 2::bigint, 'copying the table again holds nothing more');

-- The next dump takes over what was held.
select tap.become('sunil');
select is(api.start_dump('the primary corrected two') ->> 'state', 'waiting', 'another dump is asked for');
select tap.become_nobody();
truncate claim;
insert into claim select sync.claim_dump('w1');
select sync.note_dump_snapshot((c ->> 'dump_id')::bigint, 1, now(), '0/2', pg_temp.digests()),
    sync.finish_dump((c ->> 'dump_id')::bigint, 1, '/dumps/x', 4096, 'h', pg_temp.digests()) from claim;
select ok(logic.freeze_openings((c ->> 'dump_id')::bigint), 'and freezes anew') from claim;
select is(array[pg_temp.net(9001, 7001, 'NRML'), pg_temp.net(9002, 7003, 'CNC')], array[1500, 7]::bigint[],
    'on what the primary says now');
select is(pg_temp.held(), 0::bigint, 'nothing is held');
select is_empty('select * from ops.position_breaks', 'and nothing is broken');

-- What goes.
insert into sync.dumps (requested_by, state, attempt, ended_at)
select person_id, 'verified', 1, now() - make_interval(days => n) from auth.ops_team, generate_series(1, 20) n where username = 'sunil';
update sync.dumps set attempt = 1, ended_at = now() - interval '20 days' where state = 'verified' and dump_id <= 4;
select is(jsonb_array_length(sync.dump_leavings(array(select format('dump-%s-%s', dump_id, attempt) from sync.dumps)
    || '{dump-99999-1,dump-7-1.unfinished,dump-1-1.services,notes.txt,dump-x}') -> 'directories'),
    (select count(*) + 3 from sync.dumps where ended_at <= now() - interval '7 days' and dump_id < (select max(dump_id) - 2 from sync.dumps))::integer,
    'files older than the policy go, and what is unfinished; nothing else');
update sync.retention_policies set legal_hold = true;
select is(jsonb_array_length(sync.dump_leavings(array(select format('dump-%s-%s', dump_id, attempt) from sync.dumps)) -> 'directories'), 0,
    'nothing under a legal hold');

-- The schedule.
update sync.dump_schedules set last_day = '2026-01-14';
select logic.follow_dump_schedules('2026-01-15 08:14+05:30');
select is((select count(*) from sync.dumps where schedule_name is not null), 0::bigint, 'not before its time');
select logic.follow_dump_schedules('2026-01-15 08:15+05:30'), logic.follow_dump_schedules('2026-01-15 08:16+05:30'),
    logic.follow_dump_schedules('2026-01-17 08:16+05:30');
select is((select count(*) from sync.dumps where schedule_name = 'before_market' and state = 'waiting'), 1::bigint,
    'once a day, and not on a Saturday');
select logic.follow_dump_schedules('2026-01-16 15:00+05:30');
select is(pg_temp.alerts(), array['dump_missed'], 'one that was missed is told, not made within the market''s hours');
select * from finish();
rollback;
