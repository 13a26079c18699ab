-- A primary that is thought dead and still places orders is the harm this desk must not do: two
-- sites that trade for one client. Whatever of it arrives, by replication or by drop copy, raises
-- one alert that counts. Orders that rested before the desk became active may trade rightly.
-- Calls: logic.raise_alert. Writes: core.alerts.
create or replace function logic.watch_primary()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_since timestamptz;
    v_seen jsonb;
begin
    -- Since the desk took over; a way back to active does not begin anew.
    select max(c.changed_at) into v_since from core.site_changes c
    where c.from_mode = 'standby' and c.to_mode = 'active'
        and (select s.mode from core.site s) in ('active', 'returning');
    if v_since is null then
        return;
    end if;
    select jsonb_build_object('orders', count(*), 'first_placed_at', min(b.placed_at),
        'last_placed_at', max(b.placed_at), 'last_order_id', max(b.order_id))
    into v_seen
    from book.orders b
    where b.order_id > (
            select coalesce(max(k.order_id), 0) from book.orders k where k.placed_at <= v_since)
        and b.placed_at > v_since
        -- What the desk did comes back with the primary's numbers.
        and not exists (select from core.orders o where o.cl_ord_id = b.cl_ord_id);
    if (v_seen ->> 'orders')::bigint > 0
        and not exists (
            select from core.alerts a
            where a.kind = 'primary_still_trading' and a.details = v_seen) then
        perform logic.raise_alert('primary_still_trading', 'critical', 'primary', v_seen);
    end if;
end
$$;

revoke all on function logic.watch_primary() from public;
comment on function logic.watch_primary() is
    'Raises primary_still_trading when the primary placed orders after the desk took over';
