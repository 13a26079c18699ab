-- Makes one position, whose lock the caller holds, current with the book. A decision folds no
-- more than what it decides about: it waits for nobody else's rows and nobody waits for it. The
-- trades are a set, so the sync worker that comes to the same rows later changes nothing. A smaller
-- opening position can leave live exits above what there is.
-- Calls: logic.apply_trades, logic.pull_excess, logic.unfolded_trades. Writes:
-- core.positions.overnight_*.
create or replace function logic.fold_position(held core.positions)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_moved boolean;
begin
    update core.positions p
    set overnight_quantity = o.quantity, overnight_price = o.average_price, updated_at = now()
    from book.opening_positions o
    where p.position_id = held.position_id
        and (o.trade_date, o.user_id, o.instrument_id, o.product)
            = (p.trade_date, p.user_id, p.instrument_id, p.product)
        and (o.quantity, o.average_price)
            is distinct from (p.overnight_quantity, p.overnight_price)
        and not exists (select from sync.frozen_days f where f.trade_date = p.trade_date);
    v_moved := found;
    perform logic.apply_trades('primary', array(select u from logic.unfolded_trades(held) u));
    if v_moved then
        perform logic.pull_excess(array[held.position_id]);
    end if;
end
$$;

revoke all on function logic.fold_position(core.positions) from public;
comment on function logic.fold_position(core.positions) is
    'Takes over what replication brought about one locked position';
