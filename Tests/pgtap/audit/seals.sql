-- The log is sealed in a chain, and whoever changes it afterwards, a superuser included, is found.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
select plan(69);

-- Everything in one transaction: a mark by the oldest of all transactions is past at once, and no
-- row of another session can be on its way in this database. What waits for whom is in
-- Tests/isolation/specs/audit_seals.spec.
create function tap.seal(rows_max integer default 10000) returns bigint language plpgsql as $$
declare
    v_count bigint := 0;
begin
    update audit.progress set marked_log_id = audit.given_log_id(), marked_by = '3',
        ids_from = marked_at, marked_at = clock_timestamp();
    while (audit.seal_marked(rows_max)).seal_number is not null loop
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;
create function tap.write(text) returns bigint language sql as $$
    insert into audit.log (database_role, action) values ('test', $1) returning log_id $$;
-- As an attacker with every right would.
create function tap.unguard() returns void language sql set client_min_messages = error as $$
    alter table audit.log disable trigger all;
    alter table audit.seals disable trigger all;
$$;
create function tap.guard() returns void language sql as $$
    alter table audit.log enable always trigger log_append_only;
    alter table audit.log enable always trigger log_never_truncated;
    alter table audit.seals enable always trigger seals_append_only;
    alter table audit.seals enable always trigger seals_never_truncated;
$$;
create function tap.found() returns text language sql as $$
    select string_agg(concat_ws(' ', f.finding, f.log_id), ', ' order by f.seal_number, f.log_id, f.finding)
    from audit.verify() as f
$$;
-- What verify finds after an attack, which is taken back.
create function tap.after_attack(attack text) returns text language plpgsql as $$
declare
    v_found text;
begin
    begin
        perform tap.unguard();
        execute attack;
        perform tap.guard();
        v_found := tap.found();
        raise exception using errcode = 'UNDO1';
    exception when sqlstate 'UNDO1' then
        return v_found;
    end;
end
$$;

-- Sealing ----------------------------------------------------------------------------------------
select is(tap.found(), null, 'a log without seals is intact');
select is((audit.extent()).seals, 0::bigint, 'nothing is sealed yet');
select is(audit.head_line(), null, 'and nothing is to be written outside');
select is(tap.seal(), 1::bigint, 'what was there is one seal');
create temp table ids on commit drop as select tap.write('row ' || i) as id, i from generate_series(1, 12) as i;
select is(tap.seal(5), 3::bigint, 'twelve rows in batches of five are three seals');
select results_eq($$ select seal_number, row_count from audit.seals where seal_number > 1 order by 1 $$,
    $$ values (2::bigint, 5), (3, 5), (4, 2) $$, 'full ones and the rest');
select is((select last_log_id from audit.seals where seal_number = 4), audit.given_log_id(), 'up to the mark');
select is(tap.seal(5), 0::bigint, 'and no more when nothing was written');
do $$ begin perform tap.write('rolled back'); raise sqlstate 'UNDO1'; exception when sqlstate 'UNDO1' then null; end $$;
insert into ids select tap.write('row 13'), 13;
select is(tap.seal(5), 1::bigint, 'a number that never came is no row');
select results_eq($$ select row_count, last_log_id - first_log_id from audit.seals where seal_number = 5 $$,
    $$ values (1, 1::bigint) $$, 'its range is passed all the same');
select is((select log_ids from audit.seals where seal_number = 5), (select int8multirange(int8range(id, id, '[]'))
    from ids where i = 13), 'the seal knows which numbers there were');
select is(tap.found(), null, 'all is intact');
select is((select count(*) from audit.seals as s where s.hash <> audit.seal_hash(s)), 0::bigint, 'each hash is its columns');
select results_eq($$ select lag(hash) over (order by seal_number) from audit.seals order by seal_number offset 1 $$,
    $$ select previous_hash from audit.seals order by seal_number offset 1 $$, 'each names the one before');
