-- Marks of orders that changed, a statement at a time: this is on the way of every order.
-- Calls: logic.wake_watchers. Writes: queue.event_marks.
create or replace function logic.mark_orders()
returns trigger
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    insert into queue.event_marks (kind, subject, user_id, instrument_id)
    select 'order', c.order_id, c.user_id, c.instrument_id from changed as c;
    perform logic.wake_watchers();
    return null;
end
$$;

revoke all on function logic.mark_orders() from public;
comment on function logic.mark_orders() is 'Trigger: a mark for each order of a statement';

create or replace trigger orders_made_marked after insert on core.orders
    referencing new table as changed
    for each statement execute function logic.mark_orders();
create or replace trigger orders_changed_marked after update on core.orders
    referencing new table as changed
    for each statement execute function logic.mark_orders();
