-- What a door does is written down: generated from the doors' and their rules' own text, so that a
-- new door is held to it, too. Then the doors that show several clients at once, and refusals.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/desk.psql
select plan(12);

create temp table code on commit drop as
select n.nspname || '.' || p.proname as name, n.nspname as room, p.provolatile, p.prosecdef,
    regexp_replace(p.prosrc, '--[^\n]*', '', 'g') as body
from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
where n.nspowner = 'irra_owner'::regrole
union all
select n.nspname || '.' || c.relname, n.nspname, 's', false, pg_get_viewdef(c.oid)
from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
where n.nspowner = 'irra_owner'::regrole and c.relkind = 'v';
create temp table uses on commit drop as
select distinct c.name, m[1] as used from code as c
cross join lateral regexp_matches(c.body, '\m((?:api|logic|auth|audit|queue|fix|notify|sync|core|book|ops)\.[a-z_0-9]+)', 'g') as m
where m[1] <> c.name;
create temp table writes on commit drop as
select distinct c.name from code as c
where c.body ~* '\m(insert\s+into|update|delete\s+from)\s+(core|auth|fix|queue|notify|sync|book)\.[a-z_]+';
create temp table reaches on commit drop as
with recursive r (door, name) as (
    select c.name, c.name from code as c where c.room = 'api'
    union
    select r.door, u.used from r join uses as u on u.name = r.name
)
select * from r;
create temp table doors on commit drop as
select c.name from code as c where c.room = 'api' and to_regclass(c.name) is null;

select cmp_ok((select count(*) from doors), '>', 30::bigint, 'there are doors to look at');

-- Watermarks and what was refused of the book are the desk's own, moved by whoever looks first.
select is_empty($$
    select d.name from doors as d
    where exists (
        with recursive r (name) as (
            select d.name
            union
            select u.used from r join uses as u on u.name = r.name
            where u.used not like 'sync.%' and u.used <> 'audit.append')
        select from r join writes as w using (name))
        and not exists (select from reaches as r
            where r.door = d.name and r.name = 'audit.append')
$$, 'a door that changes anything leads to the log');

-- One's own calls, and how the door itself is asked. Views that only count show nobody, nor does the
-- band, which counts; who is logged in sees by broker id whom they have on the line.
select is_empty($$
    select d.name, min(r.name) from doors as d cross join lateral (
        with recursive r (name) as (
            select d.name
            union
            select u.used from r join uses as u on u.name = r.name
            where u.used not in ('ops.replication', 'ops.purges', 'ops.order_pace', 'ops.queues', 'ops.fix_sessions'))
        select name from r) as r
    where r.name in ('book.users', 'book.funds', 'book.orders', 'book.trades', 'core.positions',
            'core.orders', 'core.trades', 'core.temp_trades', 'core.exits', 'core.batches',
            'core.approvals', 'core.call_attempts', 'core.instructions')
        and d.name not in ('api.get_band', 'api.whoami')
        and not exists (select from reaches as a where a.door = d.name
            and a.name in ('audit.append', 'auth.audit_read'))
    group by d.name
$$, 'a door that shows a client leads to the log');

select is_empty($$
    select c.name from code as c join doors as d using (name)
    where c.provolatile <> 'v' and exists (select from reaches as r where r.door = c.name
        and r.name in ('audit.append', 'auth.audit_read'))
$$, 'and is not called one that only reads');

-- Several clients at once: which they were.
create function pg_temp.clients_read(action text) returns jsonb language sql as $$
    select l.after -> 'user_ids' from audit.log as l where l.action = 'read:' || clients_read.action
    order by l.log_id desc limit 1
$$;
update core.approvals set payload = '{"client": {"user_id": 9001}, "positions": []}';
select tap.become('anna');
select count(*) from jsonb_array_elements(api.get_orders());
select count(*) from jsonb_array_elements(api.list_approvals());
select count(*) from jsonb_object_keys(api.get_reconciliation());
select tap.become_nobody();
select is(pg_temp.clients_read('get_orders'), '[9001, 9002]', 'a list of orders names its clients');
select is(pg_temp.clients_read('list_approvals'), '[9001]', 'a list of approvals, too');
select is(pg_temp.clients_read('get_reconciliation'), '[9001, 9002]', 'so do fills that do not agree');

select tap.become('sunil');
select api.get_user('ZC9001') is not null, api.get_order(
    (select order_id from core.orders where user_id = 9002), 'desk') is not null;
select tap.become_nobody();
select is((select array_agg(l.action || ' ' || l.user_id order by l.log_id) from audit.log as l
    join auth.ops_team as p on p.person_id = l.person_id
    where l.action like 'read:%' and p.username = 'sunil'),
    array['read:get_user 9001', 'read:get_order 9002'], 'a read of one client names that client');
select ok((select bool_and(l.person_id is not null and l.session_id is not null and l.request_id is not null
        and l.address is not null and l.database_role in ('auditor', 'ops_supervisor'))
    from audit.log as l where l.action like 'read:%'), 'who, in which session and request, from where, as which role');
update core.approvals set payload = '{}';
select tap.become('anna');
select count(*) from jsonb_array_elements(api.list_approvals());
select tap.become_nobody();
select is((select count(*) from audit.log as l where l.action = 'read:list_approvals'), 1::bigint,
    'an answer about no client is no read of one');

-- What raises is written down by the front (api.record_refusal); what answers a problem does it itself.
update core.approvals set payload = '{"client": {"user_id": 9001}}', expires_at = now() - interval '1 minute';
select tap.become('sita');
select count(api.reject(a.approval_id, 'late')) from core.approvals as a;
select tap.become_nobody();
select is((select count(*) from audit.log as l where l.action = 'reject:too_late'), 1::bigint,
    'a decision that comes too late');
select is((select count(*) from pg_proc as p cross join lateral regexp_matches(p.prosrc,
        'return logic\.problem', 'g') where p.pronamespace = 'api'::regnamespace and p.prosrc !~ 'audit\.append'),
    0::bigint, 'every door that answers a problem has a line for the log');

select * from finish();
rollback;
