begin;

drop table if exists notify.outbox cascade;
drop table if exists notify.templates cascade;

commit;
