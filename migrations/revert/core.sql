begin;

drop table if exists core.handovers cascade;
drop table if exists core.client_desks cascade;
drop table if exists core.person_scopes cascade;
drop table if exists core.holidays cascade;
drop table if exists core.controls cascade;
drop table if exists core.workers cascade;
drop table if exists core.alerts cascade;
drop table if exists core.temp_trades cascade;
drop table if exists core.order_events cascade;
drop table if exists core.order_requests cascade;
drop table if exists core.primary_orders cascade;
drop table if exists core.orders cascade;
drop table if exists core.exits cascade;
drop table if exists core.batches cascade;
drop table if exists core.order_transitions cascade;
drop table if exists core.order_statuses cascade;
drop table if exists core.purges cascade;
drop table if exists core.trade_notices cascade;
drop table if exists core.trade_changes cascade;
drop table if exists core.trades cascade;
drop table if exists core.positions cascade;
drop table if exists core.idempotency_keys cascade;
drop table if exists core.approvals cascade;
drop table if exists core.instructions cascade;
drop table if exists core.call_attempts cascade;
drop table if exists core.calls cascade;
drop table if exists core.error_codes cascade;
drop table if exists core.site_changes cascade;
drop table if exists core.site_mode_transitions cascade;
drop table if exists core.site cascade;
drop table if exists core.settings cascade;

drop sequence if exists core.cl_ord_id_sequence;
drop type if exists core.order_change cascade;
drop type if exists core.trade_report cascade;

commit;
