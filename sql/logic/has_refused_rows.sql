-- Also what the next fold will refuse: a decision may be quicker than the fold.
-- Calls: logic.refusable_opening_positions, logic.refusable_trades, logic.trading_day.
-- Writes: none.
create or replace function logic.has_refused_rows(
    user_id bigint, instrument_id bigint, trade_date date default logic.trading_day())
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_known boolean;
    v_trades bigint[];
    v_openings bigint[];
begin
    select
        exists (
            select from sync.refused_rows r
            where r.user_id = has_refused_rows.user_id
                and r.instrument_id = has_refused_rows.instrument_id
                and r.resolved_at is null),
        array(
            select t.arrival from book.trades t
            where t.arrival > (
                    select w.arrival from sync.watermarks w where w.table_name = 'trades')
                and t.user_id = has_refused_rows.user_id
                and t.instrument_id = has_refused_rows.instrument_id),
        array(
            select o.arrival from book.opening_positions o
            where o.trade_date = has_refused_rows.trade_date
                and o.user_id = has_refused_rows.user_id
                and o.instrument_id = has_refused_rows.instrument_id)
    into v_is_known, v_trades, v_openings;
    -- Nearly always there is nothing to look into.
    if not v_is_known and v_trades <> '{}' then
        v_is_known := exists (select from logic.refusable_trades(v_trades));
    end if;
    if not v_is_known and v_openings <> '{}' then
        v_is_known := exists (select from logic.refusable_opening_positions(v_openings));
    end if;
    return v_is_known;
end
$$;

revoke all on function logic.has_refused_rows(bigint, bigint, date) from public;
comment on function logic.has_refused_rows(bigint, bigint, date) is
    'Whether the client''s position in the instrument lacks a row that could not be folded';
