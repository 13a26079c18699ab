-- Sends exactly the orders that the checker saw, or withdraws them and says why.
-- Calls: logic.change_orders, logic.finish_batches, logic.problem, logic.require_exit_as_shown,
-- logic.wake_order_sessions, logic.withdraw_exit. Writes: core.exits, core.order_requests,
-- queue.dispatch.
create or replace function logic.approve_square_off(approval core.approvals, person_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_exit core.exits;
    v_problem jsonb;
    v_code text;
    v_detail text;
begin
    select * into v_exit from core.exits e
    where e.approval_id = approval.approval_id and e.state = 'waiting_approval';
    begin
        perform logic.require_exit_as_shown(v_exit, approval.payload, person_id);
    exception
        when sqlstate 'IR104' or sqlstate 'IR108' or sqlstate 'IR201' or sqlstate 'IR203'
            or sqlstate 'IR207' or sqlstate 'IR301' or sqlstate 'IR302' or sqlstate 'IR303'
            or sqlstate 'IR304' or sqlstate 'IR403' or sqlstate 'IR504'
            or sqlstate 'IR505' then
            get stacked diagnostics v_code = returned_sqlstate, v_detail = pg_exception_detail;
            v_problem := logic.problem(v_code, v_detail::jsonb
                || jsonb_build_object('approval_id', approval.approval_id));
    end;
    if v_problem is not null then
        perform logic.withdraw_exit(v_exit, v_problem -> 'problem');
        return v_problem;
    end if;
    perform logic.change_orders(array(
        select row(o.order_id, 'approved', null, null, null, null, null, null,
            null, null, null)::core.order_change
        from core.orders o where o.exit_id = v_exit.exit_id));
    with requested as (
        insert into core.order_requests (order_id, kind, cl_ord_id, session_name)
        select o.order_id, 'new', o.cl_ord_id, o.session_name
        from core.orders o where o.exit_id = v_exit.exit_id
        order by o.order_id
        returning order_request_id, session_name
    )
    insert into queue.dispatch (session_name, order_request_id, can_wait)
    select r.session_name, r.order_request_id, true from requested r;
    update core.exits e set state = 'placed', placed_at = now()
    where e.exit_id = v_exit.exit_id;
    if v_exit.batch_id is not null then
        perform logic.finish_batches(array[v_exit.batch_id]);
    end if;
    perform logic.wake_order_sessions(array[v_exit.exit_id]);
    return (
        select jsonb_build_object('exit_id', v_exit.exit_id, 'orders', jsonb_agg(
            jsonb_build_object('order_id', o.order_id, 'cl_ord_id', o.cl_ord_id,
                'status', o.status, 'quantity', o.quantity) order by o.order_id))
        from core.orders o where o.exit_id = v_exit.exit_id);
end
$$;

revoke all on function logic.approve_square_off(core.approvals, bigint) from public;
comment on function logic.approve_square_off(core.approvals, bigint) is
    'Queues the orders of an approved exit; a problem, and nothing sent, when something moved';
