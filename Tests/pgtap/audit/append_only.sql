-- The log cannot be rewritten, not even by its owner, and keeps what people change by hand.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
select plan(13);

insert into audit.log (database_role, action) values ('test', 'something happened');
select is(raised($$update audit.log set action = 'nothing happened'$$) ->> 'code', 'IR901', 'no update');
select is(raised($$delete from audit.log$$) ->> 'code', 'IR901', 'no delete');
select is(raised($$truncate audit.log$$) ->> 'code', 'IR901', 'no truncate');
set local role irra_owner;
select is(raised($$update audit.log set action = 'x'$$) ->> 'code', 'IR901', 'by the owner neither')
from (select set_config('search_path', 'tap', true)) as s;
reset role;
set local session_replication_role = replica;
select is(raised($$delete from audit.log$$) ->> 'code', 'IR901', 'nor as a replication worker');
set local session_replication_role = origin;
select is((select count(*) from audit.log where action = 'something happened'), 1::bigint, 'it is there');
select is((select count(*) from ops.audit_chain), (select count(*) from audit.log),
    'every row has a digest');

-- Changes by hand.
set local role dba;
insert into fix.sessions (name, kind, exchange, segment, port, sender_comp_id, target_comp_id)
values ('TEST', 'order', 'NSE', 'FO', 9880, 'IRRA', 'NSE');
update fix.sessions set port = 9881 where name = 'TEST';
update core.settings set value = '20' where name = 'call_minutes';
select is(tap.raised($$update core.settings set description = 'mine'$$) ->> 'code', '42501',
    'a DBA changes values and not what they mean');
select is(tap.raised($$select * from core.orders$$) ->> 'code', '42501', 'and reads no order but in ops');
reset role;
select is((select l.after ->> 'port' from audit.log as l
    where l.action = 'update' and l.object = 'fix.sessions'), '9881', 'a changed FIX session is audited');
select is((select l.before ->> 'port' from audit.log as l
    where l.action = 'update' and l.object = 'fix.sessions'), '9880', 'with what it was');
select is((select l.after ->> 'value' || ' by ' || l.database_role from audit.log as l
    where l.action = 'update' and l.object = 'core.settings'), '20 by dba', 'so is a setting');
update auth.ops_team set password_hash = '$argon2id$other' where username = 'arun';
select ok((select not l.after ? 'password_hash' and not l.before ? 'password_hash' from audit.log as l
    where l.action = 'update' and l.object = 'auth.ops_team'), 'a password''s hash is left out');

select * from finish();
rollback;
