-- What the book calls things goes into FIX fields: printable ASCII, and there at all.
-- Calls: none. Writes: none.
create or replace function logic.is_sendable(instrument book.instruments, account text)
returns boolean
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    -- What is not allowed is looked for: a pattern with bounds costs ten times as much.
    return coalesce(length(account) between 1 and 64
        and length(instrument.symbol) between 1 and 64
        and length(instrument.underlying) between 1 and 64
        and length(coalesce(instrument.token, '0')) between 1 and 64
        and length(instrument.exchange) between 1 and 16
        and account || coalesce(instrument.token, '') || instrument.exchange !~ '[^\x21-\x7e]'
        and instrument.symbol || instrument.underlying !~ '[^\x20-\x7e]', false);
end
$$;

revoke all on function logic.is_sendable(book.instruments, text) from public;
comment on function logic.is_sendable(book.instruments, text) is
    'Whether an order in this instrument for this account can be written as a FIX message';
