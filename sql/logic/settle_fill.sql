-- Makes one provisional fill what its own session's notices say. A trade that the drop copy has
-- told stands until the drop copy takes it back. The caller holds the order's lock.
-- Calls: logic.noticed_outcome, logic.raise_alert, notify.enqueue_trade_message. Writes:
-- core.temp_trades.
create or replace function logic.settle_fill(temp_trade_id bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_old core.temp_trades;
    v_outcome record;
    v_kind text;
begin
    select f.* into v_old from core.temp_trades f
    where f.temp_trade_id = settle_fill.temp_trade_id for no key update;
    select * into v_outcome from logic.noticed_outcome(null, settle_fill.temp_trade_id);
    v_kind := case when v_old.state = 'busted' then null when v_outcome.is_busted then 'bust'
        when v_outcome.quantity is not null and (v_outcome.quantity, v_outcome.price)
            is distinct from (v_old.quantity, v_old.price) then 'correction' end;
    if v_kind is null then
        return;
    end if;
    update core.temp_trades f
    set state = case v_kind when 'bust' then 'busted' else f.state end,
        quantity = case v_kind when 'bust' then f.quantity else v_outcome.quantity end,
        price = case v_kind when 'bust' then f.price else v_outcome.price end
    where f.temp_trade_id = settle_fill.temp_trade_id;
    -- The end of a drill takes back what was practised: no news.
    if not v_outcome.ends_drill then
        perform logic.raise_alert(
            case v_kind when 'bust' then 'trade_busted' else 'trade_corrected' end, 'warning',
            v_old.trade_number, jsonb_build_object('temp_trade_id', v_old.temp_trade_id,
                'order_id', v_old.order_id, 'quantity', v_old.quantity, 'price', v_old.price,
                'told_by', v_old.session_name) || case v_kind when 'bust' then '{}'
                else jsonb_build_object('new_quantity', v_outcome.quantity,
                    'new_price', v_outcome.price) end);
    end if;
    perform notify.enqueue_trade_message(v_old.order_id, v_old.trade_number, v_kind,
        coalesce(v_outcome.quantity, v_old.quantity), coalesce(v_outcome.price, v_old.price));
end
$$;

revoke all on function logic.settle_fill(bigint) from public;
comment on function logic.settle_fill(bigint) is
    'Takes a provisional fill back or corrects it as its order session told';
