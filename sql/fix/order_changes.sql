-- Reports as changes of orders, in rounds: a round holds at most one change of each order. Fills
-- of one order that follow each other without another event between them are one change with the
-- furthest quantities, so a storm of partial fills costs one round; an order's acknowledgement and
-- the fills right behind it are one change, too, that names the acknowledgement in its details
-- (logic.change_orders keeps both events). Quantities are taken from
-- fills, closing reports and status answers: what an answer says is executed stays reserved until
-- its trades come, but is no trade; an order that is over has traded no less than its fills have
-- told, whatever CumQty says. A report is read against the quantity that the replacements
-- before it in the batch have made. Orders with a trade that was taken back or corrected take no
-- quantities from here: logic.amend_orders counts theirs.
-- The caller holds the orders' locks.
-- Calls: fix.names_refused_replacement, fix.report_event, logic.standing_fills. Writes: none.
create or replace function fix.order_changes(
    session fix.sessions, reports fix.report[], amended_orders bigint[])
returns table (
    round bigint, order_id bigint, event text, cumulative_quantity bigint,
    leaves_quantity bigint, average_price numeric, exchange_order_id text, reason text,
    details jsonb, quantity bigint, limit_price numeric, cl_ord_id text)
language plpgsql stable rows 10 security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with about as (
        select o.order_id, r.sequence, r, o.quantity, o.status, o.cumulative_quantity as done,
            o.order_id = any (amended_orders) as is_amended, t.new_quantity,
            -- What the newest of the replacements so far has made of it.
            (array_agg(t.new_quantity) filter (where t.new_quantity is not null) over told_of)[
                count(t.new_quantity) over told_of] as made_quantity
        from unnest(reports) r
        join core.orders o on o.order_id = r.order_id
        -- What the report makes the order's quantity; the drop copy may be behind by several.
        left join lateral (
            select case
                when session.kind = 'order' then coalesce(r.order_quantity, (
                    select q.quantity from core.order_requests q
                    where q.order_request_id = r.order_request_id and q.kind = 'replace'))
                when r.request_kind = 'replace' then coalesce(r.order_quantity, (
                    select q.quantity from core.order_requests q
                    where q.order_request_id = r.order_request_id))
                when o.current_cl_ord_id = o.cl_ord_id
                    then least(o.quantity, r.order_quantity) end as new_quantity) t
            on r.exec_type = 'D'
                or r.exec_type = '5' and (r.is_answer or r.request_kind is distinct from 'replace')
                or r.exec_type = 'I' and r.is_answer and r.request_kind = 'replace'
                    and r.ord_status in ('0', '1', '2', '5')
        window told_of as (partition by o.order_id order by r.sequence)
    ),
    told as (
        select a.order_id, a.sequence, a.r, a.status, a.done, a.is_amended, a.new_quantity, case
                when (a.r).msg_type = '9' and (a.r).request_kind = 'cancel'
                    and fix.names_refused_replacement((a.r).order_request_id, reports)
                then 'cancel_rejected'
                else fix.report_event(a.r, coalesce(a.made_quantity, a.quantity)) end as event
        from about a
        -- Worked out once, not again wherever it is looked at.
        offset 0
    ),
    news as (
        select t.order_id, t.sequence, t.event, t.is_amended, t.new_quantity, t.r,
            (t.r).is_fill and t.event in ('partially_filled', 'filled') as is_fill,
            'cancelled' in (t.event, t.status) or 'expired' in (t.event, t.status) as is_over,
            t.status = 'sent' and t.event = 'acknowledged' and (t.r).exec_type = '0' as is_first
        from told t
        where t.event is not null
            -- The other session has told it: the common case, and no news.
            and not (t.status = 'filled'
                and t.event in ('acknowledged', 'partially_filled', 'filled')
                and coalesce((t.r).cumulative_quantity, 0) <= t.done)
            and not (t.is_amended and t.event in ('partially_filled', 'filled'))
            -- A bust may have opened it again: then its own session says when it ends.
            and not (t.is_amended and session.kind = 'drop_copy'
                and t.event in ('cancelled', 'expired') and exists (
                    select from core.trade_notices n
                    where n.order_id = t.order_id and n.source = 'response'))
            and not (t.event = 'restated' and t.new_quantity is null and (t.r).price is null)
    ),
    islands as (
        select n.*, n.is_fill and n.event = 'partially_filled' as is_partial,
            count(*) filter (where not (n.is_fill and n.event = 'partially_filled')) over told_of
                as island,
            row_number() over told_of as place,
            lead(n.is_fill) over told_of as is_before_fill, lag(n.is_first) over told_of
                and n.is_fill and row_number() over told_of = 2 as is_after_first,
            lag(n.sequence) over told_of as sequence_before,
            lag((n.r).exchange_order_id) over told_of as exchange_order_id_before,
            lag((n.r).reason) over told_of as reason_before
        from news n
        window told_of as (partition by n.order_id order by n.sequence)
    ),
    -- An island starts with its own event; the partial fills behind it form a part of their own.
    collapsed as (
        select p.order_id, min(p.sequence) as first_sequence, max(p.sequence) as last_sequence,
            p.event, bool_or(p.is_amended) as is_amended,
            max((p.r).cumulative_quantity) as cumulative_quantity,
            -- As the report with the furthest quantity told them.
            max(array[coalesce((p.r).cumulative_quantity, -1), p.sequence,
                (p.r).leaves_quantity, (p.r).average_price]) as furthest,
            max(coalesce((p.r).exchange_order_id, case when p.is_after_first
                then p.exchange_order_id_before end)) as exchange_order_id,
            max((p.r).reason) as reason,
            bool_or(p.is_fill or (p.r).exec_type in ('4', '3', 'C', 'I', '5', 'D'))
                and not bool_or(p.is_amended) as tells_quantities,
            bool_or(p.is_over) as is_over, max(p.new_quantity) as quantity,
            max((p.r).price) filter (where p.event in ('replaced', 'restated')) as limit_price,
            max((p.r).cl_ord_id) filter (where p.event = 'replaced') as cl_ord_id,
            max((p.r).order_request_id) as order_request_id,
            max(p.sequence_before) filter (where p.is_after_first) as first_answer,
            max(p.reason_before) filter (where p.is_after_first) as first_reason
        from islands p
        where not coalesce(p.is_first and p.place = 1 and p.is_before_fill, false)
        group by p.order_id, p.island, p.is_partial, p.event
    )
    select row_number() over (partition by c.order_id order by c.first_sequence),
        c.order_id, c.event,
        case when c.tells_quantities and c.is_over then greatest(c.cumulative_quantity, (
                select f.quantity from logic.standing_fills(c.order_id) f))
            when c.tells_quantities then c.cumulative_quantity end,
        case when c.tells_quantities then c.furthest[3]::bigint end,
        case when not c.is_amended then c.furthest[4] end, c.exchange_order_id, c.reason,
        jsonb_build_object('sequence', c.last_sequence) || case when c.first_answer is null
            then '{}' else jsonb_build_object('acknowledged', jsonb_strip_nulls(
                jsonb_build_object('sequence', c.first_answer, 'reason', c.first_reason))) end,
        c.quantity,
        coalesce(c.limit_price, (
            select q.limit_price from core.order_requests q
            where c.event = 'replaced' and q.order_request_id = c.order_request_id)),
        c.cl_ord_id
    from collapsed c;
end
$$;

revoke all on function fix.order_changes(fix.sessions, fix.report[], bigint[]) from public;
comment on function fix.order_changes(fix.sessions, fix.report[], bigint[]) is
    'Changes of orders that these reports stand for, in rounds of one change an order';
