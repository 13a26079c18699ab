-- Execution reports (8), cancel rejects (9), mass cancel reports (r), session rejects (3) and
-- business rejects (j) as rows, the order found: by the ClOrdID of any of its requests (11, then
-- 41), by the exchange's order id (37) together with instrument, account, side and day, because
-- those ids begin anew in each segment and day, or by the number or name of the message that is
-- rejected (45, 379). An order that the report contradicts (another account, token or side) is not
-- its order. What cannot be read is null and costs only itself. Other types are none of ours and
-- are only kept raw. One statement: a call of a function for each field would cost more than all
-- the rest.
-- Calls: fix.told_primary_order, logic.trading_day. Writes: none.
create or replace function fix.read_reports(session fix.sessions, messages jsonb)
returns fix.report[]
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_day date := logic.trading_day();
    v_incarnation integer := (
        select s.incarnation from fix.session_state s where s.session_name = session.name);
    v_day_text text := to_char(v_day, 'YYYYMMDD');
    -- Bounded (below, by what stands before the point) as the primary's trades are, so that nothing
    -- overflows later and nothing absurd counts; NaN and exponents are no FIX numbers, and nothing
    -- here is below 0. Quantities are whole: a fraction is not rounded into a trade that never was.
    -- Patterns are short: a bound within a pattern costs more than all else.
    number constant text := '^[0-9]+(\.[0-9]*)?$';
    whole constant text := '^[0-9]+(\.0*)?$';
    digits_max constant integer := 10;
    day constant text := '^(19|20)[0-9][0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])';
    instant constant text := day || '-([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?';
