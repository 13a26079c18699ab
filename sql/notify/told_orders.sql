-- The orders that a message tells of: its own, or those of its table.
-- Calls: none. Writes: none.
create or replace function notify.told_orders(order_id bigint, facts jsonb)
returns bigint[]
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if order_id is not null then
        return array[order_id];
    end if;
    return array(
        select t.value::bigint
        from jsonb_array_elements_text(coalesce(facts -> 'order_ids', '[]')) t (value));
end
$$;

revoke all on function notify.told_orders(bigint, jsonb) from public;
comment on function notify.told_orders(bigint, jsonb) is 'The orders that a message tells of';
