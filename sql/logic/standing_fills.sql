-- What of an order is executed for all that any session told: its trades and provisional fills,
-- each once, without those that either of the two has taken back.
-- Calls: none. Writes: none.
create or replace function logic.standing_fills(order_id bigint)
returns table (quantity bigint, average_price numeric)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with trades as (
        select case when t.corrected_at is null and f.temp_trade_id is not null
                then f.quantity else t.quantity end as quantity,
            case when t.corrected_at is null and f.temp_trade_id is not null
                then f.price else t.price end as price,
            coalesce(t.busted_at is not null or f.state = 'busted', false) as is_busted
        from (select x.* from core.trades x where x.order_id = standing_fills.order_id) t
        full join (
            select x.* from core.temp_trades x where x.order_id = standing_fills.order_id) f
            on (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
                = (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
    )
    select coalesce(sum(k.quantity), 0)::bigint,
        round(sum(k.quantity * k.price) / nullif(sum(k.quantity), 0), 4)
    from trades k
    where not k.is_busted;
end
$$;

revoke all on function logic.standing_fills(bigint) from public;
comment on function logic.standing_fills(bigint) is
    'Quantity and average price of the fills of an order that stand';
