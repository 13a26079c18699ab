begin;

select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'book' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'core' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'auth' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'queue' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'fix' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'notify' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'sync' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'desk' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'audit' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'monitor' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'ops' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'api' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / count(*) from pg_catalog.pg_namespace where nspname = 'logic' and pg_get_userbyid(nspowner) = 'irra_owner';
select 1 / (not pg_catalog.has_database_privilege('ops_agent', pg_catalog.current_database(), 'temporary'))::int;

rollback;
