-- The orders of ours that messages name, each with the HTTP request that the named message comes
-- from: for the gateway's log. Names of other people's orders are left out.
-- Calls: none. Writes: none.
create or replace function fix.named_orders(cl_ord_ids text[])
returns table (cl_ord_id text, order_id bigint, request_id text)
language plpgsql stable rows 10 security definer
set search_path = pg_catalog, pg_temp
    -- A plan for each of the first calls costs more than they do.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
begin
    return query
    select r.cl_ord_id, r.order_id,
        case when r.kind = 'new' then coalesce(o.request_id, r.request_id)
            else coalesce(r.request_id, o.request_id) end
    from core.order_requests r
    join core.orders o on o.order_id = r.order_id
    where r.cl_ord_id = any (cl_ord_ids) and r.kind <> 'status';
end
$$;

revoke all on function fix.named_orders(text[]) from public;
grant execute on function fix.named_orders(text[]) to irra_gateway;
comment on function fix.named_orders(text[]) is
    'Orders by the ClOrdIDs of any of their messages, with the requests they come from';
