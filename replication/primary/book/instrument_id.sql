-- An instrument by its identity; raises when there is none. Calls: - Writes: -
create or replace function book.instrument_id(exchange text, segment text, symbol text)
    returns bigint
    language plpgsql stable security definer set search_path = ''
as $$
declare
    found_id bigint;
begin
    select i.instrument_id into found_id
    from book.instruments i
    where i.exchange = instrument_id.exchange and i.segment = instrument_id.segment
        and i.symbol = instrument_id.symbol;
    if found_id is null then
        raise exception 'unknown instrument %:%:%', exchange, segment, symbol
            using errcode = 'no_data_found';
    end if;
    return found_id;
end
$$;
alter function book.instrument_id(text, text, text) owner to broker_owner;
revoke all on function book.instrument_id(text, text, text) from public;
grant execute on function book.instrument_id(text, text, text) to broker_site;
comment on function book.instrument_id(text, text, text) is
    'The id of (exchange, segment, symbol)';
