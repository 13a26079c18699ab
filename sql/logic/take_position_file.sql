-- A second opinion on the positions of the next business day: what the clearing corporation has
-- after exercise and assignment against what the desk's positions open with, by client and
-- contract, over all products. Nothing is changed by it; people decide about a break. The file
-- names no token: a contract is its underlying, expiry, strike and type.
-- Calls: logic.file_date, logic.file_rows, logic.raise_alert. Writes: sync.opening_breaks.
create or replace function logic.take_position_file(file_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_business_date date;
    v_day date;
    v_clients bigint;
    v_breaks bigint;
begin
    select max(logic.file_date(r.fields ->> 'BizDt')) into v_business_date
    from logic.file_rows(take_position_file.file_id) r;
    select min(d.trade_date) into v_day from book.trading_days d
    where d.trade_date > v_business_date;
    if v_day is null then
        return jsonb_build_object('business_date', v_business_date, 'problem',
            'the book has no business day after ' || v_business_date);
    end if;
    with told as (
        select min(r.line) as line, r.fields ->> 'ClntId' as broker_id,
            case r.fields ->> 'Src' when 'ICCL' then 'BSE' else 'NSE' end as exchange,
            r.fields ->> 'Sgmt' as segment, r.fields ->> 'TckrSymb' as underlying,
            logic.file_date(r.fields ->> 'XpryDt') as expiry_date,
            case when r.fields ->> 'OptnTp' <> '' then (r.fields ->> 'StrkPric')::numeric end
                as strike_price,
            nullif(r.fields ->> 'OptnTp', '') as option_type,
            sum((r.fields ->> 'PstExrcAssgndLngQty')::bigint
                - (r.fields ->> 'PstExrcAssgndShrtQty')::bigint)::bigint as quantity
        from logic.file_rows(take_position_file.file_id) r
        where r.fields ->> 'ClntTp' is distinct from 'P'
        group by 2, 3, 4, 5, 6, 7, 8
    ),
    named as (
        select t.*, u.user_id, i.instrument_id
        from told t
        left join book.users u on u.broker_id = t.broker_id
        left join book.instruments i on (i.exchange, i.segment, i.underlying, i.expiry_date)
                = (t.exchange, t.segment, t.underlying, t.expiry_date)
            and i.strike_price is not distinct from t.strike_price
            and i.option_type is not distinct from t.option_type
        -- A contract that is over, or a position that is closed, is nothing to be compared.
        where t.quantity <> 0
    ),
    held as (
        select p.user_id, p.instrument_id, i.exchange, i.segment,
            sum(p.overnight_quantity)::bigint as quantity
        from core.positions p
        join book.instruments i on i.instrument_id = p.instrument_id
        where p.trade_date = v_day and p.overnight_quantity <> 0
            and (i.exchange, i.segment) in (select t.exchange, t.segment from told t)
        group by p.user_id, p.instrument_id, i.exchange, i.segment
    ),
    compared as (
        select n.line, n.quantity as file_quantity, h.quantity as desk_quantity,
            coalesce(n.user_id, h.user_id) as user_id,
            coalesce(n.instrument_id, h.instrument_id) as instrument_id, n.broker_id,
            concat_ws(' ', n.underlying, n.expiry_date, n.strike_price, n.option_type)
                as contract
        from named n
        full join held h on (h.user_id, h.instrument_id) = (n.user_id, n.instrument_id)
        where n.quantity is distinct from h.quantity
    )
    insert into sync.opening_breaks (file_id, trade_date, broker_id, contract, reason, user_id,
        instrument_id, file_quantity, desk_quantity, line)
    select take_position_file.file_id, v_day, coalesce(c.broker_id, u.broker_id, 'unknown'),
        coalesce(nullif(c.contract, ''), concat_ws(' ', i.underlying, i.expiry_date,
            trim_scale(i.strike_price), i.option_type)),
        case when c.user_id is null then 'client_unknown'
            when c.instrument_id is null then 'contract_unknown'
            when c.desk_quantity is null then 'only_in_file'
            when c.file_quantity is null then 'only_at_desk'
            else 'quantity_differs' end,
        c.user_id, c.instrument_id, c.file_quantity, c.desk_quantity, c.line
    from compared c
    left join book.users u on u.user_id = c.user_id
    left join book.instruments i on i.instrument_id = c.instrument_id;
    get diagnostics v_breaks = row_count;
    select count(distinct r.fields ->> 'ClntId') into v_clients
    from logic.file_rows(take_position_file.file_id) r;
    if v_breaks > 0 then
        perform logic.raise_alert('opening_breaks', 'warning', 'positions', jsonb_build_object(
            'breaks', v_breaks, 'file_id', take_position_file.file_id, 'trade_date', v_day,
            'advice', 'ops.opening_breaks names them; docs/runbooks/start_of_day.md'));
    else
        update core.alerts a set resolved_at = now()
        where (a.kind, a.subject) = ('opening_breaks', 'positions') and a.resolved_at is null;
    end if;
    return jsonb_build_object('business_date', v_business_date, 'trade_date', v_day,
        'clients', v_clients, 'breaks', v_breaks);
end
$$;

revoke all on function logic.take_position_file(bigint) from public;
comment on function logic.take_position_file(bigint) is
    'Compares a clearing member''s positions with the desk''s opening positions: breaks as rows';
