-- Plain words, in the order in which one says them.
-- Calls: none. Writes: none.
create or replace function logic.spoken_exit(shown jsonb)
returns text
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return case when shown ->> 'state' = 'waiting_cancels' then
            'Take back what is pending on ' || (shown ->> 'symbol') || ', ' || (shown ->> 'product')
            || ', then close ' || coalesce(shown ->> 'asked_quantity',
                (shown ->> 'asked_percent') || ' percent', 'all') || ' of what is left'
        else
            initcap(shown ->> 'side') || ' ' || (shown ->> 'quantity') || ' '
            || (shown ->> 'symbol') || ' on ' || (shown ->> 'exchange') || ', '
            || (shown ->> 'product') || ', ' || case shown ->> 'order_type'
                when 'MARKET' then 'at the market price'
                else 'at Rs ' || (shown #>> '{orders,0,limit_price}') || ' or better' end
            || case when jsonb_array_length(shown -> 'orders') > 1
                then ', in ' || jsonb_array_length(shown -> 'orders') || ' orders' else '' end
        end
        || case when shown ->> 'state' = 'waiting_approval'
            then '. A second person has to approve it' else '' end
        || '. Is that right?';
end
$$;

revoke all on function logic.spoken_exit(jsonb) from public;
comment on function logic.spoken_exit(jsonb) is
    'What an agent reads to a caller before a square-off is sent';
