-- Sees what was given to transactions that have not committed, and to those that never will.
-- Calls: -
-- Writes: -
create or replace function audit.given_log_id()
returns bigint
language sql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select case when s.is_called then s.last_value else s.last_value - 1 end
    from audit.log_log_id_seq as s;
$$;

revoke all on function audit.given_log_id() from public;

comment on function audit.given_log_id() is 'The last log_id that was given out; 0 = none yet';