select is((select previous_hash from audit.seals where seal_number = 1), decode(repeat('00', 32), 'hex'), 'the first names none');
select is((select rows_sealed from audit.extent()), (select count(*) from audit.log), 'all rows are sealed');
select is(raised('select audit.seal()') ->> 'code', 'IR901', 'sealing wants a transaction of its own');
insert into ids select tap.write('row 14'), 14;
update audit.progress set marked_log_id = audit.given_log_id(), marked_by = '9000000000000',
    ids_from = marked_at, marked_at = clock_timestamp();
select is((audit.seal_marked(5)).seal_number, 6::bigint, 'a mark of another cluster''s counter holds up nothing');

-- The text that is hashed is the same whatever the session thinks of times.
create temp table texts on commit drop as select log_id, text from ops.audit_rows;
set local timezone = 'Asia/Kolkata';
set local datestyle = 'German, DMY';
set local extra_float_digits = 0;
set local bytea_output = escape;
set local intervalstyle = sql_standard;
select is_empty('select log_id, text from texts except select log_id, text from ops.audit_rows', 'rows have one text');
select is(tap.found(), null, 'and one digest, under any settings');
set local timezone = 'UTC';
set local datestyle = 'ISO, MDY';
select matches((select text from texts t join ids on id = log_id where i = 13),
    '^\[\d+, "\d+", "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", null, null, "test", null, null, "row 13", null, null, null, null\]$',
    'a JSON array of the columns in order');
select is((select encode(digest, 'hex') from ops.audit_rows join ids on id = log_id where i = 13), (select encode(public.digest(text, 'sha256'), 'hex')
    from texts t join ids on id = log_id where i = 13), 'hashed as anybody can');

-- Attacks that seal nothing anew ------------------------------------------------------------------
create function tap.id(integer) returns bigint language sql as $$ select id from ids where i = $1 $$;
select is(after_attack($$ update audit.log set action = 'another' where log_id = $$ || id(3)), 'row changed ' || id(3), 'a changed row');
select is(after_attack($$ update audit.log set at = at + interval '1 microsecond' where log_id = $$ || id(12)),
    'row changed ' || id(12), 'a changed time');
select is(after_attack($$ update audit.log set after = '{}' where log_id = $$ || id(13)), 'row changed ' || id(13), 'an addition');
select is(after_attack($$ delete from audit.log where log_id = $$ || id(6)), 'row removed ' || id(6), 'a removed row');
select is(after_attack($$ delete from audit.log where log_id = $$ || id(14)), 'row removed ' || id(14), 'the last row');
select is(after_attack($$ delete from audit.log where log_id between $$ || id(4) || ' and ' || id(6)),
    format('row removed %s, row removed %s, row removed %s', id(4), id(5), id(6)), 'several');
select is(after_attack($$ with two as (select a.log_id as here, b.action from audit.log a, audit.log b
        where (a.log_id, b.log_id) in ((tap.id(1), tap.id(2)), (tap.id(2), tap.id(1))))
    update audit.log set action = two.action from two where log_id = here $$),
    format('row changed %s, row changed %s', id(1), id(2)), 'two rows in each other''s place');
-- The number that was rolled back is free: between rows 12 and 13.
select is(after_attack($$ insert into audit.log (log_id, database_role, action) overriding system value
    values (tap.id(13) - 1, 'test', 'back-dated') $$), 'row inserted ' || id(13) - 1, 'a row in a gap');
select is(after_attack($$ delete from audit.log where log_id = tap.id(7); insert into audit.log (log_id, at, database_role,
    action) overriding system value select tap.id(7), min(at), 'test', 'reused' from audit.log where log_id = tap.id(8) $$),
    'row changed ' || id(7), 'a reused number');
select is(after_attack($$ insert into audit.log (log_id, database_role, action) overriding system value
    values (0, 'test', 'before all') $$), 'row inserted 0', 'a number below all');
select is(after_attack($$ insert into audit.log (log_id, database_role, action) overriding system value
    values (1000000, 'test', 'hidden from sealing') $$), 'row inserted 1000000', 'a number that was never given');
select is(after_attack($$ insert into audit.log (at, database_role, action)
    values (now() - interval '1 day', 'test', 'back-dated') $$), 'time wrong ' || id(14) + 1, 'a new row with an old time')
