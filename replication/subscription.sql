-- On the backup, as a superuser (a subscription's owner must be one), outside a transaction:
--   psql -v ON_ERROR_STOP=1 -v primary='host=… dbname=broker user=irra_replicator …' \
--     -d irra -f replication/subscription.sql
-- Creates the subscription and its slot, or gives an existing one the new connection and tables.
-- It stops at the first row it cannot apply instead of retrying for ever: ops.replication shows
-- it, replication/README.md says the way out.
\set ON_ERROR_STOP 1
\if :{?primary}
\else
    do $$ begin raise exception 'set -v primary=''host=… dbname=broker user=…'''; end $$;
\endif

select exists (
    select from pg_catalog.pg_subscription s
    where s.subname = 'irra_book'
        and s.subdbid = (
            select d.oid from pg_catalog.pg_database d where d.datname = current_database())
) as subscribed
\gset

\if :subscribed
    alter subscription irra_book connection :'primary';
    alter subscription irra_book set (disable_on_error = true);
    alter subscription irra_book enable;
    alter subscription irra_book refresh publication;
\else
    create subscription irra_book connection :'primary' publication book
        with (slot_name = 'irra_book', copy_data = true, disable_on_error = true);
\endif
comment on subscription irra_book is 'The primary''s book, column by column';
