-- What a square-off of several positions would close now: one object for each position of the
-- business day with something left, with what the second person has to see. What waits in another
-- batch is left out; pending exits count when they will be cancelled first.
-- Calls: logic.exit_price_shown, logic.position_reservations, logic.trading_day. Writes: none.
create or replace function logic.closable_positions(
    user_id bigint, segment text, product text, underlying text, cancel_pending boolean)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_agg(jsonb_build_object(
            'position_id', p.position_id, 'symbol', i.symbol, 'exchange', i.exchange,
            'segment', i.segment, 'product', p.product,
            'side', case when p.net_quantity > 0 then 'sell' else 'buy' end,
            'quantity', q.units, 'price', v.price,
            'value', trim_scale(q.units * v.price * i.multiplier)) order by p.position_id)
        from core.positions p
        join logic.position_reservations(array(
            select x.position_id from core.positions x
            where x.user_id = closable_positions.user_id
                and x.trade_date = (select logic.trading_day())
                and x.net_quantity <> 0)) r on r.position_id = p.position_id
        join book.instruments i on i.instrument_id = p.instrument_id
        cross join lateral (select case when cancel_pending
            then abs(p.net_quantity) - r.provisional - r.linked else r.available end as units) q
        cross join lateral (select logic.exit_price_shown(i, null) as price) v
        where q.units > 0
            and i.segment = coalesce(closable_positions.segment, i.segment)
            and p.product = coalesce(closable_positions.product, p.product)
            and i.underlying = coalesce(closable_positions.underlying, i.underlying)
            and not exists (
                select from core.exits e
                where e.position_id = p.position_id and e.batch_id is not null
                    and e.state in ('waiting_approval', 'waiting_cancels', 'queued')));
end
$$;

revoke all on function logic.closable_positions(bigint, text, text, text, boolean) from public;
comment on function logic.closable_positions(bigint, text, text, text, boolean) is
    'Positions of a client that can be closed, as a JSON list, or null';
