-- The contingency sheet as sections of lines, for the page that is printed; the same as
-- GET /reports/contingency-sheet, by the same right.
-- Calls: auth.audit_read, auth.is_unlimited, auth.require, logic.contingency_sections, logic.raise,
-- logic.setting_integer, logic.trading_day, sync.fold. Writes: none itself.
create or replace function api.get_contingency_sheet(day date default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_day date := coalesce(day, logic.trading_day());
    v_rows bigint := logic.setting_integer('report_rows');
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    if not auth.is_unlimited() then
        perform logic.raise('IR403', '{"reason": "this is about all clients and segments"}');
    end if;
    perform sync.fold();
    perform auth.audit_read('get_contingency_sheet', null);
    return (
        select jsonb_build_object('day', v_day, 'mode', s.mode, 'mode_since', s.mode_since,
            'rows_max', v_rows, 'sections', logic.contingency_sections(v_day, v_rows),
            'as_of', now())
        from core.site as s);
end
$$;

revoke all on function api.get_contingency_sheet(date) from public;
grant execute on function api.get_contingency_sheet(date)
    to ops_supervisor, ops_admin, auditor;
comment on function api.get_contingency_sheet(date) is
    'GET /contingency-sheet: open positions and live orders for two people with a terminal; IR403';
