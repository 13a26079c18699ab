-- Orders are made only while the desk is active or in a drill. The shared lock lasts to the end
-- of the transaction: a change of mode (logic.change_site_mode takes it alone) waits for orders
-- being made.
-- Calls: logic.raise. Writes: none.
create or replace function logic.require_order_mode()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    site_mode text;
begin
    perform pg_catalog.pg_advisory_xact_lock_shared(hashtext('core.site'), 0);
    select s.mode into site_mode from core.site s;
    if site_mode not in ('active', 'drill') then
        perform logic.raise('IR201', jsonb_build_object(
            'mode', site_mode, 'expected', jsonb_build_array('active', 'drill')));
    end if;
end
$$;

revoke all on function logic.require_order_mode() from public;
comment on function logic.require_order_mode() is 'IR201 unless the desk may make orders';
