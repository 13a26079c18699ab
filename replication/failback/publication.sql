-- On the backup, as a superuser, in one transaction, when it is set up; twice without harm:
--   psql -1 -v ON_ERROR_STOP=1 -d irra -f replication/failback/publication.sql
-- What the desk did leaves by two tables, which nothing is deleted from. The rights are in
-- sql/policies/failback.sql. No slot exists until the primary subscribes: a dead primary holds no
-- WAL here.
\set ON_ERROR_STOP 1
set client_min_messages = warning;

alter role irra_failback with login replication;
comment on role irra_failback is 'The primary''s subscription: reads what the desk did';
do $$
begin
    if not exists (select from pg_catalog.pg_publication where pubname = 'desk') then
        create publication desk with (publish = 'insert');
    end if;
end
$$;
alter publication desk set table
    desk.records (record_id, failback_id, kind, record_key, record, recorded_at),
    desk.seals (failback_id, seal_number, kind, record_count, content_hash, through_record_id,
        sealed_at);
