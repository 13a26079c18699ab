-- Calls: logic.india_number. Writes: none.
create or replace function logic.spoken_batch(shown jsonb)
returns text
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_named_max constant bigint := 20;
begin
    return (
        select 'Close ' || count(*) || case count(*) when 1 then ' position: '
                else ' positions: ' end
            || string_agg(format('%s %s %s on %s, %s', x.value ->> 'side',
                logic.india_number((x.value ->> 'quantity')::numeric), x.value ->> 'symbol',
                x.value ->> 'exchange', x.value ->> 'product'), '; '
                order by x.place) filter (where x.place <= v_named_max)
            || case when count(*) > v_named_max
                then '; and ' || count(*) - v_named_max || ' more' else '' end
            || case shown #>> '{scope,order_type}' when 'MARKET' then ', at the market price'
                else ', each near its last price' end || '. Is that right?'
        from jsonb_array_elements(shown -> 'exits') with ordinality x (value, place));
end
$$;

revoke all on function logic.spoken_batch(jsonb) from public;
comment on function logic.spoken_batch(jsonb) is
    'What an agent reads to a caller before several positions are closed';
