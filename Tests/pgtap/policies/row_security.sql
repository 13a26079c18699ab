-- Who sees which rows, as the person's own role, and that each policy is needed for it.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/desk.psql
select plan(24);

-- What the current role can count in each table: a number, or 'denied'.
create function pg_temp.visible_now(only_table text) returns jsonb language plpgsql as $$
declare
    v_table text;
    v_count bigint;
    v_answer jsonb := '{}';
begin
    foreach v_table in array (
        select array_agg(c.oid::regclass::text order by c.oid::regclass::text)
        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspowner = 'irra_owner'::regrole
            and (only_table is null or n.nspname || '.' || c.relname = only_table))
    loop
        begin
            -- `from t` alone needs a right to some column, as every real question does.
            execute 'select count(*) from ' || v_table into v_count;
            v_answer := v_answer || jsonb_build_object(v_table, v_count);
        exception when insufficient_privilege then
            v_answer := v_answer || jsonb_build_object(v_table, 'denied');
        end;
    end loop;
    return v_answer;
end
$$;

create function pg_temp.visible(who text, only_table text default null) returns jsonb language plpgsql as $$
declare
    v_answer jsonb;
begin
    if who in ('dba', 'irra_failback') then
        perform set_config('role', who, true), set_config('irra.session', '', true);
    elsif who like 'forged %' then
        perform tap.become(substring(who from 8)), set_config('irra.session', 'forged', true);
    else
        perform tap.become(who);
    end if;
    v_answer := pg_temp.visible_now(only_table);
    perform tap.become_nobody();
    return v_answer;
end
$$;

create function pg_temp.matrix(only_table text default null) returns jsonb language sql as $$
    select jsonb_object_agg(who, pg_temp.visible(who, only_table))
    from unnest(array['vera', 'arun', 'asha', 'sunil', 'sita', 'adil', 'anna', 'forged vera',
        'forged arun', 'forged sunil', 'forged adil', 'forged anna', 'dba',
        'irra_failback']) as who;
$$;
create temp table baseline on commit drop as select pg_temp.matrix() as matrix;

create temp table client_tables (name text) on commit drop;
insert into client_tables values ('book.users'), ('book.opening_positions'), ('book.orders'),
    ('book.trades'), ('book.funds'), ('core.positions'), ('core.orders'), ('core.trades');

create function pg_temp.seen(who text, name text) returns text language sql as $$
    select matrix -> who ->> name from baseline;
$$;
create function pg_temp.rows_of(name text, clients bigint[]) returns text language plpgsql as $$
declare
    v_count bigint;
begin
    execute format('select count(*) from %s where user_id = any ($1)', name) into v_count using clients;
    return v_count;
end
$$;

select is_empty($$ select c.name from client_tables as c
    where pg_temp.rows_of(c.name, '{9001}') = '0' or pg_temp.rows_of(c.name, '{9002}') = '0' $$,
    'both clients have rows in every table about clients');
select is_empty($$ select c.name, pg_temp.seen('asha', c.name) from client_tables as c
    where pg_temp.seen('asha', c.name) <> '0' $$,
    'an agent whose call has ended sees nothing of any client');
select is_empty($$ select c.name, pg_temp.seen('arun', c.name) from client_tables as c
    where pg_temp.seen('arun', c.name) <> pg_temp.rows_of(c.name, '{9001}') $$,
    'an agent in a call sees that client and no other');
select is_empty($$ select c.name, pg_temp.seen('vera', c.name) from client_tables as c
    where pg_temp.seen('vera', c.name) <> 'denied' $$, 'a viewer may not even ask');
select is_empty($$ select c.name, who from client_tables as c, unnest(array['sunil', 'adil', 'anna']) as who
    where pg_temp.seen(who, c.name) <> pg_temp.rows_of(c.name, '{9001,9002}') $$,
    'supervisors, admins and auditors see all clients');
select is_empty($$
    select w.key, t.key, t.value from baseline, jsonb_each(matrix) as w, jsonb_each_text(w.value) as t
    where w.key like 'forged %' and t.value not in ('0', 'denied') $$,
    'a forged session sees no row of any table under any role');
