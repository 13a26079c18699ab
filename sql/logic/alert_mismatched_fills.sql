-- What our own session told of a trade is held against the trade that counts: another quantity,
-- price or order is for a person. What the exchange corrected meanwhile differs by right.
-- Calls: logic.mismatched_fills, logic.raise_alert. Writes: none itself.
create or replace function logic.alert_mismatched_fills(temp_trade_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform logic.raise_alert('trade_mismatch', 'critical', m.trade_number, jsonb_build_object(
        'trade_id', m.trade_id, 'temp_trade_id', m.temp_trade_id, 'trade_number', m.trade_number,
        'quantity', m.trade_quantity, 'price', m.trade_price, 'order_id', m.trade_order_id,
        'told_quantity', m.quantity, 'told_price', m.price, 'told_order_id', m.order_id))
    from logic.mismatched_fills(temp_trade_ids) m;
end
$$;

revoke all on function logic.alert_mismatched_fills(bigint[]) from public;
comment on function logic.alert_mismatched_fills(bigint[]) is
    'Alerts for fills of our own sessions that differ from the trades that count';
