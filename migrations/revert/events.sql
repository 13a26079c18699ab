begin;

drop index if exists core.idempotency_keys_created_at;
drop table if exists queue.events cascade;
drop table if exists queue.event_marks cascade;

commit;