select is(pg_temp.seen('arun', 'core.order_events'), '1', 'an order''s events follow the order');
select is(pg_temp.seen('arun', 'core.temp_trades'), '1', 'so do its provisional fills');
select is(pg_temp.seen('arun', 'core.instructions'), '1', 'instructions follow the call');
select is(pg_temp.seen('asha', 'core.calls'), '1', 'an agent sees their own calls, ended ones, too');
select is(pg_temp.seen('sunil', 'core.calls'), '2', 'a supervisor sees all calls');
select is(pg_temp.seen('arun', 'audit.log'), 'denied', 'the log is for admins and auditors');
select is(pg_temp.seen('arun', 'core.idempotency_keys'), 'denied', 'keys are nobody''s to read');
select is(pg_temp.seen('arun', 'auth.sessions'), '1', 'an agent sees their own session');
select is(pg_temp.seen('anna', 'auth.sessions'), '7', 'an auditor sees every session');
select is(pg_temp.seen('vera', 'book.prices'), '3', 'prices are for everybody signed in');
select is(pg_temp.seen('dba', 'fix.sessions'), '1', 'a DBA sees FIX sessions');
select is_empty($$
    select t.key, t.value from baseline, jsonb_each_text(matrix -> 'dba') as t
    where t.key not in ('fix.sessions', 'fix.session_schedules', 'core.holidays', 'core.cut_offs', 'core.settings',
        'notify.providers', 'notify.provider_states', 'notify.kinds', 'sync.dump_schedules',
        'sync.retention_policies') and t.value not in ('0', 'denied') $$,
    'and no row of any other table');

-- Expiry ends access although nobody has closed the call.
update core.calls set expires_at = now(), opened_at = now() - interval '1 hour' where user_id = 9001;
select is(pg_temp.visible('arun') ->> 'core.positions', '0', 'a call that ran out gives nothing');
update core.calls set expires_at = now() + interval '1 hour' where user_id = 9001;

-- What may be seen and what a function says may be seen are one rule.
select tap.become('arun');
select results_eq($$ select auth.may_see(u) from unnest(array[9001, 9002, 1]) as u $$,
    $$ values (true), (false), (false) $$, 'auth.may_see agrees with an agent''s policies');
select tap.become('anna');
select ok(auth.may_see(9002), 'and with an auditor''s');
select tap.become('vera');
select ok(not auth.may_see(9001), 'and with a viewer''s');
select tap.become_nobody();

-- Nobody but the functions writes.
select is_empty($$
    select r.role_name, c.oid::regclass
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace and n.nspowner = 'irra_owner'::regrole
    cross join unnest(array['ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor',
        'irra_front', 'irra_gateway', 'irra_notify', 'irra_monitor', 'irra_sync']) as r (role_name)
    where c.relkind in ('r', 'p', 'v') and has_table_privilege(
        r.role_name, c.oid, 'insert, update, delete, truncate, references, trigger')
$$, 'no person and no worker may write to any table');

-- Each policy matters: without it, somebody would see something else.
create function pg_temp.needless_policies() returns setof text language plpgsql as $$
declare
    v_policy record;
    v_without jsonb;
begin
    for v_policy in
        select p.schemaname, p.tablename, p.policyname, p.cmd from pg_policies as p
        join pg_namespace as n on n.nspname = p.schemaname and n.nspowner = 'irra_owner'::regrole
        where p.roles <> '{irra_owner}' and p.cmd in ('SELECT', 'ALL')
    loop
        begin
            execute format('drop policy %I on %I.%I',
                v_policy.policyname, v_policy.schemaname, v_policy.tablename);
            v_without := pg_temp.matrix(v_policy.schemaname || '.' || v_policy.tablename);
            raise exception using errcode = 'UNDO1';
        exception when sqlstate 'UNDO1' then
            if (select matrix from baseline) @> v_without then
                return next format('%s.%s: %s',
                    v_policy.schemaname, v_policy.tablename, v_policy.policyname);
            end if;
        end;
    end loop;
end
$$;
select is_empty($$ select pg_temp.needless_policies() $$,
    'dropping any policy changes what somebody sees');

select * from finish();
rollback;
