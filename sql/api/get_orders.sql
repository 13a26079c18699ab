-- Newest first, bounded. Without a client: of everybody the person may see.
-- Calls: auth.audit_read, auth.list_limit, auth.require, auth.require_client,
-- sync.fold_before_decision
-- Writes: -
create or replace function api.get_orders(user_id bigint default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if get_orders.user_id is null then
        perform auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    else
        perform auth.require_client(get_orders.user_id);
    end if;
    perform sync.fold_before_decision();
    perform auth.audit_read('get_orders', get_orders.user_id);
    return (
        select coalesce(jsonb_agg(
            to_jsonb(o) order by o.created_at desc, o.source, o.order_id desc), '[]')
        from (
            select o.* from api.orders as o
            where get_orders.user_id is null or o.user_id = get_orders.user_id
            order by o.created_at desc, o.source, o.order_id desc
            limit auth.list_limit()) as o);
end
$$;

revoke all on function api.get_orders(bigint) from public;
grant execute on function api.get_orders(bigint) to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_orders(bigint) is
    'GET /orders?user_id=: orders of a client, or of all that the person may see, newest first';
