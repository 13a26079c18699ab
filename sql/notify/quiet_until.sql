-- Calls: none. Writes: none.
create or replace function notify.quiet_until(
    quiet_from time, quiet_until time, time_zone text, at timestamptz default now())
returns timestamptz
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_local timestamp := quiet_until.at at time zone time_zone;
    v_end timestamp := v_local::date + quiet_until;
begin
    if v_end <= v_local then
        v_end := v_end + interval '1 day';
    end if;
    if quiet_from < quiet_until then
        return case when v_local::time >= quiet_from and v_local::time < quiet_until
            then v_end at time zone time_zone end;
    end if;
    -- Over midnight.
    return case when v_local::time >= quiet_from or v_local::time < quiet_until
        then v_end at time zone time_zone end;
end
$$;

revoke all on function notify.quiet_until(time, time, text, timestamptz) from public;
comment on function notify.quiet_until(time, time, text, timestamptz) is
    'When the quiet hours that it is in now end; null outside of them';
