-- What waits is looked at when something about it changes. Once a minute all of it is looked at
-- again, for causes that leave no trace, such as an instrument that comes after its order or a
-- truncated table: at most one look a minute pays for how much waits.
-- Calls: none. Writes: none.
create or replace function logic.full_look_due()
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    pause constant interval := interval '1 minute';
begin
    return (select w.folded_at from sync.watermarks w where w.table_name = 'everything')
            < now() - pause
        and ((select t.trade_id from core.trades t where t.position_id is null
                order by t.trade_id limit 1) is not null
            or exists (select from sync.refused_rows r where r.resolved_at is null));
end
$$;

revoke all on function logic.full_look_due() from public;
comment on function logic.full_look_due() is
    'Whether waiting trades and refused rows are to be looked at again, all of them';
