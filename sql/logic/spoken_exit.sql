-- Plain words, in the order in which one says them.
-- Calls: logic.india_number. Writes: none.
create or replace function logic.spoken_exit(shown jsonb)
returns text
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return case when shown ->> 'state' = 'waiting_cancels' then
            'Take back what is pending on ' || (shown ->> 'symbol') || ', ' || (shown ->> 'product')
            || ', then close ' || coalesce(
                logic.india_number((shown ->> 'asked_quantity')::numeric),
                (shown ->> 'asked_percent') || ' percent', 'all') || ' of what is left'
        else
            initcap(shown ->> 'side') || ' '
            || logic.india_number((shown ->> 'quantity')::numeric) || ' '
            || (shown ->> 'symbol') || ' on ' || (shown ->> 'exchange') || ', '
            || (shown ->> 'product') || ', ' || case shown ->> 'order_type'
                when 'MARKET' then 'at the market price'
                else 'at Rs ' || logic.india_number(
                    (shown #>> '{orders,0,limit_price}')::numeric, 2) || ' or better' end
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
