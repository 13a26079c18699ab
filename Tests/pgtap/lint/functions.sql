-- Rules for every function of ours, read from the catalog, whoever wrote it.
begin;
set local search_path = tap;
set local client_min_messages = warning;
select plan(14);

create temp view ours as
select p.*, n.nspname as schema_name, l.lanname as language_name,
    p.oid::regprocedure::text as signature
from pg_proc as p
join pg_namespace as n on n.oid = p.pronamespace
join pg_language as l on l.oid = p.prolang
where pg_get_userbyid(n.nspowner) = 'irra_owner';

select cmp_ok((select count(*) from ours), '>', 50::bigint, 'there are functions to look at');

-- plpgsql_check ---------------------------------------------------------------------------------
select is_empty($$
    select f.signature, c.lineno, c.level, c.message, c.context
    from ours as f
    cross join lateral plpgsql_check_function_tb(f.oid::regprocedure, extra_warnings => true,
        security_warnings => true, performance_warnings => false) as c
    where f.language_name = 'plpgsql' and f.prorettype <> 'trigger'::regtype
        -- The HTTP contract's word for it.
        and not (f.signature = 'api.get_user(text)' and c.message ~ '"user" is reserved')
        -- Statements over the tables of the book: names of the catalog, each quoted where it is put in.
        and not (f.proname in ('apply_book_rows', 'freeze_openings', 'book_parts')
            and c.message ~ 'not sanitized|OUT variable .* is maybe unmodified')
$$, 'plpgsql_check finds nothing in any function');

select is_empty($$
    select f.signature, t.tgrelid::regclass, c.lineno, c.level, c.message
    from ours as f
    join pg_trigger as t on t.tgfoid = f.oid and not t.tgisinternal
    cross join lateral plpgsql_check_function_tb(f.oid::regprocedure, t.tgrelid::regclass,
        oldtable => t.tgoldtable, newtable => t.tgnewtable, extra_warnings => true, security_warnings => true, performance_warnings => false) as c
    where f.language_name = 'plpgsql'
$$, 'nor in any trigger function, for each table it is on');

select is_empty($$
    select f.signature from ours as f
    where f.prorettype = 'trigger'::regtype
        and not exists (select from pg_trigger as t where t.tgfoid = f.oid)
$$, 'every trigger function is some table''s trigger');

-- Bodies in SQL are checked when they are created, unless install.sql has put that off.
create function pg_temp.body_error(definition text) returns text language plpgsql as $$
begin
    perform set_config('check_function_bodies', 'on', true);
    execute definition;
    return null;
exception when others then
    return sqlstate || ' ' || sqlerrm;
end
$$;
select is_empty($$
    select f.signature, e.message
    from ours as f
    cross join lateral (select pg_temp.body_error(pg_get_functiondef(f.oid)) as message) as e
    where f.language_name = 'sql' and e.message is not null
$$, 'every SQL function''s body is valid');

-- Rooms -----------------------------------------------------------------------------------------
select is_empty($$
    select f.signature from ours as f where f.language_name not in ('sql', 'plpgsql')
$$, 'functions are SQL or PL/pgSQL');

select is_empty($$
    select f.signature from ours as f where pg_get_userbyid(f.proowner) <> 'irra_owner'
$$, 'every function belongs to irra_owner');

select is_empty($$
    select f.signature, f.proconfig from ours as f
    where not coalesce('search_path=pg_catalog, pg_temp' = any (f.proconfig), false)
$$, 'every function looks in the catalog first and at temporary objects last');

select is_empty($$
    select f.signature from ours as f
    where f.prosecdef and f.schema_name not in ('api', 'auth', 'queue', 'fix', 'notify', 'sync', 'audit',
        'monitor')
$$, 'security definer only in the rooms that have a door');

select is_empty($$
    select f.signature, a.grantee::regrole
    from ours as f
    cross join lateral aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as a
    where a.grantee = 0
        or (f.schema_name in ('logic', 'audit', 'book', 'core', 'ops') and a.grantee <> f.proowner
            and not (f.schema_name = 'audit' and f.prosecdef))
$$, 'no function is executable by public, and no private rule by anybody');

select is_empty($$
    select f.signature from ours as f
    where f.schema_name = 'api' and f.prosecdef
        and f.proname not in ('health', 'record_refusal')
        and f.prosrc !~ 'auth\.require(_client)?\('
$$, 'every door that acts with more rights asks who is there');

select is_empty($$
    select f.proname, count(*) from ours as f where f.schema_name = 'api'
    group by f.proname having count(*) > 1
$$, 'an api name has one signature');

select is_empty($$
    select f.signature from ours as f
    where coalesce(obj_description(f.oid, 'pg_proc'), '') !~ '\S'
$$, 'every function has a comment');

-- Without an index such a plan looks ruinous, and a compiler that costs a second is called for it.
select is_empty($$
    select f.signature from ours as f
    where 'enable_seqscan=off' = any (f.proconfig) and 'jit=off' <> all (f.proconfig)
$$, 'where sequential scans are forbidden nothing is compiled');

select * from finish();
rollback;
