begin;

drop table if exists fix.mass_status_answers cascade;
drop table if exists fix.parked cascade;
drop table if exists fix.inbound_default cascade;
drop table if exists fix.inbound cascade;
drop table if exists fix.outbound_default cascade;
drop table if exists fix.outbound cascade;
drop table if exists fix.session_state cascade;
drop table if exists fix.session_schedules cascade;
drop table if exists fix.sessions cascade;

drop type if exists fix.report cascade;

commit;
