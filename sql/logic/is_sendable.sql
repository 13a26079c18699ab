-- What the book calls things goes into FIX fields: printable ASCII, and there at all.
-- Calls: none. Writes: none.
create or replace function logic.is_sendable(instrument book.instruments, account text)
returns boolean
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(account ~ '^[\x21-\x7e]{1,64}$'
        and instrument.symbol ~ '^[\x20-\x7e]{1,64}$'
        and instrument.underlying ~ '^[\x20-\x7e]{1,64}$'
        and coalesce(instrument.token, '0') ~ '^[\x21-\x7e]{1,64}$'
        and instrument.exchange ~ '^[\x21-\x7e]{1,16}$', false)
$$;

revoke all on function logic.is_sendable(book.instruments, text) from public;
comment on function logic.is_sendable(book.instruments, text) is
    'Whether an order in this instrument for this account can be written as a FIX message';
