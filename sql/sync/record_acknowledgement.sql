-- What the sync worker read from the primary. An old or early one is no news.
-- Calls: logic.take_acknowledgement. Writes: none itself.
create or replace function sync.record_acknowledgement(said jsonb)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from sync.failbacks f
        where f.state = 'sealed'
            and (f.failback_id, f.seal_number) = (
                (said ->> 'failback_id')::bigint,
                (said ->> 'seal_number')::integer)) then
        return false;
    end if;
    return logic.take_acknowledgement(said, null) = '[]';
end
$$;

revoke all on function sync.record_acknowledgement(jsonb) from public;
grant execute on function sync.record_acknowledgement(jsonb) to irra_sync;
comment on function sync.record_acknowledgement(jsonb) is
    'Takes the acknowledgement as the primary''s database has it; whether it was accepted just now';
