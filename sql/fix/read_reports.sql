-- Execution reports (8), cancel rejects (9), session rejects (3) and business rejects (j) as
-- rows, the order found: by the ClOrdID of any of its requests (11, then 41), by the exchange's
-- order id (37) together with instrument, account, side and day, because those ids begin anew in
-- each segment and day, or by the number of the message that is rejected (45). An order that the
-- report contradicts (another account, token or side) is not its order. What cannot be read is
-- null and costs only itself. Other types are none of ours and are only kept raw.
-- Calls: fix.number, fix.trade_day, fix.utc_time, fix.whole_number, logic.trading_day. Writes:
-- none.
create or replace function fix.read_reports(session fix.sessions, messages jsonb)
returns fix.report[]
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_day date := logic.trading_day();
begin
    return (
    with read as materialized (
        select m.sequence, m.msg_type, f.*,
            case f."54" when '1' then 'buy' when '2' then 'sell' end as side
        from jsonb_to_recordset(messages) as m (sequence bigint, msg_type text, fields jsonb)
        cross join lateral jsonb_to_record(m.fields) as f (
            "1" text, "6" text, "11" text, "14" text, "17" text, "19" text, "31" text,
            "32" text, "37" text, "38" text, "39" text, "41" text, "44" text, "45" text,
            "48" text, "54" text, "55" text,
            "58" text, "60" text, "75" text, "150" text, "151" text, "207" text, "434" text,
            "584" text, "1003" text)
        where m.msg_type in ('8', '9', '3', 'j')
    ),
    named as (
        select r.*, coalesce(by_id.order_id, by_original.order_id, by_number.order_id)
            as named_order_id, by_number.cl_ord_id as rejected_cl_ord_id
        from read r
        left join core.order_requests by_id
            on by_id.cl_ord_id = r."11" and by_id.kind <> 'status'
        left join core.order_requests by_original
            on by_original.cl_ord_id = r."41" and by_original.kind <> 'status'
        left join fix.session_state s
            on s.session_name = session.name and r.msg_type in ('3', 'j')
        left join core.order_requests by_number
            on (by_number.session_name, by_number.incarnation, by_number.sequence)
                = (session.name, s.incarnation, fix.whole_number(r."45"))
    ),
    matched as (
        select n.*, o.order_id, o.side as order_side, p.trade_date as order_day
        from named n
        left join lateral (
            select x.* from core.orders x where x.order_id = n.named_order_id
            union all
            select x.* from core.orders x
            where n.named_order_id is null and x.exchange_order_id = n."37"
        ) o on exists (
            select from book.instruments i
            join book.users u on u.user_id = o.user_id
            join core.positions k on k.position_id = o.position_id
            where i.instrument_id = o.instrument_id
                and i.exchange = coalesce(n."207", session.exchange)
                and i.token = coalesce(n."48", i.token)
                and u.broker_id = coalesce(n."1", u.broker_id)
                and o.side = coalesce(n.side, o.side)
                -- By the exchange's number alone, all that may differ must be told and agree.
                and (n.named_order_id is not null or (n."48" is not null and n.side is not null
                    and n."1" is not null
                    and k.trade_date = fix.trade_day(n."75", v_day))))
        left join core.positions p on p.position_id = o.position_id
    )
    select array_agg(row(
        m.sequence, m.msg_type, m.order_id, coalesce(m."11", m.rejected_cl_ord_id), m."41",
        nullif(m."37", 'NONE'), m."17", m."150", m."39",
        fix.whole_number(m."14"), fix.whole_number(m."151"), nullif(fix.number(m."6"), 0),
        fix.whole_number(m."32"), fix.number(m."31"), coalesce(m."1003", m."17"),
        fix.trade_day(m."75", coalesce(m.order_day, v_day)), coalesce(fix.utc_time(m."60"), now()),
        coalesce(m.order_side, m.side), m."1", coalesce(m."207", session.exchange),
        session.segment, m."48", m."55", m."58",
        fix.whole_number(m."38"), fix.number(m."44"), m."19",
        m."434", null, m."584")::fix.report order by m.sequence)
    from matched m);
end
$$;

revoke all on function fix.read_reports(fix.sessions, jsonb) from public;
comment on function fix.read_reports(fix.sessions, jsonb) is
    'Execution reports and rejects as rows, each with its order where there is one';
