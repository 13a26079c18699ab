-- Execution reports (8), cancel rejects (9), session rejects (3) and business rejects (j) as
-- rows, the order found: by the ClOrdID of any of its requests (11, then 41), by the exchange's
-- order id (37), by the number of the message that is rejected (45). Prices of zero say nothing.
-- Other types are none of ours and are only kept raw.
-- Calls: none. Writes: none.
create or replace function fix.read_reports(session fix.sessions, messages jsonb)
returns fix.report[]
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    with read as (
        select m.sequence, m.msg_type, f.*
        from jsonb_to_recordset(messages) as m (sequence bigint, msg_type text, fields jsonb)
        cross join lateral jsonb_to_record(m.fields) as f (
            "1" text, "6" numeric, "11" text, "14" numeric, "17" text, "31" numeric, "32" numeric,
            "37" text, "39" text, "41" text, "45" bigint, "48" text, "54" text, "55" text,
            "58" text, "60" text, "75" text, "150" text, "151" numeric, "207" text, "372" text,
            "1003" text)
        where m.msg_type in ('8', '9', '3', 'j')
    ),
    matched as (
        select r.*, coalesce(by_id.order_id, by_original.order_id, by_exchange.order_id,
            by_number.order_id) as order_id, by_number.cl_ord_id as rejected_cl_ord_id
        from read r
        left join core.order_requests by_id
            on by_id.cl_ord_id = r."11" and by_id.kind <> 'status'
        left join core.order_requests by_original
            on by_original.cl_ord_id = r."41" and by_original.kind <> 'status'
        left join lateral (
            select o.order_id from core.orders o
            join book.instruments i on i.instrument_id = o.instrument_id
            where o.exchange_order_id = r."37" and i.exchange = session.exchange
            limit 1) by_exchange on by_id.order_id is null and by_original.order_id is null
        left join fix.session_state s
            on s.session_name = session.name and r.msg_type in ('3', 'j')
        left join core.order_requests by_number
            on (by_number.session_name, by_number.incarnation, by_number.sequence)
                = (session.name, s.incarnation, r."45")
    )
    select array_agg(row(
        m.sequence, m.msg_type, m.order_id, coalesce(m."11", m.rejected_cl_ord_id), m."41",
        nullif(m."37", 'NONE'), m."17", m."150", m."39",
        m."14"::bigint, m."151"::bigint, nullif(m."6", 0), m."32"::bigint, m."31",
        coalesce(m."1003", m."17"), to_date(m."75", 'YYYYMMDD'),
        coalesce(to_timestamp(replace(m."60", '-', ' ') || '+00', 'YYYYMMDD HH24:MI:SS.USTZH'),
            now()),
        case m."54" when '1' then 'buy' when '2' then 'sell' end,
        m."1", coalesce(m."207", session.exchange), session.segment, m."48", m."55", m."58"
        )::fix.report order by m.sequence)
    from matched m
$$;

revoke all on function fix.read_reports(fix.sessions, jsonb) from public;
comment on function fix.read_reports(fix.sessions, jsonb) is
    'Execution reports and rejects as rows, each with its order where there is one';
