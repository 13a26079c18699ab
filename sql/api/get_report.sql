-- GET /reports/{name}: about all clients, so not for whom scopes limit to some. The answer is one
-- document: the front sends `content` as what `media_type` says.
-- Calls: auth.audit_read, auth.is_unlimited, auth.require, logic.raise, logic.report_document,
-- logic.setting_integer, logic.trading_day, sync.fold
-- Writes: -
create or replace function api.get_report(
    report_name text, format text default null, day date default null)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_format text := coalesce(format,
        case report_name when 'contingency-sheet' then 'html' else 'csv' end);
    v_day date := coalesce(day, logic.trading_day());
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    if not auth.is_unlimited() then
        perform logic.raise('IR403', '{"reason": "this is about all clients and segments"}');
    end if;
    if report_name not in ('trades', 'positions', 'incident', 'contingency-sheet') then
        perform logic.raise('IR104', '{"object": "report"}');
    end if;
    if v_format not in ('csv', 'html') then
        perform logic.raise('IR101', '{"field": "format", "expected": "csv or html"}');
    end if;
    perform sync.fold();
    perform auth.audit_read('get_report:' || report_name, null);
    return jsonb_build_object(
        'media_type', case v_format when 'csv' then 'text/csv; charset=utf-8'
            else 'text/html; charset=utf-8' end,
        'file_name', report_name || coalesce('-' || v_day, '') || '.' || v_format,
        'content', logic.report_document(report_name, v_format, v_day,
            logic.setting_integer('report_rows')));
end
$$;

revoke all on function api.get_report(text, text, date) from public;
grant execute on function api.get_report(text, text, date)
    to ops_supervisor, ops_admin, auditor;

comment on function api.get_report(text, text, date) is
    'GET /reports/{name}: trades, positions, incident (CSV, HTML), contingency-sheet (HTML)';
