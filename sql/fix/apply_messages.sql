-- The effects of inbound application messages of one session. Execution reports and rejects
-- become reports with their order found; trades go in first (they lock positions, then all orders
-- of the batch), then what happened to orders, in rounds; last the requests they answer. Trades
-- do not depend on what orders make of the same report: an order that cannot follow is for a
-- person, the trade stands. What has no meaning here (a bust, a correction, a type nobody knows)
-- is parked.
-- Lock order: positions, orders. Calls: fix.answer_conformance, fix.answer_requests, fix.is_fill,
-- fix.order_changes, fix.park, fix.read_reports, fix.report_event, fix.take_drop_copies,
-- fix.take_fills, logic.change_orders, logic.pull_excess. Writes: none itself.
create or replace function fix.apply_messages(session_name text, messages jsonb)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_session fix.sessions;
    v_reports fix.report[];
    v_changes core.order_change[];
    v_rounds bigint[];
    v_refused core.order_change;
    v_reopened bigint[];
begin
    select * into v_session from fix.sessions s where s.name = apply_messages.session_name;
    if v_session.conformance then
        perform fix.answer_conformance(apply_messages.session_name, messages);
        return;
    end if;
    v_reports := fix.read_reports(v_session, messages);
    if v_session.kind = 'drop_copy' then
        perform fix.take_drop_copies(v_reports);
    else
        perform fix.take_fills(v_session, v_reports);
    end if;

    -- Planned once: a round must not cost the whole batch again.
    select array_agg(row(c.order_id, c.event, c.cumulative_quantity, c.leaves_quantity,
            c.average_price, c.exchange_order_id, c.reason, c.details,
            c.quantity, c.limit_price, c.cl_ord_id)::core.order_change
            order by c.round, c.order_id), array_agg(c.round order by c.round, c.order_id)
    into v_changes, v_rounds
    from fix.order_changes(v_reports) c;
    select array_agg(distinct o.position_id) into v_reopened
    from unnest(v_changes) c
    join core.orders o on o.order_id = c.order_id
    join core.order_statuses s on s.status = o.status
    where not s.is_live;
    for v_refused in
        select r.*
        from generate_series(1, coalesce(v_rounds[cardinality(v_rounds)], 0)) n
        cross join lateral logic.change_orders((
            select array_agg(v_changes[i])
            from generate_subscripts(v_rounds, 1) i where v_rounds[i] = n)) r
    loop
        perform fix.park(apply_messages.session_name, m.value, format(
            'order %s cannot take the event %s now', v_refused.order_id, v_refused.event))
        from jsonb_array_elements(messages) m
        where m.value -> 'sequence' = v_refused.details -> 'sequence';
    end loop;
    perform logic.pull_excess(v_reopened);

    perform fix.answer_requests(v_session, v_reports);
    perform fix.park(apply_messages.session_name, m.value, p.reason)
    from unnest(v_reports) r
    join jsonb_array_elements(messages) m on (m.value ->> 'sequence')::bigint = r.sequence
    left join core.orders o on o.order_id = r.order_id
    cross join lateral (select case
        -- On our own session every report must be about an order of ours.
        when r.order_id is null and v_session.kind = 'order'
            then 'no order of ours matches this report'
        when r.msg_type = '8' and fix.report_event(r, coalesce(o.quantity, 0)) is null
            and coalesce(r.exec_type, '') not in ('A', '6', 'E')
            and (o.order_id is not null or r.exec_type in ('F', 'G', 'H'))
            then 'nothing here knows what this report means'
        end as reason) p
    where p.reason is not null;
end
$$;

revoke all on function fix.apply_messages(text, jsonb) from public;
comment on function fix.apply_messages(text, jsonb) is
    'Applies the effects of inbound application messages of one session';
