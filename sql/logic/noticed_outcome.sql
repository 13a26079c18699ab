-- What the notices of one trade, or of one provisional fill, make of it together; ends_drill: only
-- the end of a drill takes it back.
-- Calls: none. Writes: none.
create or replace function logic.noticed_outcome(trade_id bigint, temp_trade_id bigint)
returns table (
    is_busted boolean, quantity bigint, price numeric, exec_id text, ends_drill boolean)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with told as (
        select n.* from core.trade_notices n
        where n.trade_id = noticed_outcome.trade_id
        union all
        select n.* from core.trade_notices n
        where n.temp_trade_id = noticed_outcome.temp_trade_id
    ),
    -- A correction that another refers to is history, whichever came first.
    latest as (
        select c.*
        from told c
        where c.kind = 'correction' and not exists (
            select from told x
            where x.kind = 'correction' and x.session_name = c.session_name
                and x.exec_ref_id = c.exec_id)
        order by c.trade_notice_id desc
        limit 1
    )
    select exists (select from told t where t.kind = 'bust'), l.quantity, l.price,
        coalesce((select t.exec_id from told t where t.kind = 'bust' limit 1), l.exec_id),
        (select coalesce(every(t.ends_drill), false) from told t where t.kind = 'bust')
    from (values (1)) one (row)
    left join latest l on true;
end
$$;

revoke all on function logic.noticed_outcome(bigint, bigint) from public;
comment on function logic.noticed_outcome(bigint, bigint) is
    'What busts and corrections make of a trade or of a provisional fill';
