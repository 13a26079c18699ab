begin;

drop table if exists audit.log cascade;

commit;
