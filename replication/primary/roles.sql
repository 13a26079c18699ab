-- Roles belong to the cluster: creating them twice must do no harm. Passwords are set elsewhere.
do $$
declare
    role_name text;
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'broker_owner') then
        create role broker_owner nologin noinherit;
    end if;
    foreach role_name in array array['broker_site', 'irra_primary_import'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            execute format('create role %I login noinherit', role_name);
        end if;
    end loop;
end
$$;

comment on role broker_owner is 'Owns the reference primary; nobody logs in as it';
comment on role broker_site is 'The main site: places orders and records trades by functions only';
comment on role irra_primary_import is 'irra import: may load exchange files, sees no client';
