begin;

drop table if exists audit.retirements, audit.progress, audit.seals, audit.log cascade;

commit;
