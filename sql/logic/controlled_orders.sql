-- Calls: none. Writes: none.
create or replace function logic.controlled_orders(scope text, subject text)
returns table (order_id bigint, session_name text, is_sent boolean)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select o.order_id, o.session_name, o.status not in ('queued', 'pending_approval')
        from core.orders o
        join book.instruments i on i.instrument_id = o.instrument_id
        join auth.ops_team p on p.person_id = o.person_id
        where o.leaves_quantity > 0 and o.status <> 'cancel_pending'
            and case controlled_orders.scope
                when 'desk' then true
                when 'segment' then i.exchange || '-' || i.segment = controlled_orders.subject
                when 'session' then o.session_name = controlled_orders.subject
                when 'person' then p.username = controlled_orders.subject
            end
        order by o.order_id;
end
$$;

revoke all on function logic.controlled_orders(text, text) from public;
comment on function logic.controlled_orders(text, text) is
    'Live orders that a control of this scope is about; is_sent says that the exchange may have it';
