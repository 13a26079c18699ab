-- Row-level security is forced on the owner, too, so the functions that run as irra_owner need a
-- policy of their own on every table. Nobody else ever gets one for writing.
do $$
declare
    v_table record;
begin
    for v_table in
        select n.nspname, c.relname
        from pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p')
            and pg_catalog.pg_get_userbyid(n.nspowner) = 'irra_owner'
        order by n.nspname, c.relname
    loop
        execute pg_catalog.format(
            'create policy owner_all on %I.%I to irra_owner using (true) with check (true)',
            v_table.nspname, v_table.relname);
    end loop;
end
$$;
