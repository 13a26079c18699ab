-- Asked by a session's leader when a dispatch answered nothing. Alone under the lock that
-- queue.wake shares, taken at once or not at all: see there and queue.prepare_to_sleep. While a
-- transaction that brings messages is under way, the leader looks again after moments: it serves
-- its line meanwhile.
-- Calls: fix.sending_limits, fix.waits_for_own. Writes: queue.channels.
create or replace function fix.sleep_before_dispatch(session_name text)
returns table (may_sleep boolean, wake_after_ms bigint)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_limits record := fix.sending_limits(
        sleep_before_dispatch.session_name, clock_timestamp());
    v_rate integer;
    v_moment_ms constant bigint := 5;
begin
    if not pg_catalog.pg_try_advisory_xact_lock(hashtext('queue.channels'), 0) then
        return query select true, v_moment_ms;
        return;
    end if;
    if exists (
        select from queue.dispatch d
        where d.session_name = sleep_before_dispatch.session_name
            and not (v_limits.is_paused and (d.can_wait
                or d.is_urgent and fix.waits_for_own(d.order_request_id)))) then
        if coalesce(v_limits.allowance >= 1, true) then
            return query select false, null::bigint;
            return;
        end if;
        select c.messages_per_second into v_rate
        from fix.sessions c where c.name = sleep_before_dispatch.session_name;
        return query select true, ceil((1 - v_limits.allowance) * 1000 / v_rate)::bigint;
        return;
    end if;
    insert into queue.channels as c (channel, asleep)
    values ('dispatch:' || sleep_before_dispatch.session_name, true)
    on conflict on constraint channels_pkey do update set asleep = true where not c.asleep;
    return query select true, null::bigint;
end
$$;

revoke all on function fix.sleep_before_dispatch(text) from public;
grant execute on function fix.sleep_before_dispatch(text) to irra_gateway;
comment on function fix.sleep_before_dispatch(text) is
    'Whether a session''s leader may sleep: until it is notified, or for so many milliseconds';
