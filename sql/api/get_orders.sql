-- Newest first, bounded. Without a client: of everybody the person may see. Each source gives its
-- newest by an index, client by client or of all; only these are merged: the history costs nothing.
-- A client is a range of the index on client and order; asked for by equality, the orders of all
-- might be read backwards until there are enough.
-- Calls: auth.audit_read, auth.callers, auth.list_limit, auth.require, auth.require_client,
-- auth.sees_all, sync.fold_before_decision
-- Writes: -
create or replace function api.get_orders(user_id bigint default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_ids bigint[];
    v_answer jsonb;
    v_desk_ids bigint[];
    v_primary_ids bigint[];
    v_highest_id constant bigint := 9223372036854775807;
begin
    if get_orders.user_id is not null then
        perform auth.require_client(get_orders.user_id);
        v_user_ids := array[get_orders.user_id];
    else
        perform auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
        if not auth.sees_all() then
            v_user_ids := auth.callers();
        end if;
    end if;
    perform sync.fold_before_decision();
    if v_user_ids is null then
        v_desk_ids := array(
            select o.order_id from core.orders as o
            order by o.order_id desc limit auth.list_limit());
        v_primary_ids := array(
            select b.order_id from book.orders as b
            order by b.order_id desc limit auth.list_limit());
    else
        v_desk_ids := array(
            select n.order_id from unnest(v_user_ids) as u (user_id)
            cross join lateral (
                select o.order_id from core.orders as o
                where (o.user_id, o.order_id)
                    between (u.user_id, 0) and (u.user_id, v_highest_id)
                order by o.user_id desc, o.order_id desc limit auth.list_limit()) as n);
        v_primary_ids := array(
            select n.order_id from unnest(v_user_ids) as u (user_id)
            cross join lateral (
                select b.order_id from book.orders as b
                where (b.user_id, b.order_id)
                    between (u.user_id, 0) and (u.user_id, v_highest_id)
                order by b.user_id desc, b.order_id desc limit auth.list_limit()) as n);
    end if;
    v_answer := (
        select coalesce(jsonb_agg(
            to_jsonb(o) order by o.created_at desc, o.source, o.order_id desc), '[]')
        from (
            select n.* from (
                select d.* from api.orders as d
                where d.source = 'desk' and d.order_id = any (v_desk_ids)
                union all
                select p.* from api.orders as p
                where p.source = 'primary' and p.order_id = any (v_primary_ids)) as n
            order by n.created_at desc, n.source, n.order_id desc
            limit auth.list_limit()) as o);
    perform auth.audit_read('get_orders', get_orders.user_id, v_answer);
    return v_answer;
end
$$;

revoke all on function api.get_orders(bigint) from public;
grant execute on function api.get_orders(bigint) to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_orders(bigint) is
    'GET /orders?user_id=: orders of a client, or of all that the person may see, newest first';
