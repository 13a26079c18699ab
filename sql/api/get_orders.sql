-- Newest first, in pages. Without a client: of everybody the person may see. Each source gives its
-- newest by an index, client by client or of all; only these are merged: the history costs nothing.
-- A client is a range of the index on client and order; asked for by equality, the orders of all
-- might be read backwards until there are enough.
-- Within a source rows stay in the order of their numbers, which no later row can come between:
-- the time that merges the sources is the earliest one so far. A cursor is the two numbers behind
-- which the next page begins.
-- Calls: auth.audit_read, auth.callers, auth.page_mark, auth.page_size, auth.page_start,
-- auth.require, auth.require_client, auth.sees_all, sync.fold_before_decision
-- Writes: -
create or replace function api.get_orders(
    user_id bigint default null, page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_ids bigint[];
    v_desk_ids bigint[];
    v_primary_ids bigint[];
    v_list text := concat_ws(':', 'orders', get_orders.user_id);
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start(v_list, page_cursor);
    v_desk_before bigint := coalesce((v_start ->> 0)::bigint, 9223372036854775807);
    v_primary_before bigint := coalesce((v_start ->> 1)::bigint, 9223372036854775807);
    v_page record;
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
            where o.order_id < v_desk_before
            order by o.order_id desc limit v_size + 1);
        v_primary_ids := array(
            select b.order_id from book.orders as b
            where b.order_id < v_primary_before
            order by b.order_id desc limit v_size + 1);
    else
        v_desk_ids := array(
            select n.order_id from unnest(v_user_ids) as u (user_id)
            cross join lateral (
                select o.order_id from core.orders as o
                where (o.user_id, o.order_id)
                    between (u.user_id, 0) and (u.user_id, v_desk_before - 1)
                order by o.user_id desc, o.order_id desc limit v_size + 1) as n);
        v_primary_ids := array(
            select n.order_id from unnest(v_user_ids) as u (user_id)
            cross join lateral (
                select b.order_id from book.orders as b
                where (b.user_id, b.order_id)
                    between (u.user_id, 0) and (u.user_id, v_primary_before - 1)
                order by b.user_id desc, b.order_id desc limit v_size + 1) as n);
    end if;
    select coalesce(jsonb_agg(r.shown order by r.place) filter (where r.place <= v_size), '[]')
            as answer,
        bool_or(r.place > v_size) as has_next,
        min(r.order_id) filter (where r.source = 'desk' and r.place <= v_size) as desk_before,
        min(r.order_id) filter (where r.source = 'primary' and r.place <= v_size)
            as primary_before
    into v_page
    from (
        select n.source, n.order_id, n.shown, row_number() over (
            order by n.merged_at desc, n.source, n.order_id desc) as place
        from (
            select o.source, o.order_id, to_jsonb(o) as shown, min(o.created_at) over (
                partition by o.source order by o.order_id desc) as merged_at
            from (
                select d.* from api.orders as d
                where d.source = 'desk' and d.order_id = any (v_desk_ids)
                union all
                select p.* from api.orders as p
                where p.source = 'primary' and p.order_id = any (v_primary_ids)) as o) as n
        order by place limit v_size + 1) as r;
    perform auth.page_mark(v_list, case when v_page.has_next then jsonb_build_array(
        coalesce(v_page.desk_before, v_desk_before),
        coalesce(v_page.primary_before, v_primary_before)) end);
    perform auth.audit_read('get_orders', get_orders.user_id, v_page.answer);
    return v_page.answer;
end
$$;

revoke all on function api.get_orders(bigint, bigint, text) from public;
grant execute on function api.get_orders(bigint, bigint, text)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_orders(bigint, bigint, text) is
    'GET /orders?user_id=: orders of a client, or of all that the person may see, newest first';
