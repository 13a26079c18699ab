-- The best candidates of each waiting notice: by ExecID or through an earlier notice before by
-- trade number, its own day before another.
-- Calls: none. Writes: none.
create or replace function logic.noticed_candidates()
returns table (trade_notice_id bigint, found_id bigint)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    -- A trade whose instrument nobody knows is of no known segment.
    v_segments constant text[] := array['CM', 'FO', 'CD', 'COM', 'unknown'];
begin
    return query
    select k.trade_notice_id, k.found_id
    from (
        select n.trade_notice_id, c.found_id,
            rank() over (partition by n.trade_notice_id order by c.way,
                c.trade_date <> n.trade_date) as place
        from core.trade_notices n
        cross join lateral (
            select coalesce(e.trade_id, e.temp_trade_id) as found_id, 1 as way, e.trade_date
            from core.trade_notices e
            where e.session_name = n.session_name and e.exec_id = n.exec_ref_id
                and not e.ends_drill
                and num_nonnulls(e.trade_id, e.temp_trade_id) > 0
                and abs(e.trade_date - n.trade_date) <= 7
            union all
            select t.trade_id, case when t.exec_id = n.exec_ref_id then 1 else 2 end, t.trade_date
            from (
                -- By the two keys that there are: a day has millions of trades.
                select x.* from core.trades x where x.exec_id = n.exec_ref_id
                union all
                select x.* from core.trades x
                where x.exchange = n.exchange and x.trade_date = n.trade_date
                    and x.segment = any (case when n.segment is null then v_segments
                        else array[n.segment] end)
                    and x.trade_number = coalesce(n.trade_number, n.exec_ref_id)
                    and x.side = any (array['buy', 'sell'])
            ) t
            where n.source = 'drop_copy'
                and t.exchange = n.exchange and t.segment = coalesce(n.segment, t.segment)
                and t.side = coalesce(n.side, t.side)
                and (n.order_id is null or t.order_id = n.order_id
                    -- Told by the primary, who knows no order of ours.
                    or t.order_id is null and exists (
                        select from core.orders o
                        where o.order_id = n.order_id
                            and t.position_id in (o.position_id, o.leg_position_id)))
                and abs(t.trade_date - n.trade_date) <= 7
            union all
            select f.temp_trade_id, case when f.exec_id = n.exec_ref_id then 1 else 2 end,
                f.trade_date
            from core.temp_trades f
            where n.source = 'response' and f.session_name = n.session_name
                and f.order_id = n.order_id
                and (f.exec_id = n.exec_ref_id
                    or f.trade_number = coalesce(n.trade_number, n.exec_ref_id))
        ) c
        where n.trade_id is null and n.temp_trade_id is null
    ) k
    where k.place = 1;
end
$$;

revoke all on function logic.noticed_candidates() from public;
comment on function logic.noticed_candidates() is
    'Trades and fills that waiting busts and corrections may be about';
