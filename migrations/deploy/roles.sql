-- Roles are the cluster's, not the database's: creating them twice must do no harm.
begin;

do $$
declare
    role_name text;
begin
    foreach role_name in array array[
        'irra_owner', 'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor', 'dba']
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            execute format('create role %I nologin noinherit', role_name);
        end if;
    end loop;
    foreach role_name in array array[
        'irra_front', 'irra_gateway', 'irra_notify', 'irra_monitor', 'irra_sync',
        'irra_failback']
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            execute format('create role %I login noinherit', role_name);
        end if;
    end loop;
end
$$;

-- The front owns nothing and inherits nothing: it can only become one of these for a transaction.
grant ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor to irra_front;
-- Dumps of the primary's book are restored into databases of its own, which it drops again.
alter role irra_sync createdb;
-- The monitor reads the server's own statistics.
grant pg_monitor to irra_monitor, dba;
alter role irra_monitor inherit;
alter role dba inherit;

commit;
