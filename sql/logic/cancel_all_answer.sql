-- problems: [{order_id, code, title, detail}] of orders of the primary.
-- Calls: none. Writes: none.
create or replace function logic.cancel_all_answer(
    desk_ids bigint[], primary_ids bigint[], problems jsonb)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('orders', coalesce((
        select jsonb_agg(to_jsonb(x) order by x.source, x.order_id)
        from (
            select 'desk' as source, o.order_id, o.cl_ord_id, o.status, o.quantity,
                o.cumulative_quantity as filled_quantity
            from core.orders o where o.order_id = any (desk_ids)
            union all
            select 'primary', b.order_id, b.cl_ord_id, w.status, b.quantity,
                greatest(b.filled_quantity, w.cumulative_quantity)
            from book.orders b
            join core.primary_orders w on w.book_order_id = b.order_id
            where b.order_id = any (primary_ids) and not exists (
                select from jsonb_array_elements(problems) p
                where (p ->> 'order_id')::bigint = b.order_id)) x), '[]'),
        'failed', coalesce((
            select jsonb_agg(jsonb_build_object('source', 'primary') || p
                order by (p ->> 'order_id')::bigint)
            from jsonb_array_elements(problems) p), '[]'))
$$;

revoke all on function logic.cancel_all_answer(bigint[], bigint[], jsonb) from public;
comment on function logic.cancel_all_answer(bigint[], bigint[], jsonb) is
    'What cancel-all did: orders as they stand, and those that could not be taken back with why';
