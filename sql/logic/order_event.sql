-- An event as the transition rows name it for this order: a cancel that was rejected leaves an
-- order that has traded where it was, partially filled.
-- Calls: none. Writes: none.
create or replace function logic.order_event(changed core.orders, event text)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case when event = 'cancel_rejected' and changed.cumulative_quantity > 0
        then 'cancel_rejected_after_fill' else event end
$$;

revoke all on function logic.order_event(core.orders, text) from public;
comment on function logic.order_event(core.orders, text) is
    'The name under which core.order_transitions has an event for this order';