begin
    return (
    with read as materialized (
        select m.sequence, m.msg_type, f."41" as orig_cl_ord_id, f."11" as cl_ord_id,
            -- Longer than any number: it would not fit into an index.
            case when length(f."37") <= 100 then nullif(f."37", 'NONE') end as exchange_order_id,
            f."17" as exec_id, f."150" as exec_type,
            -- A cancel reject for an unknown order, in either of its two ways; the answer to a mass
            -- cancel.
            case when m.msg_type = '9' and f."102" = '1' then '8'
                else coalesce(f."39", f."531") end as ord_status,
            case f."54" when '1' then 'buy' when '2' then 'sell' end as side,
            f."1" as account, coalesce(f."207", session.exchange) as exchange,
            f."48" as token, f."55" as symbol, left(f."58", 2000) as reason,
            f."19" as exec_ref_id, f."434" as response_to, f."584" as reference_id,
            coalesce(f."1003", f."17") as trade_number,
            case when f."14" ~ whole and strpos(f."14" || '.', '.') <= digits_max + 1
                then trunc(f."14"::numeric)::bigint end as done,
            case when f."151" ~ whole and strpos(f."151" || '.', '.') <= digits_max + 1
                then trunc(f."151"::numeric)::bigint end as leaves,
            case when f."6" ~ number and strpos(f."6" || '.', '.') <= digits_max + 1
                then nullif(f."6"::numeric, 0) end as average_price,
            case when f."32" ~ whole and strpos(f."32" || '.', '.') <= digits_max + 1
                then trunc(f."32"::numeric)::bigint end as last_quantity,
            case when f."31" ~ number and strpos(f."31" || '.', '.') <= digits_max + 1
                then f."31"::numeric end as last_price,
            case when f."38" ~ whole and strpos(f."38" || '.', '.') <= digits_max + 1
                then trunc(f."38"::numeric)::bigint end as order_quantity,
            case when f."44" ~ number and strpos(f."44" || '.', '.') <= digits_max + 1
                then nullif(f."44"::numeric, 0) end as price,
            -- A day that is none (31 February) must not cost its message: counted, then compared.
            case when f."75" = v_day_text then v_day
                when f."75" ~ (day || '$') then (left(f."75", 6) || '01')::date
                    + (substr(f."75", 7, 2)::integer - 1) end as told_day,
            case when f."60" ~ instant then ((left(f."60", 6) || '01')::date
                + (substr(f."60", 7, 2)::integer - 1)
                + substr(f."60", 10, 15)::time) at time zone 'UTC' end as executed_at,
            case when m.msg_type in ('3', 'j') and f."45" ~ '^[0-9]{1,15}$'
                then f."45"::bigint end as rejected_sequence,
            case when m.msg_type = 'j' then f."379" end as rejected_cl_ord_id,
            coalesce(f."912" = 'Y', false) as is_last,
            case when f."911" ~ '^[0-9]{1,9}$' then f."911"::bigint end as answer_count
        from jsonb_to_recordset(messages) as m (sequence bigint, msg_type text, fields jsonb)
        left join lateral jsonb_to_record(m.fields) as f (
            "1" text, "6" text, "11" text, "14" text, "17" text, "19" text, "31" text, "32" text,
            "37" text, "38" text, "39" text, "41" text, "44" text, "45" text, "48" text, "54" text,
            "55" text, "58" text, "60" text, "75" text, "102" text, "150" text, "151" text,
            "207" text, "379" text, "434" text, "531" text, "584" text, "911" text, "912" text,
            "1003" text) on true
        where m.msg_type in ('8', '9', '3', 'j', 'r')
    ),
    named as (
        select r.*, k.order_id as named_order_id, k.book_order_id, k.order_request_id, k.kind,
            k.state, k.answer, k.cl_ord_id as request_cl_ord_id,
            k.order_request_id is not null and k.order_id is null and k.book_order_id is null
                as is_about_no_order
        from read r
        left join lateral (
            -- The number says which message was rejected: a question has its order's name, and its
            -- reject says nothing of the order. Unless a name contradicts it.
            select q.* from core.order_requests q
            where (q.session_name, q.incarnation, q.sequence)
                    = (session.name, v_incarnation, r.rejected_sequence)
                and q.cl_ord_id = coalesce(r.cl_ord_id, r.rejected_cl_ord_id, q.cl_ord_id)
            union all
            select q.* from core.order_requests q
            where q.cl_ord_id = coalesce(r.cl_ord_id, r.rejected_cl_ord_id, r.reference_id)
                and q.kind <> 'status'
            limit 1) k on true
    ),
    held as (
        -- Numbers of one exchange begin anew: by its number alone all that may differ must agree.
        select n.*, coalesce(n.named_order_id, by_original.order_id, by_number.order_id)
            as held_order_id
        from named n
        left join lateral (
            select q.order_id from core.order_requests q
            where n.named_order_id is null and n.book_order_id is null
                and q.cl_ord_id = n.orig_cl_ord_id and q.kind <> 'status') by_original on true
        left join lateral (
            select x.order_id
            from core.orders x
            join core.positions p on p.position_id = x.position_id
            where n.named_order_id is null and n.book_order_id is null
                and by_original.order_id is null and x.exchange_order_id = n.exchange_order_id
                and n.token is not null and n.side is not null and n.account is not null
                and exists (
                    select from book.instruments i
                    join book.users u on u.user_id = x.user_id
                    where i.instrument_id = x.instrument_id and i.exchange = n.exchange
                        and i.token = n.token and u.broker_id = n.account and x.side = n.side)
                and p.trade_date = case when abs(n.told_day - v_day) <= 7
                    then n.told_day else v_day end
            limit 1) by_number on true
    ),
    matched as (
        select h.*, o.order_id, o.side as order_side, o.trade_date as order_day,
            case when o.order_id is null and not h.is_about_no_order
                then coalesce(h.book_order_id, fix.told_primary_order(
                    h.exchange_order_id, h.account, h.exchange, h.token, h.side,
                    case when abs(h.told_day - v_day) <= 7 then h.told_day else v_day end))
            end as told_book_order_id
        from held h
        left join lateral (
            select x.order_id, x.side, p.trade_date
            from core.orders x
            join core.positions p on p.position_id = x.position_id
            join book.instruments i on i.instrument_id = x.instrument_id
            join book.users u on u.user_id = x.user_id
            where x.order_id = h.held_order_id and i.exchange = h.exchange
                and i.token is not distinct from coalesce(h.token, i.token)
                and u.broker_id = coalesce(h.account, u.broker_id)
                and x.side = coalesce(h.side, x.side)) o on true
    )
    select array_agg(row(
        m.sequence, m.msg_type, m.order_id,
        coalesce(m.cl_ord_id, m.rejected_cl_ord_id, m.request_cl_ord_id), m.orig_cl_ord_id,
        m.exchange_order_id, m.exec_id, m.exec_type, m.ord_status, m.done, m.leaves,
        m.average_price, m.last_quantity, m.last_price, m.trade_number,
        case when abs(m.told_day - coalesce(m.order_day, v_day)) <= 7 then m.told_day
            else coalesce(m.order_day, v_day) end,
        coalesce(m.executed_at, now()), coalesce(m.order_side, m.side), m.account, m.exchange,
        session.segment, m.token, m.symbol, m.reason, m.order_quantity, m.price, m.exec_ref_id,
        m.response_to, m.told_book_order_id, m.reference_id,
        coalesce(m.msg_type = '8' and m.exec_type in ('F', '1', '2') and m.last_quantity > 0
            and m.last_price >= 0 and m.trade_number is not null
            and coalesce(m.order_side, m.side) is not null, false),
        case when m.order_id is not null or m.told_book_order_id is not null or m.is_about_no_order
            then m.order_request_id end, m.kind,
        m.state in ('sent', 'expired') or m.state = 'answered' and m.kind = 'replace'
            and m.answer is distinct from coalesce(m.exec_type, m.msg_type),
        m.is_last, m.answer_count)::fix.report order by m.sequence)
    from matched m);
end
$$;

revoke all on function fix.read_reports(fix.sessions, jsonb) from public;
comment on function fix.read_reports(fix.sessions, jsonb) is
    'Execution reports and rejects as rows, each with its order where there is one';
