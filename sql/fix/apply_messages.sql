-- The effects of inbound application messages of one session. Execution reports and rejects
-- become reports with their order found; trades go in first (they lock positions, then all orders
-- of the batch), then what was taken back or corrected, then what happened to orders, in rounds;
-- last the requests they answer. Trades do not depend on what orders make of the same report: an
-- order that cannot follow is for a person, the trade stands. What has no meaning here is parked.
-- Lock order: positions, orders. Calls: fix.answer_conformance, fix.answer_requests,
-- fix.change_reported_orders, fix.note_primary_orders, fix.park, fix.park_unreadable,
-- fix.read_reports, fix.take_drop_copies, fix.take_fills, fix.take_mass_answers,
-- fix.take_notices, logic.settle_notices. Writes: none itself.
create or replace function fix.apply_messages(session_name text, messages jsonb)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_session fix.sessions;
    v_reports fix.report[];
    v_seen record;
    v_over bigint[];
    v_unkept bigint[] := array[]::bigint[];
begin
    select * into v_session from fix.sessions s where s.name = apply_messages.session_name;
    if v_session.conformance then
        perform fix.answer_conformance(apply_messages.session_name, messages);
        return;
    end if;
    v_reports := fix.read_reports(v_session, messages);
    if v_reports is null then
        return;
    end if;
    select bool_or(r.exec_type in ('G', 'H')) as notices,
        bool_and(coalesce(r.exec_type in ('G', 'H'), false)) as only_notices,
        bool_or(r.book_order_id is not null) as primary_orders,
        bool_or(r.reference_id is not null or r.msg_type = 'r'
            or r.request_kind in ('mass_status', 'mass_cancel')) as mass_answers,
        bool_or(r.request_kind = 'cancel'
            and (r.msg_type <> '8' or r.exec_type = '8')) as refusals,
        -- On our own session every report must be about an order or a request of ours.
        bool_or(r.order_id is null and v_session.kind = 'order') as strangers,
        bool_or(r.msg_type = '8' and not r.is_fill and coalesce(r.exec_type, '') not in
            ('0', '4', '5', '6', '8', '3', 'A', 'C', 'D', 'E')) as riddles
    into v_seen
    from unnest(v_reports) r;

    -- Orders that may come to hold more: those that are over and may live again (a fill that the
    -- other session has told is the common case, and no news), those that the exchange knows again
    -- or enlarges.
    v_over := array(
        select distinct o.order_id
        from unnest(v_reports) r
        join core.orders o on o.order_id = r.order_id
        join core.order_statuses s on s.status = o.status
        where not s.is_live and not coalesce(r.is_fill and o.status = 'filled'
                and r.cumulative_quantity <= o.cumulative_quantity, false)
            or o.status = 'unknown'
            or r.exec_type in ('5', 'D', 'I')
                and r.order_quantity > greatest(o.quantity, o.replacing_quantity));
    -- What may reserve again, or be taken back for its excess, is decided under its position's
    -- lock; positions are locked before orders.
    if v_over <> '{}' or v_seen.refusals or v_seen.notices then
        perform from core.positions p
        where p.position_id = any (array(
            select k.position_id
            from unnest(v_reports) r
            join core.orders o on o.order_id = r.order_id
            cross join lateral (values (o.position_id), (o.leg_position_id)) k (position_id)))
        order by p.position_id
        for no key update;
    end if;
    -- A bust between two events of one order: what came before it must be done before it. The
    -- orders are locked first, ascending, because part by part they would not be.
    if v_seen.notices and not v_seen.only_notices then
        perform from core.orders o
        where o.order_id = any (array(select r.order_id from unnest(v_reports) r))
        order by o.order_id
        for no key update;
        perform fix.apply_messages(apply_messages.session_name, k.part)
        from (
            select jsonb_agg(g.value order by g.place) as part
            from (
                select n.value, n.place,
                    n.place - row_number() over (partition by n.is_notice order by n.place)
                        as island, n.is_notice
                from (
                    select m.value, m.place,
                        coalesce(m.value -> 'fields' ->> '150' in ('G', 'H'), false) as is_notice
                    from jsonb_array_elements(messages) with ordinality m (value, place)) n
            ) g
            group by g.is_notice, g.island
            order by min(g.place)
        ) k;
        return;
    end if;
    if v_session.kind = 'drop_copy' then
        perform fix.take_drop_copies(v_reports);
    else
        perform fix.take_fills(v_session, v_reports);
        -- A bust may have come before its fill.
        if exists (select from core.trade_notices n
                   where n.trade_id is null and n.temp_trade_id is null) then
            perform logic.settle_notices();
        end if;
    end if;
    if v_seen.notices then
        v_unkept := fix.take_notices(v_session, v_reports);
    end if;
    perform fix.change_reported_orders(v_session, v_reports, messages, v_over);
    if v_seen.primary_orders then
        perform fix.note_primary_orders(v_reports);
    end if;
    if v_seen.mass_answers then
        perform fix.take_mass_answers(v_session, v_reports);
    end if;
    perform fix.answer_requests(v_reports);
    if v_seen.strangers or v_seen.riddles or v_unkept <> '{}' then
        perform fix.park_unreadable(v_session, v_reports, messages, v_unkept);
    end if;
end
$$;

revoke all on function fix.apply_messages(text, jsonb) from public;
comment on function fix.apply_messages(text, jsonb) is
    'Applies the effects of inbound application messages of one session';
