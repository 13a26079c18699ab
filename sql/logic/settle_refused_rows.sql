-- A refused row is settled when the primary has put it right, deleted it, or sent it anew under
-- another arrival; a row that is as it was stays refused.
-- Calls: logic.take_opening_positions, logic.take_trades.
-- Writes: sync.refused_rows, core.alerts.
create or replace function logic.settle_refused_rows()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_trades bigint[];
    v_positions bigint[];
begin
    v_trades := array(
        select t.arrival from sync.refused_rows r
        join book.trades t on t.arrival = r.arrival
        where r.table_name = 'trades' and r.resolved_at is null
            and r.row is distinct from to_jsonb(t));
    if cardinality(v_trades) > 0 then
        perform logic.take_trades(v_trades);
    end if;
    v_positions := array(
        select o.arrival from sync.refused_rows r
        join book.opening_positions o on o.arrival = r.arrival
        where r.table_name = 'opening_positions' and r.resolved_at is null
            and r.row is distinct from to_jsonb(o));
    if cardinality(v_positions) > 0 then
        perform logic.take_opening_positions(v_positions);
    end if;
    -- What was refused again is kept as it is now; so what differs was taken, or is gone.
    update sync.refused_rows r set resolved_at = now()
    where r.resolved_at is null
        and not exists (
            select from book.trades t
            where r.table_name = 'trades' and t.arrival = r.arrival and to_jsonb(t) = r.row)
        and not exists (
            select from book.opening_positions o
            where r.table_name = 'opening_positions' and o.arrival = r.arrival
                and to_jsonb(o) = r.row);
    update core.alerts a set resolved_at = now()
    where a.kind = 'primary_row_refused' and a.resolved_at is null
        and not exists (
            select from sync.refused_rows r
            where r.resolved_at is null and r.table_name || ': ' || r.reason = a.subject);
end
$$;

revoke all on function logic.settle_refused_rows() from public;
comment on function logic.settle_refused_rows() is
    'Takes refused rows over that the primary has put right, and settles those that are gone';
