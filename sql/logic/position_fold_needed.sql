-- Whether replication brought something about this one position that core has not seen: a trade
-- past the watermark, another overnight quantity, the order of a trade that waits unassigned.
-- Calls: logic.unfolded_trades. Writes: none.
create or replace function logic.position_fold_needed(held core.positions)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
            select from logic.unfolded_trades(held))
        or exists (
            select from book.opening_positions o
            where (o.trade_date, o.user_id, o.instrument_id, o.product)
                    = (held.trade_date, held.user_id, held.instrument_id, held.product)
                and (o.quantity, o.average_price)
                    is distinct from (held.overnight_quantity, held.overnight_price)
                and not exists (
                    select from sync.frozen_days f where f.trade_date = o.trade_date));
end
$$;

revoke all on function logic.position_fold_needed(core.positions) from public;
comment on function logic.position_fold_needed(core.positions) is
    'Whether the book knows more about a position than core';
