-- Writes the children of a parent order, one a slice, with their first events; their requests and
-- queue rows, too, unless they wait for a second person.
-- Calls: logic.next_cl_ord_id, logic.slice_quantity. Writes: core.orders, core.order_requests,
-- core.order_events, queue.dispatch.
create or replace function logic.insert_exit_orders(
    parent core.exits, closed core.positions, leg_position_id bigint,
    instrument book.instruments, session_name text, side text, units bigint, price numeric)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_slice bigint := logic.slice_quantity(instrument, units);
begin
    with made as (
        insert into core.orders (
            position_id, user_id, instrument_id, product, side, order_type, quantity, limit_price,
            status, leaves_quantity, cl_ord_id, session_name, call_id, instruction_id, person_id,
            exit_id, slice, leg_position_id, request_id, current_cl_ord_id)
        select closed.position_id, closed.user_id, instrument.instrument_id, closed.product,
            insert_exit_orders.side, parent.order_type, s.quantity, insert_exit_orders.price,
            case parent.state when 'waiting_approval' then 'pending_approval' else 'queued' end,
            s.quantity, s.cl_ord_id, insert_exit_orders.session_name, parent.call_id,
            parent.instruction_id, parent.person_id, parent.exit_id, s.slice,
            insert_exit_orders.leg_position_id, parent.request_id, s.cl_ord_id
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
        select m.order_id, 'new', m.cl_ord_id, insert_exit_orders.session_name
        from made m
        where m.status = 'queued'
        order by m.order_id
        returning order_request_id
    )
    insert into queue.dispatch (session_name, order_request_id, can_wait)
    select insert_exit_orders.session_name, r.order_request_id, true from requested r;
end
$$;

revoke all on function logic.insert_exit_orders(core.exits, core.positions, bigint,
    book.instruments, text, text, bigint, numeric) from public;
comment on function logic.insert_exit_orders(core.exits, core.positions, bigint,
    book.instruments, text, text, bigint, numeric) is
    'Writes and queues the orders of one exit; IR301';
