begin;

drop table if exists monitor.breaches cascade;
drop table if exists monitor.baselines cascade;
drop table if exists monitor.samples cascade;
drop table if exists monitor.readings cascade;
drop table if exists monitor.rules cascade;
drop table if exists monitor.measures cascade;

commit;
