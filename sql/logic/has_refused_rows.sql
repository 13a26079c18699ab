-- Also what the next fold will refuse: a decision may be quicker than the fold.
-- Calls: logic.refusable_opening_positions, logic.refusable_trades, logic.trading_day.
-- Writes: none.
create or replace function logic.has_refused_rows(user_id bigint, instrument_id bigint)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_trades bigint[] := array(
        select t.arrival from book.trades t
        where t.arrival > (
                select w.arrival from sync.watermarks w where w.table_name = 'trades')
            and t.user_id = has_refused_rows.user_id
            and t.instrument_id = has_refused_rows.instrument_id);
begin
    return exists (
            select from sync.refused_rows r
            where r.user_id = has_refused_rows.user_id
                and r.instrument_id = has_refused_rows.instrument_id
                and r.resolved_at is null)
        or v_trades <> '{}' and exists (select from logic.refusable_trades(v_trades))
        or exists (
            select from logic.refusable_opening_positions(array(
                select o.arrival from book.opening_positions o
                where o.trade_date = logic.trading_day()
                    and o.user_id = has_refused_rows.user_id
                    and o.instrument_id = has_refused_rows.instrument_id)));
end
$$;

revoke all on function logic.has_refused_rows(bigint, bigint) from public;
comment on function logic.has_refused_rows(bigint, bigint) is
    'Whether the client''s position in the instrument lacks a row that could not be folded';
