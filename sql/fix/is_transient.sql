-- Errors that are no message's fault and pass: conflicts of locks, resources, an operator's hand,
-- the system, the connection, a lost lease. Everything else is the message's content.
-- Calls: none. Writes: none.
create or replace function fix.is_transient(code text)
returns boolean
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select left(code, 2) in ('08', '40', '53', '55', '57', '58') or code = 'IR501'
$$;

revoke all on function fix.is_transient(text) from public;
comment on function fix.is_transient(text) is
    'Whether an SQLSTATE says that the same call may succeed later';
