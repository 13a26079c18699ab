-- The primary numbers its orders itself: where both sides have the number, ours is answered unless
-- `source` asks for the other. An order that the person may not see does not exist for them.
-- Calls: auth.audit_read, auth.refuse, auth.require
-- Writes: -
create or replace function api.get_order(order_id bigint, source text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order api.orders;
begin
    perform auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    select o.* into v_order from api.orders as o
    where o.order_id = get_order.order_id
        and o.source = coalesce(get_order.source, o.source)
    order by o.source
    limit 1;
    if v_order.order_id is null then
        perform auth.refuse('IR104', '{"object": "order"}');
    end if;
    perform auth.audit_read('get_order', v_order.user_id);
    return to_jsonb(v_order) || jsonb_build_object('events', (
        select coalesce(jsonb_agg(jsonb_build_object(
            'at', e.at, 'event', e.event, 'from_status', e.from_status, 'to_status', e.to_status,
            'filled_quantity', e.cumulative_quantity, 'leaves_quantity', e.leaves_quantity,
            'details', nullif(e.details - 'sequence', '{}'))
            order by e.order_event_id), '[]')
        from core.order_events as e
        where v_order.source = 'desk' and e.order_id = v_order.order_id));
end
$$;

revoke all on function api.get_order(bigint, text) from public;
grant execute on function api.get_order(bigint, text)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_order(bigint, text) is
    'GET /orders/{id}: one order with its events; source desk or primary; IR104 if not to be seen';
