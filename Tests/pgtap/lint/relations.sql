-- Rules for every table, view and policy of ours, read from the catalog, whoever wrote it.
begin;
set local search_path = tap;
set local client_min_messages = warning;
select plan(14);

create temp view ours as
select c.oid, n.nspname as schema_name, c.relname, c.relkind, c.relowner, c.relacl,
    c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.oid::regclass::text as name
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where pg_get_userbyid(n.nspowner) = 'irra_owner' and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S');

select cmp_ok((select count(*) from ours where relkind in ('r', 'p')), '>', 35::bigint,
    'there are tables to look at');

select is_empty($$ select name from ours where pg_get_userbyid(relowner) <> 'irra_owner' $$,
    'everything belongs to irra_owner');

select is_empty($$
    select name from ours
    where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
$$, 'row-level security is enabled and forced on every table');

select is_empty($$
    select o.name from ours as o
    where o.relkind in ('r', 'p')
        and not exists (
            select from pg_policy as p
            where p.polrelid = o.oid and p.polcmd = '*' and p.polroles = array[o.relowner])
$$, 'the owner has a policy of its own on every table');

select is_empty($$
    select p.polrelid::regclass, p.polname from pg_policy as p
    join ours as o on o.oid = p.polrelid
    where 0 = any (p.polroles) or not p.polpermissive
$$, 'no policy is for public, and none is of a kind that the reader has to combine');

select is_empty($$
    select p.polrelid::regclass, p.polname, p.polcmd from pg_policy as p
    join ours as o on o.oid = p.polrelid
    where p.polcmd <> 'r' and p.polroles <> array[o.relowner]
        and not (o.name in ('fix.sessions', 'fix.session_schedules', 'notify.providers',
            'notify.kinds', 'core.holidays', 'core.cut_offs', 'core.settings', 'sync.dump_schedules',
            'sync.retention_policies') and p.polroles = array['dba'::regrole::oid])
$$, 'nobody but the owner writes; a DBA edits FIX sessions, hours, holidays, cut-offs, settings, providers, kinds, schedules and retention');

select is_empty($$
    select o.name, a.grantee::regrole, a.privilege_type
    from ours as o
    cross join lateral aclexplode(coalesce(o.relacl, acldefault('r', o.relowner))) as a
    where a.grantee <> o.relowner and a.privilege_type <> 'SELECT'
        and not (o.name in ('fix.sessions', 'fix.session_schedules', 'notify.providers',
            'notify.kinds', 'core.holidays', 'core.cut_offs', 'core.settings', 'sync.dump_schedules',
            'sync.retention_policies') and a.grantee = 'dba'::regrole)
$$, 'and nobody else has a grant for it');

select is_empty($$
    select o.name from ours as o
    cross join lateral aclexplode(o.relacl) as a
    where a.grantee = 0
$$, 'nothing is granted to public');

-- Column grants count, too.
select is_empty($$
    select a.attrelid::regclass, a.attname, g.grantee::regrole
    from pg_attribute as a
    join ours as o on o.oid = a.attrelid
    cross join lateral aclexplode(coalesce(o.relacl, '{}') || coalesce(a.attacl, '{}')) as g
    where g.grantee <> o.relowner
        and (o.name, a.attname) in (
            ('book.users', 'pan'), ('book.users', 'date_of_birth'), ('book.users', 'email'),
            ('book.users', 'phone'), ('auth.ops_team', 'password_hash'),
            ('auth.ops_team', 'totp_secret_sealed'), ('auth.ops_team', 'email'),
            ('auth.sessions', 'secret_hash'), ('core.call_otps', 'code_hash'),
            ('core.call_otps', 'salt'), ('core.client_contacts', 'email'),
            ('core.client_contacts', 'phone'), ('notify.outbox', 'recipient'),
            ('notify.outbox', 'facts'), ('notify.messages', 'recipient'),
            ('notify.messages', 'facts'), ('notify.preferences', 'phone'))
$$, 'what identifies a client or opens a session is readable by no role');

select is_empty($$
    select name from ours
    where relkind = 'v' and schema_name <> 'ops'
        and not coalesce('security_invoker=true' = any (reloptions), false)
$$, 'a view reads as the person who asks, unless it is a DBA''s');

select is_empty($$
    select name from ours where relkind in ('r', 'p', 'v', 'm')
        and coalesce(obj_description(oid, 'pg_class'), '') !~ '\S'
$$, 'every table and view has a comment');

select is_empty($$
    select o.name || '.' || a.attname from ours as o
    join pg_attribute as a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
    where o.relkind in ('r', 'p')
        and not exists (select from pg_inherits as i where i.inhrelid = o.oid)
        and coalesce(col_description(o.oid, a.attnum), '') !~ '\S'
$$, 'every column has a comment');

select is_empty($$
    select n.nspname from pg_namespace as n
    where pg_get_userbyid(n.nspowner) = 'irra_owner'
        and (coalesce(obj_description(n.oid, 'pg_namespace'), '') !~ '\S'
            or exists (select from aclexplode(n.nspacl) as a
                       where a.grantee = 0 or (a.privilege_type = 'CREATE'
                           and a.grantee <> n.nspowner)))
$$, 'every schema has a comment, and only its owner creates there');

select set_eq(
    $$ select unnest(regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g'))
       from pg_constraint as c where c.conname = 'order_status_known' $$,
    $$ select status from core.order_statuses $$,
    'an order''s status is a row of core.order_statuses');

select * from finish();
rollback;
