-- Calls: none. Writes: none.
create or replace function logic.replace_cause(order_id bigint)
returns text
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select e.details ->> 'cause'
    from core.order_events e
    where e.order_id = replace_cause.order_id and e.event = 'replace_requested'
    order by e.order_event_id desc
    limit 1
$$;

revoke all on function logic.replace_cause(bigint) from public;
comment on function logic.replace_cause(bigint) is
    'Why an order was replaced last: quantity, price, chase or excess; null = it never was';
