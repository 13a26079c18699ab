-- POST /orders/cancel-all: takes back all that the client of an open call has pending, or what of
-- it a segment, product or underlying names, as a set. An order that is being placed meanwhile is
-- waited for and taken back, too, and so is a square-off that has no order yet; what the person's
-- scopes do not cover is left alone. Safe to repeat.
-- Lock order: approvals, exits, positions, orders, each ascending; batches. Calls: audit.append,
-- auth.require, logic.cancel_all_answer, logic.cancel_orders, logic.cancel_primary_orders,
-- logic.end_batches, logic.in_scope, logic.open_call, logic.orders_before, logic.raise,
-- logic.require_call_otp, logic.withdraw_waiting_exits.
-- Writes: core.instructions.
create or replace function api.cancel_all_orders(
    call_id uuid, segment text default null, product text default null,
    underlying text default null, include_primary boolean default true)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor');
    v_call core.calls := logic.open_call(cancel_all_orders.call_id, v_person_id);
    v_desk bigint[];
    v_primary bigint[] := '{}'::bigint[];
    v_exits bigint[];
    v_before jsonb;
    v_problems jsonb;
    v_response jsonb;
begin
    -- A name that fits nothing would look like a client who has nothing pending.
    if segment not in ('CM', 'FO', 'CD', 'COM') then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'segment', 'expected', 'CM, FO, CD or COM', 'got', segment));
    end if;
    if product not in ('CNC', 'MIS', 'NRML') then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'product', 'expected', 'CNC, MIS or NRML', 'got', product));
    end if;
    perform logic.require_call_otp(v_call.call_id, 'cancel');
    v_exits := logic.withdraw_waiting_exits(v_call, cancel_all_orders.segment,
        cancel_all_orders.product, cancel_all_orders.underlying);
    -- Whoever places an order holds its position: locked in one go, then looked at.
    perform from core.positions p
    where p.user_id = v_call.user_id
    order by p.position_id
    for no key update;
    v_desk := array(
        select o.order_id
        from core.positions p
        join core.orders o on o.position_id = p.position_id and o.leaves_quantity > 0
        left join book.instruments i on i.instrument_id = o.instrument_id
        where p.user_id = v_call.user_id
            and (cancel_all_orders.segment is null or i.segment = cancel_all_orders.segment)
            and (cancel_all_orders.product is null or o.product = cancel_all_orders.product)
            and (cancel_all_orders.underlying is null
                or i.underlying = cancel_all_orders.underlying)
            and logic.in_scope(v_person_id, o.user_id, o.instrument_id)
        order by o.order_id);
    if coalesce(include_primary, true) then
        v_primary := array(
            select b.order_id
            from book.orders b
            left join core.primary_orders w on w.book_order_id = b.order_id
            left join book.instruments i on i.instrument_id = b.instrument_id
            where b.user_id = v_call.user_id and b.status in ('open', 'partially_filled')
                and coalesce(w.is_live, true)
                and (cancel_all_orders.segment is null or i.segment = cancel_all_orders.segment)
                and (cancel_all_orders.product is null or b.product = cancel_all_orders.product)
                and (cancel_all_orders.underlying is null
                    or i.underlying = cancel_all_orders.underlying)
                and logic.in_scope(v_person_id, b.user_id, b.instrument_id)
            order by b.order_id);
    end if;
    if v_desk || v_primary || v_exits <> '{}' then
        insert into core.instructions (call_id, person_id, kind, details)
        values (v_call.call_id, v_call.person_id, 'cancel_all', jsonb_strip_nulls(
            jsonb_build_object('segment', segment, 'product', product, 'underlying', underlying,
                'include_primary', include_primary, 'order_ids', to_jsonb(v_desk),
                'primary_order_ids', to_jsonb(v_primary), 'exit_ids', to_jsonb(v_exits))));
    end if;
    v_before := logic.orders_before(v_desk, v_primary);
    perform logic.cancel_orders(v_desk, null);
    select jsonb_agg(c.problem || jsonb_build_object('order_id', c.book_order_id))
        filter (where c.problem is not null)
    into v_problems
    from logic.cancel_primary_orders(v_primary, null) c;
    perform logic.end_batches(v_exits);
    v_response := logic.cancel_all_answer(v_desk, v_primary, coalesce(v_problems, '[]'))
        || jsonb_build_object('withdrawn_exits', to_jsonb(v_exits));
    perform audit.append(
        'cancel_all_orders', 'call:' || v_call.call_id, v_call.user_id, v_before, v_response);
    return v_response;
end
$$;

revoke all on function api.cancel_all_orders(uuid, text, text, text, boolean) from public;
grant execute on function api.cancel_all_orders(uuid, text, text, text, boolean)
    to ops_agent, ops_supervisor;
comment on function api.cancel_all_orders(uuid, text, text, text, boolean) is
    'POST /orders/cancel-all: takes back what the client of a call has pending, or part of it';