from (select setval('audit.log_log_id_seq', tap.id(14))) as s;
select is(after_attack($$ insert into audit.log (at, database_role, action)
    values (now() - interval '1 day', 'test', 'back-dated'); select tap.seal() $$), 'time wrong ' || id(14) + 1, 'after it was sealed, too')
from (select setval('audit.log_log_id_seq', tap.id(14))) as s;
select is(after_attack($$ truncate audit.log $$) ~ 'row removed', true, 'everything');
select is(after_attack($$ alter table audit.log disable trigger log_append_only $$), null, 'a guard that is back is no finding');
savepoint guards;
alter table audit.log disable trigger log_append_only;
drop trigger seals_append_only on audit.seals;
select results_eq($$ select finding, detail from audit.verify() order by detail $$,
    $$ values ('not protected', 'trigger log_append_only on audit.log is disabled'),
        ('not protected', 'trigger seals_append_only on audit.seals is gone') $$, 'a guard that is away is');
rollback to guards;

-- Attacks on the seals ---------------------------------------------------------------------------
select is(after_attack($$ update audit.seals set row_digests = row_digests || '' , sealed_at = sealed_at + interval '1s'
    where seal_number = 3 $$), 'seal changed', 'a seal that was touched');
select is(after_attack($$ update audit.seals s set hash = audit.seal_hash(row(s.seal_number, s.format, s.first_log_id, s.last_log_id,
    s.row_count, s.log_ids, s.row_digests, s.ids_from, s.ids_until, now(), s.previous_hash, s.hash)::audit.seals), sealed_at = now()
    where seal_number = 3 $$), 'chain broken', 'one that was made anew, by the next');
select is(after_attack($$ delete from audit.seals where seal_number = 3 $$), 'seals removed', 'one that is gone');
select is(after_attack($$ delete from audit.seals where seal_number = 6; delete from audit.log where log_id = tap.id(14);
    select tap.seal() $$), null, 'the last one made anew is not found here');

-- Everything sealed anew: what was written outside tells ------------------------------------------
create temp table heads on commit drop as select 1 as n, audit.head_line() as line;
insert into heads select 2, audit.head_line(array_agg(line order by n)) from heads;
insert into ids select tap.write('row 15'), 15;
select tap.seal();
insert into heads select 3, audit.head_line(array['cut o'] || array_agg(line order by n) || array['2026-11-21T16:4']) from heads;
create function tap.heads() returns text[] language sql as $$ select array_agg(line order by n) from heads $$;
select is_empty('select * from audit.verify_heads(tap.heads())', 'lines outside agree with the seals');
select results_eq($$ select line_number, finding from audit.verify_heads((tap.heads())[1:2] || array['torn'] || (tap.heads())[3:3]) $$,
    $$ values (3::bigint, 'line not whole') $$, 'a torn line is told and passed over');
select is_empty('select * from audit.verify_heads((tap.heads())[3:], (tap.heads())[:2])', 'they are checked in pieces');
select results_eq($$ select line_number, finding from audit.verify_heads((tap.heads())[1:1] || (tap.heads())[3:3]) $$,
    $$ values (2::bigint, 'line changed or lines removed') $$, 'a line that is missing is found');
select results_eq($$ select line_number, finding from audit.verify_heads((tap.heads())[2:3]) $$,
    $$ values (1::bigint, 'line changed or lines removed') $$, 'the first one, too');
select results_eq($$ select line_number, finding from audit.verify_heads(
        array[replace((tap.heads())[1], 'seal=6', 'seal=5')] || (tap.heads())[2:3]) $$,
    $$ values (1::bigint, 'line changed or lines removed'), (1, 'sealed anew') $$, 'a changed line, too');
select lives_ok($$ select audit.note_head((tap.heads())[3]) $$, 'the database is told');
select is((select head_seal_number from audit.progress), 7::bigint, 'how far that is');
savepoint anew;
select tap.unguard();
update audit.log set action = 'never happened' where log_id = tap.id(2);
truncate audit.seals;
update audit.progress set marked_log_id = audit.given_log_id(), marked_by = '3', ids_from = 'epoch', marked_at = now() + interval '9 s';
-- In five seals, one less than the file outside tells of, however many rows there are.
select count(audit.seal_marked((select count(*) / 5 + 1 from audit.log)::integer)) from generate_series(1, 9);
select tap.guard();
select is(tap.found(), null, 'who can do everything seals everything anew, consistently');
select results_eq($$ select line_number, seal_number, finding from audit.verify_heads(tap.heads()) $$,
    $$ values (1::bigint, 6::bigint, 'seal missing'), (2, 6, 'seal missing'), (3, 7, 'seal missing') $$,
    'the file outside has more seals than there are');
