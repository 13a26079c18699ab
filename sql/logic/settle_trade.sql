-- Makes one trade of the set what its notices say: the position moves by the difference, the order
-- counts what is left as confirmed, the provisional fill follows, what was before is kept, the
-- client is told. The caller holds the locks of its position and order.
-- Calls: logic.noticed_outcome, logic.raise_alert, notify.enqueue_trade_message. Writes:
-- core.trades, core.positions, core.orders.confirmed_quantity, core.temp_trades,
-- core.trade_changes.
create or replace function logic.settle_trade(trade_id bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_old core.trades;
    v_new core.trades;
    v_outcome record;
    v_kind text;
    v_quantity bigint;
    v_value numeric;
begin
    select t.* into v_old from core.trades t
    where t.trade_id = settle_trade.trade_id for no key update;
    select * into v_outcome from logic.noticed_outcome(settle_trade.trade_id, null);
    v_kind := case when v_outcome.is_busted and v_old.busted_at is null then 'bust'
        when v_old.busted_at is null and (v_outcome.quantity, v_outcome.price)
            is distinct from (v_old.quantity, v_old.price) and v_outcome.quantity is not null
            then 'correction' end;
    if v_kind is null then
        return;
    end if;

    update core.trades t
    set busted_at = case v_kind when 'bust' then now() end,
        corrected_at = case v_kind when 'correction' then now() else t.corrected_at end,
        quantity = case v_kind when 'bust' then t.quantity else v_outcome.quantity end,
        price = case v_kind when 'bust' then t.price else v_outcome.price end,
        applied = t.applied and v_kind <> 'bust'
    where t.trade_id = settle_trade.trade_id
    returning t.* into v_new;
    insert into core.trade_changes (trade_id, kind, source, exec_id, quantity_before, price_before,
        quantity_after, price_after)
    values (v_old.trade_id, v_kind, 'drop_copy', v_outcome.exec_id, v_old.quantity, v_old.price,
        case v_kind when 'bust' then 0 else v_new.quantity end, v_new.price);

    if v_old.applied then
        v_quantity := case when v_new.applied then v_new.quantity else 0 end - v_old.quantity;
        v_value := case when v_new.applied then v_new.quantity * v_new.price else 0 end
            - v_old.quantity * v_old.price;
        update core.positions p
        set buy_quantity = p.buy_quantity
                + case v_old.side when 'buy' then v_quantity else 0 end,
            buy_value = p.buy_value + case v_old.side when 'buy' then v_value else 0 end,
            sell_quantity = p.sell_quantity
                + case v_old.side when 'sell' then v_quantity else 0 end,
            sell_value = p.sell_value + case v_old.side when 'sell' then v_value else 0 end,
            updated_at = now()
        where p.position_id = v_old.position_id;
        update core.orders o
        set confirmed_quantity = o.confirmed_quantity + v_quantity, updated_at = now()
        where o.order_id = v_old.order_id;
    end if;
    update core.temp_trades f
    set state = case v_kind when 'bust' then 'busted' else f.state end,
        quantity = v_new.quantity, price = v_new.price,
        confirmed_at = coalesce(f.confirmed_at, now())
    where (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
        = (v_old.exchange, v_old.segment, v_old.trade_date, v_old.trade_number, v_old.side);

    -- The end of a drill takes back what was practised: no news.
    if not v_outcome.ends_drill then
        perform logic.raise_alert(
            case v_kind when 'bust' then 'trade_busted' else 'trade_corrected' end, 'warning',
            v_old.trade_number, jsonb_build_object('trade_id', v_old.trade_id,
                'order_id', v_old.order_id, 'user_id', v_old.user_id, 'quantity', v_old.quantity,
                'price', v_old.price, 'told_by', 'drop_copy') || case v_kind when 'bust' then '{}'
                else jsonb_build_object('new_quantity', v_new.quantity,
                    'new_price', v_new.price) end);
    end if;
    perform notify.enqueue_trade_message(v_old.order_id, v_old.trade_number, v_kind,
        v_new.quantity, v_new.price);
    if v_kind = 'bust' and v_old.position_id is null then
        update core.alerts a set resolved_at = now()
        where a.kind = 'trade_unassigned' and a.subject = v_old.trade_number
            and a.resolved_at is null;
    end if;
end
$$;

revoke all on function logic.settle_trade(bigint) from public;
comment on function logic.settle_trade(bigint) is
    'Takes a trade back or corrects it as the drop copy told';
