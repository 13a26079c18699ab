-- What approving a square-off sends, in words, with each position before and after.
-- Calls: logic.india_number, logic.position_change. Writes: none.
create or replace function logic.shown_exit_request(payload jsonb, is_waiting boolean)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_exits jsonb := coalesce(payload -> 'exits', jsonb_build_array(payload));
    v_is_batch boolean := payload ? 'exits';
begin
    return jsonb_build_object(
        'title', case when v_is_batch then format('Close %s position%s of a client',
                jsonb_array_length(v_exits),
                case when jsonb_array_length(v_exits) = 1 then '' else 's' end)
            else 'Close a position above the value for one person' end,
        'lines', (
            select jsonb_agg(format('%s %s %s on %s, %s, %s; worth about Rs %s.%s%s',
                initcap(x.value ->> 'side'),
                logic.india_number((x.value ->> 'quantity')::numeric), x.value ->> 'symbol',
                x.value ->> 'exchange', x.value ->> 'product',
                case coalesce(x.value ->> 'order_type', payload #>> '{scope,order_type}')
                    when 'MARKET' then 'at the market price'
                    else 'at Rs ' || coalesce(logic.india_number(coalesce(
                        x.value ->> 'limit_price', x.value ->> 'price')::numeric, 2), '?')
                        || case when v_is_batch then ' or near it' else ' or better' end end,
                coalesce(logic.india_number((x.value ->> 'value')::numeric, 2), '?'),
                case when (x.value ->> 'slice_quantity')::numeric
                        < (x.value ->> 'quantity')::numeric
                    then format(' In orders of at most %s.',
                        logic.india_number((x.value ->> 'slice_quantity')::numeric))
                    else '' end,
                case when (x.value ->> 'closes_on_another_exchange')::boolean
                    then ' On another exchange than the position''s.' else '' end)
                order by x.place)
            from jsonb_array_elements(v_exits) with ordinality x (value, place))
            || case when payload ->> 'value' is null then jsonb '[]'
                else jsonb_build_array('Worth together about Rs '
                    || logic.india_number((payload ->> 'value')::numeric, 2) || '.') end
            || case when (payload #>> '{scope,cancel_pending}')::boolean
                then jsonb '["Pending exits of these positions are taken back first."]'
                else '[]' end,
        'changes', case when is_waiting then (
            select coalesce(jsonb_agg(c.value order by x.place), '[]')
            from jsonb_array_elements(v_exits) with ordinality x (value, place)
            cross join jsonb_array_elements(logic.position_change(
                (x.value ->> 'position_id')::bigint, (x.value ->> 'quantity')::numeric
                    * case x.value ->> 'side' when 'buy' then 1 else -1 end)) c)
            else '[]' end);
end
$$;

revoke all on function logic.shown_exit_request(jsonb, boolean) from public;
comment on function logic.shown_exit_request(jsonb, boolean) is
    'A request to square off: title, lines, changes';
