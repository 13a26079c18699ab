begin;

select 1 / count(*) from pg_catalog.pg_class where oid = 'core.settings'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.site'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.site_mode_transitions'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.site_changes'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.error_codes'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.calls'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.call_attempts'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.instructions'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.approvals'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.idempotency_keys'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.positions'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.trades'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.order_statuses'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.order_transitions'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.orders'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.order_requests'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.order_events'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.temp_trades'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.alerts'::regclass and relrowsecurity and relforcerowsecurity;
select 1 / count(*) from pg_catalog.pg_class where oid = 'core.workers'::regclass and relrowsecurity and relforcerowsecurity;

rollback;