update audit.progress set marked_log_id = audit.given_log_id(), ids_from = marked_at, marked_at = now() + interval '9 s';
select audit.add_seal(audit.given_log_id(), now(), now(), 5), audit.add_seal(audit.given_log_id(), now(), now(), 5),
    audit.add_seal(audit.given_log_id(), now(), now(), 5);
select results_eq($$ select line_number, seal_number, finding from audit.verify_heads(tap.heads()) $$,
    $$ values (1::bigint, 6::bigint, 'sealed anew'), (2, 6, 'sealed anew'), (3, 7, 'sealed anew') $$,
    'or others with these numbers');
rollback to anew;

-- Old rows that were retired ----------------------------------------------------------------------
savepoint retired;
insert into audit.retirements (through_log_id, row_count, export_digest, kept_where, reason)
values (tap.id(5), 5, sha256('export'), 'the vault', 'older than eight years');
select tap.unguard();
delete from audit.log where log_id <= tap.id(5);
select tap.guard();
select is(tap.found(), null, 'rows that were exported and retired may be gone');
select tap.unguard();
delete from audit.log where log_id <= tap.id(6);
select tap.guard();
select is(tap.found(), 'row removed ' || id(6), 'those after them may not');
select is(raised('delete from audit.retirements') ->> 'code', 'IR901', 'what was retired stays said');
rollback to retired;

-- How healthy that is -----------------------------------------------------------------------------
create function tap.health(check_name text) returns text language sql as $$
    select h.ok || ' ' || regexp_replace(h.detail, '\d{4}-.*?(?=,|$)', 'then', 'g') from ops.health as h
    where h.check_name = health.check_name $$;
select is(tap.health('audit seals'), 'true seal 7 of then', 'a log that is sealed is healthy');
select is(tap.health('audit head outside'), 'true seal 7 written at then', 'with its head outside');
savepoint old;
insert into audit.log (at, database_role, action) values (now() - interval '61 s', 'test', 'forgotten');
select is(tap.health('audit seals'), 'false seal 7 of then, a row waits since then', 'a row that waits too long is told');
update audit.progress set head_written_at = now() - interval '181 s';
select is(tap.health('audit head outside'), 'false seal 7 written at then', 'and a head that was not written');
rollback to old;
select is((select count(*) from pg_attribute as t, pg_attribute as i where (t.attrelid, i.attrelid) = ('audit.log'::regclass,
    'audit.log'::regclass) and (t.attname, i.attname) = ('transaction_id', 'log_id') and t.attnum < i.attnum), 1::bigint,
    'a row has its transaction''s number before its own: sealing relies on it');
select is((select s.seqcache from pg_sequence as s where s.seqrelid = 'audit.log_log_id_seq'::regclass), 1::bigint,
    'and no session has numbers in stock');

-- Who may -----------------------------------------------------------------------------------------
select tap.become('anna');
select lives_ok('select * from audit.verify()', 'an auditor verifies');
select lives_ok('select * from audit.seals', 'and reads the seals');
select set_config('irra.session', 'forged', true);
select is(raised('select * from audit.verify()') ->> 'code', 'IR401', 'nobody does not');
select tap.become('sunil');
select is(raised('select * from audit.verify()') ->> 'code', '42501', 'nor does a supervisor');
select tap.become_nobody();
set local role dba;
select lives_ok('select * from audit.verify()', 'a DBA verifies');
select is(tap.raised('select audit.seal()') ->> 'code', '42501', 'but does not seal');
set local role irra_owner;
select is(tap.raised('update audit.seals set row_count = 0') ->> 'code', 'IR901', 'not even the owner changes a seal');
reset role;

select * from finish();
rollback;
