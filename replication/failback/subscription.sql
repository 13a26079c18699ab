-- On the primary, as a superuser, outside a transaction, once the desk is `returning` (or before):
--   psql -v ON_ERROR_STOP=1 -v desk='host=… dbname=irra user=irra_failback sslmode=verify-full …' \
--     -d broker -f replication/failback/subscription.sql
-- It brings records into schema desk and changes nothing else; desk.merge() does, when a person
-- asks for it. When the desk is in standby again: drop subscription irra_desk.
\set ON_ERROR_STOP 1
\if :{?desk}
\else
    do $$ begin raise exception 'set -v desk=''host=… dbname=irra user=irra_failback …'''; end $$;
\endif

select exists (
    select from pg_catalog.pg_subscription s
    where s.subname = 'irra_desk'
        and s.subdbid = (
            select d.oid from pg_catalog.pg_database d where d.datname = current_database())
) as subscribed
\gset

\if :subscribed
    alter subscription irra_desk connection :'desk';
    alter subscription irra_desk enable;
    alter subscription irra_desk refresh publication;
\else
    create subscription irra_desk connection :'desk' publication desk
        with (slot_name = 'irra_desk', copy_data = true, disable_on_error = true);
\endif
comment on subscription irra_desk is 'What the backup desk did while it stood in';
