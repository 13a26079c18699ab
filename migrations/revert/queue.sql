begin;

drop table if exists queue.channels cascade;
drop table if exists queue.dispatch cascade;

commit;
