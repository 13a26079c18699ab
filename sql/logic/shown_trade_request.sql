-- What approving a request about a fill, a trade or an order does, in words and before and after.
-- A waiting request shows positions as they are now; a decided one says only what was done.
-- Calls: logic.india_number, logic.india_time, logic.position_change. Writes: none.
create or replace function logic.shown_trade_request(
    action text, payload jsonb, is_waiting boolean)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_trade jsonb := coalesce(payload -> 'trade', payload);
    v_units numeric := (v_trade ->> 'quantity')::numeric
        * case v_trade ->> 'side' when 'buy' then 1 else -1 end;
    v_traded text := format('%s %s %s on %s at Rs %s each', case v_trade ->> 'side'
            when 'buy' then 'bought' else 'sold' end,
        logic.india_number((v_trade ->> 'quantity')::numeric), payload ->> 'symbol',
        payload ->> 'exchange', logic.india_number((v_trade ->> 'price')::numeric, 2));
    v_position_id bigint;
begin
    if action = 'settle_order' then
        return jsonb_build_object('title', 'Settle an order that nobody knows',
            'lines', jsonb_build_array(format('The order %s (%s %s %s on %s) counts as %s.',
                    payload ->> 'cl_ord_id', payload ->> 'side',
                    logic.india_number((payload ->> 'quantity')::numeric),
                    payload ->> 'symbol', payload ->> 'exchange',
                    replace(payload ->> 'outcome', '_', ' ')),
                case when (payload ->> 'quantity_freed')::numeric > 0
                    then format('%s units are free to be closed again. If it is at the '
                        'exchange after all, both may trade.',
                        logic.india_number((payload ->> 'quantity_freed')::numeric))
                    else 'Nothing is freed.' end),
            'changes', jsonb_build_array(jsonb_build_object('name', 'State',
                'before', 'unknown', 'after', replace(payload ->> 'outcome', '_', ' '))));
    elsif action = 'promote_fill' then
        v_position_id := (select o.position_id from core.orders o
            where o.order_id = (payload ->> 'order_id')::bigint);
    elsif action = 'assign_trade' then
        v_position_id := (select p.position_id from core.positions p
            where (p.user_id, p.trade_date, p.instrument_id, p.product)
                = ((payload #>> '{client,user_id}')::bigint, (payload ->> 'trade_date')::date,
                    (payload ->> 'instrument_id')::bigint, payload ->> 'product'));
    end if;
    return jsonb_build_object(
        'title', case action when 'promote_fill' then 'Let an unconfirmed fill count'
            when 'assign_trade' then 'Give a trade to a client'
            else 'Add a trade by hand' end,
        'lines', jsonb_build_array(
            format('Trade %s: %s, %s, on %s.', coalesce(v_trade ->> 'trade_number',
                    '(the desk''s own number)'), v_traded, payload ->> 'product',
                logic.india_time((v_trade ->> 'executed_at')::timestamptz)),
            case action when 'promote_fill' then 'Neither the drop copy nor the primary has '
                    'told it. It counts on the word of two people.'
                when 'assign_trade' then 'The exchange told it in account '
                    || coalesce(payload ->> 'account', '(none)') || '.'
                else 'Evidence: ' || (v_trade ->> 'evidence') end),
        'changes', case when action = 'manual_trade' then jsonb_build_array(jsonb_build_object(
                'name', format('Position in %s, %s, %s', payload ->> 'symbol',
                    payload ->> 'exchange', payload ->> 'product'),
                'before', logic.india_number((payload #>> '{before,net_quantity}')::numeric),
                'after', logic.india_number((payload #>> '{after,net_quantity}')::numeric)))
            when is_waiting then logic.position_change(v_position_id, v_units)
            else '[]' end);
end
$$;

revoke all on function logic.shown_trade_request(text, jsonb, boolean) from public;
comment on function logic.shown_trade_request(text, jsonb, boolean) is
    'A request about a fill, a trade or an unknown order: title, lines, changes';
