-- The same share on another exchange: the same ISIN in the cash segment, of the same series where
-- there is one.
-- Calls: logic.raise. Writes: none.
create or replace function logic.other_listing(instrument book.instruments, exchange text)
returns book.instruments
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_listing book.instruments;
begin
    if instrument.segment = 'CM' and instrument.isin is not null then
        select i.* into v_listing
        from book.instruments i
        where i.exchange = other_listing.exchange and i.segment = 'CM'
            and i.isin = instrument.isin
        order by i.series is distinct from instrument.series, i.instrument_id
        limit 1;
    end if;
    if v_listing.instrument_id is null then
        perform logic.raise('IR303', jsonb_build_object(
            'symbol', instrument.symbol, 'exchange', other_listing.exchange, 'reason',
            'no cash instrument of this exchange has the same ISIN'));
    end if;
    return v_listing;
end
$$;

revoke all on function logic.other_listing(book.instruments, text) from public;
comment on function logic.other_listing(book.instruments, text) is
    'The cash instrument of another exchange with the same ISIN; IR303 when there is none';
