-- The effects of inbound application messages of one session. Execution reports and cancel
-- rejects become reports with their order found; trades go in first (they lock positions), then
-- what happened to orders; last the requests they answer. Rejects of our own messages end the
-- order they name.
-- Calls: fix.read_reports, fix.take_fills, fix.take_drop_copies, fix.order_changes,
-- logic.change_orders, fix.answer_requests, fix.park. Writes: none itself.
create or replace function fix.apply_messages(session_name text, messages jsonb)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_session fix.sessions;
    v_reports fix.report[];
    v_refused record;
    v_rounds integer;
    v_changes core.order_change[];
begin
    select * into v_session from fix.sessions s where s.name = apply_messages.session_name;
    v_reports := fix.read_reports(v_session, messages);
    if v_session.kind = 'drop_copy' then
        perform fix.take_drop_copies(v_reports);
    else
        perform fix.take_fills(v_session, v_reports);
    end if;

    select max(c.round) into v_rounds from fix.order_changes(v_reports) c;
    for v_round in 1 .. coalesce(v_rounds, 0) loop
        select array_agg(row(c.order_id, c.event, c.cumulative_quantity, c.leaves_quantity,
            c.average_price, c.exchange_order_id, c.reason, c.details)::core.order_change)
        into v_changes
        from fix.order_changes(v_reports) c
        where c.round = v_round;
        for v_refused in select r.* from logic.change_orders(v_changes) r loop
            perform fix.park(session_name, m.value, format(
                'order %s cannot take the event %s now', v_refused.order_id, v_refused.event))
            from jsonb_array_elements(messages) m
            where m.value -> 'sequence' = v_refused.details -> 'sequence';
        end loop;
    end loop;

    perform fix.answer_requests(v_session, v_reports);
    -- On our own session every report must be about an order of ours.
    if v_session.kind = 'order' then
        perform fix.park(session_name, m.value, 'no order of ours matches this report')
        from unnest(v_reports) r
        join jsonb_array_elements(messages) m on (m.value ->> 'sequence')::bigint = r.sequence
        where r.order_id is null;
    end if;
end
$$;

revoke all on function fix.apply_messages(text, jsonb) from public;
comment on function fix.apply_messages(text, jsonb) is
    'Applies the effects of inbound application messages of one session';
