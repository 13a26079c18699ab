-- Reports as changes of orders, in rounds: a round holds at most one change of each order. Fills
-- of one order that follow each other without another event between them are one change with the
-- furthest quantities, so a storm of partial fills costs one round. Quantities are taken from
-- fills, closing reports and status answers: what an answer says is executed stays reserved until
-- its trades come, but is no trade. A reject of a cancel request is a cancel reject.
-- Calls: fix.is_fill, fix.report_event. Writes: none.
create or replace function fix.order_changes(reports fix.report[])
returns table (
    round bigint, order_id bigint, event text, cumulative_quantity bigint,
    leaves_quantity bigint, average_price numeric, exchange_order_id text, reason text,
    details jsonb, quantity bigint, limit_price numeric, cl_ord_id text)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    with told as (
        select r.sequence, r.order_id, r.cumulative_quantity, r.leaves_quantity, r.average_price,
            r.exchange_order_id, r.reason, r.exec_type, fix.is_fill(r) as is_fill,
            case when r.msg_type in ('3', 'j') and q.kind = 'cancel' then 'cancel_rejected'
                else fix.report_event(r, o.quantity) end as event
        from unnest(reports) r
        join core.orders o on o.order_id = r.order_id
        left join core.order_requests q on q.cl_ord_id = r.cl_ord_id and q.kind <> 'status'
        -- A reject of a question says nothing about the order.
        where not (r.msg_type in ('3', 'j') and q.order_request_id is null)
    ),
    islands as (
        select t.*, count(*) filter (where t.event <> 'partially_filled' or not t.is_fill)
            over (partition by t.order_id order by t.sequence) as island
        from told t
        where t.event is not null
    ),
    -- An island starts with its own event; the partial fills behind it form a part of their own.
    parts as (
        select i.*, (i.is_fill and i.event = 'partially_filled') as is_partial from islands i
    ),
    collapsed as (
        select p.order_id, min(p.sequence) as first_sequence, max(p.sequence) as last_sequence,
            p.event, max(p.cumulative_quantity) as cumulative_quantity,
            (array_agg(p.leaves_quantity
                order by p.cumulative_quantity desc nulls last, p.sequence desc))[1]
                as leaves_quantity,
            (array_agg(p.average_price
                order by p.cumulative_quantity desc nulls last, p.sequence desc))[1]
                as average_price,
            max(p.exchange_order_id) as exchange_order_id, max(p.reason) as reason,
            bool_or(p.is_fill or p.exec_type in ('4', '3', 'C', 'I')) as tells_quantities
        from parts p
        group by p.order_id, p.island, p.is_partial, p.event
    )
    select row_number() over (partition by c.order_id order by c.first_sequence),
        c.order_id, c.event,
        case when c.tells_quantities then c.cumulative_quantity end,
        case when c.tells_quantities then c.leaves_quantity end,
        c.average_price, c.exchange_order_id, c.reason,
        jsonb_build_object('sequence', c.last_sequence), null::bigint, null::numeric, null::text
    from collapsed c
$$;

revoke all on function fix.order_changes(fix.report[]) from public;
comment on function fix.order_changes(fix.report[]) is
    'Changes of orders that these reports stand for, in rounds of one change an order';
