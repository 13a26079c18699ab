-- Writes the slices of one exit with their requests, first events and queue rows. A slice is the
-- largest whole number of lots not above the freeze quantity.
-- Calls: logic.next_cl_ord_id, logic.raise, logic.setting_integer, logic.route_order,
-- logic.enqueue_requests. Writes: core.orders, core.order_requests, core.order_events.
create or replace function logic.insert_exit_orders(
    call core.calls, instruction_id bigint, closed core.positions, instrument book.instruments,
    side text, units bigint, order_type text, limit_price numeric)
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_session text := logic.route_order(instrument.exchange, instrument.segment);
    v_slice bigint := coalesce(
        instrument.freeze_quantity / instrument.lot_size * instrument.lot_size, units);
    v_order_ids bigint[];
    v_request_ids bigint[];
begin
    if v_slice <= 0 or ceil(units::numeric / v_slice) > logic.setting_integer('max_slices') then
        perform logic.raise('IR301', jsonb_build_object(
            'quantity', units, 'freeze_quantity', instrument.freeze_quantity,
            'lot_size', instrument.lot_size, 'max_slices', logic.setting_integer('max_slices')));
    end if;
    with made as (
        insert into core.orders (
            position_id, user_id, instrument_id, product, side, order_type, quantity, limit_price,
            leaves_quantity, cl_ord_id, session_name, call_id, instruction_id, person_id, slice,
            request_id, current_cl_ord_id)
        select closed.position_id, closed.user_id, closed.instrument_id, closed.product,
            insert_exit_orders.side, insert_exit_orders.order_type, s.quantity,
            insert_exit_orders.limit_price, s.quantity, s.cl_ord_id, v_session,
            call.call_id, insert_exit_orders.instruction_id, call.person_id, s.slice,
            nullif(current_setting('irra.request_id', true), ''), s.cl_ord_id
        from (
            select logic.next_cl_ord_id() as cl_ord_id, n::smallint as slice,
                least(v_slice, units - (n - 1) * v_slice) as quantity
            from generate_series(1, ceil(units::numeric / v_slice)::bigint) n
        ) s
        order by s.slice
        returning order_id, cl_ord_id, status, leaves_quantity
    ),
    noted as (
        insert into core.order_events (
            order_id, event, to_status, cumulative_quantity, leaves_quantity)
        select m.order_id, 'placed', m.status, 0, m.leaves_quantity from made m order by m.order_id
    ),
    requested as (
        insert into core.order_requests (order_id, kind, cl_ord_id, session_name)
        select m.order_id, 'new', m.cl_ord_id, v_session from made m order by m.order_id
        returning order_request_id
    )
    select (select array_agg(m.order_id order by m.order_id) from made m),
        (select array_agg(r.order_request_id order by r.order_request_id) from requested r)
    into v_order_ids, v_request_ids;

    perform logic.enqueue_requests(v_request_ids);
    return v_order_ids;
end
$$;

revoke all on function logic.insert_exit_orders(
    core.calls, bigint, core.positions, book.instruments, text, bigint, text, numeric) from public;
comment on function logic.insert_exit_orders(
    core.calls, bigint, core.positions, book.instruments, text, bigint, text, numeric) is
    'Writes and queues the orders of one exit; answers their ids; IR203, IR301';
