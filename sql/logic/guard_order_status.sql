-- Last line of defence: whoever writes a status, it must be one that some event allows.
-- Calls: logic.raise. Writes: none.
create or replace function logic.guard_order_status()
returns trigger
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from core.order_transitions t
        where t.from_status = old.status and t.to_status = new.status) then
        perform logic.raise('IR202', jsonb_build_object(
            'order_id', new.order_id, 'from', old.status, 'to', new.status));
    end if;
    return new;
end
$$;

revoke all on function logic.guard_order_status() from public;
comment on function logic.guard_order_status() is
    'Refuses a change of an order''s status that no transition row allows';

drop trigger if exists guard_order_status on core.orders;
create trigger guard_order_status before update of status on core.orders
    for each row when (old.status is distinct from new.status)
    execute function logic.guard_order_status();
