-- The instrument that a report about somebody else's order tells: by the exchange's token among
-- those that still trade, else by symbol. Segments of one exchange may use the same token: then
-- the symbol decides, and nothing is guessed.
-- Calls: none. Writes: none.
create or replace function fix.told_instrument(report fix.report, desk_day date)
returns table (instrument_id bigint, segment text)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if report.token is null then
        return query
            select i.instrument_id, i.segment
            from book.instruments i
            where i.exchange = report.exchange and i.symbol = report.symbol
                and i.segment = coalesce(report.segment, i.segment)
            limit 1;
        return;
    end if;
    return query
        with candidates as materialized (
            select i.instrument_id, i.segment,
                (i.symbol = report.symbol or i.underlying = report.symbol) as is_named,
                count(*) over () as of_all
            from book.instruments i
            where i.exchange = report.exchange and i.token = report.token
                and i.segment = coalesce(report.segment, i.segment)
                and coalesce(i.expiry_date >= desk_day, true)
        )
        select c.instrument_id, c.segment
        from candidates c
        where c.of_all = 1 or (c.is_named
            and (select count(*) from candidates d where d.is_named) = 1);
end
$$;

revoke all on function fix.told_instrument(fix.report, date) from public;
comment on function fix.told_instrument(fix.report, date) is
    'The instrument a report names by token or symbol; no row when none or more than one fits';
