-- A number that was given out may belong to a change that is not committed yet. Who writes a table
-- holds this lock of it until its commit can be seen; so what was given out before this answers
-- false is either committed or never will be.
-- Calls: none. Writes: none.
create or replace function logic.openings_being_written()
returns boolean
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from pg_catalog.pg_locks l
        where l.locktype = 'relation' and l.mode = 'RowExclusiveLock' and l.granted
            and l.database = (
                select d.oid from pg_catalog.pg_database d
                where d.datname = pg_catalog.current_database())
            and l.relation in (
                'book.opening_positions'::regclass, 'book.trading_days'::regclass)
            and l.pid is distinct from pg_catalog.pg_backend_pid())
$$;

revoke all on function logic.openings_being_written() from public;
comment on function logic.openings_being_written() is
    'Whether another transaction has written opening positions or days and is under way';
