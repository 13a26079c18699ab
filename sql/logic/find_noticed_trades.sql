-- Which trade a notice is about: the one with the ExecID that it refers to, or that an earlier
-- notice of the chain has found, or of the trade number that it tells or refers to. Numbers begin
-- anew: exchange, segment, side, order and a day near by must agree, and nothing is guessed where
-- two fit. A notice that refers to another, which has found its trade in this call, takes a turn
-- more. Costs what waits, which is nothing on most days.
-- Calls: logic.noticed_candidates. Writes: core.trade_notices.
create or replace function logic.find_noticed_trades()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_turns_max constant integer := 100;
begin
    for v_turn in 1 .. v_turns_max loop
        exit when not exists (
            select from core.trade_notices n
            where n.trade_id is null and n.temp_trade_id is null);
        update core.trade_notices n
        set trade_id = case n.source when 'drop_copy' then f.found_id end,
            temp_trade_id = case n.source when 'response' then f.found_id end
        from (
            select c.trade_notice_id, (array_agg(c.found_id))[1] as found_id
            from logic.noticed_candidates() c
            group by c.trade_notice_id
            having count(distinct c.found_id) = 1
        ) f
        where n.trade_notice_id = f.trade_notice_id;
        exit when not found;
    end loop;
end
$$;

revoke all on function logic.find_noticed_trades() from public;
comment on function logic.find_noticed_trades() is
    'Finds the trades that waiting busts and corrections are about';
