-- Closes everything before the files after this one open what they name: a policy or a grant that
-- somebody removed from those files does not stay in a database that was installed earlier.
do $$
declare
    v_policy record;
    v_schema text;
begin
    for v_policy in
        select p.schemaname, p.tablename, p.policyname
        from pg_catalog.pg_policies as p
        join pg_catalog.pg_namespace as n on n.nspname = p.schemaname
        where pg_catalog.pg_get_userbyid(n.nspowner) = 'irra_owner'
        order by p.schemaname, p.tablename, p.policyname
    loop
        execute pg_catalog.format('drop policy %I on %I.%I',
            v_policy.policyname, v_policy.schemaname, v_policy.tablename);
    end loop;
    for v_schema in
        select n.nspname from pg_catalog.pg_namespace as n
        where pg_catalog.pg_get_userbyid(n.nspowner) = 'irra_owner'
        order by n.nspname
    loop
        execute pg_catalog.format(
            'revoke all on all tables in schema %I from public, ops_viewer, ops_agent, '
            'ops_supervisor, ops_admin, auditor, dba, irra_front, irra_gateway, irra_notify, '
            'irra_monitor, irra_sync, irra_failback', v_schema);
        execute pg_catalog.format(
            'revoke all on schema %I from public, ops_viewer, ops_agent, ops_supervisor, '
            'ops_admin, auditor, dba, irra_front, irra_gateway, irra_notify, irra_monitor, '
            'irra_sync, irra_failback', v_schema);
    end loop;
end
$$;

-- A temporary object is found before any other, even by a function with an empty search_path. A
-- clone or a restored dump does not bring the database's own grants along, so they are taken back
-- here, too; by whoever installs, since irra_owner does not own the database.
set local role none;
do $$
begin
    execute pg_catalog.format('revoke temporary on database %I from public',
        pg_catalog.current_database());
end
$$;
set local role irra_owner;
