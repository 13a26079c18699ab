-- One report in one format. The incident is the latest one: from a quarter of an hour before the
-- desk became active (or a drill began) until it went to standby, or until now. The mode stands on
-- every page: a drill must never pass for a day.
-- Calls: logic.contingency_sections, logic.csv_text, logic.html_page, logic.incident_lines,
-- logic.india_time, logic.raise, logic.report_impact, logic.report_positions, logic.report_trades,
-- logic.shown_lines
-- Writes: -
create or replace function logic.report_document(
    report_name text, format text, day date, row_limit bigint)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_title text;
    v_header text[];
    v_lines jsonb;
    v_since timestamptz;
    v_until timestamptz;
    v_is_drill boolean;
    v_notes text[] := array[
        (select 'Mode: ' || s.mode || ' since ' || logic.india_time(s.mode_since)
            from core.site as s),
        'Made ' || logic.india_time(clock_timestamp())];
begin
    if report_name = 'contingency-sheet' then
        if format <> 'html' then
            perform logic.raise('IR101', '{"field": "format", "expected": "html"}');
        end if;
        return logic.html_page('Contingency sheet', v_notes || array[
            'Two people: one enters at the exchange''s terminal, the other looks and signs.',
            'Only what closes a position, on a recorded instruction. At most ' || row_limit
                || ' lines for each exchange.'], logic.contingency_sections(day, row_limit));
    elsif report_name = 'trades' then
        v_title := 'Trades of ' || day;
        v_header := array['exchange', 'segment', 'trade_date', 'trade_number',
            'exchange_order_id', 'cl_ord_id', 'client', 'token', 'symbol', 'product', 'side',
            'quantity', 'price', 'executed_at', 'known_to_primary', 'note'];
        v_lines := logic.report_trades(day, row_limit);
    elsif report_name = 'positions' then
        v_title := 'Open positions of ' || day;
        v_header := array['exchange', 'segment', 'client', 'name', 'symbol', 'token',
            'expiry_date', 'product', 'net_quantity', 'side_to_close', 'last_price', 'phone'];
        v_lines := logic.report_positions(day, null, row_limit);
    else
        select c.changed_at - interval '15 minutes', coalesce((
            select min(e.changed_at) from core.site_changes as e
            where e.site_change_id > c.site_change_id and e.to_mode = 'standby'), now()),
            c.to_mode = 'drill'
        into v_since, v_until, v_is_drill
        from core.site_changes as c where c.from_mode = 'standby'
        order by c.site_change_id desc limit 1;
        v_title := case when v_is_drill then 'Drill' else 'Incident' end;
        v_notes := v_notes || case when v_is_drill
            then array['A drill: nothing of it went to an exchange or a client.'] end;
        v_header := array['at', 'india', 'kind', 'subject', 'event', 'details'];
        v_lines := coalesce(logic.incident_lines(v_since, v_until, row_limit), '[]');
        if format = 'html' then
            return logic.html_page(v_title, v_notes, jsonb_build_array(
                jsonb_build_object('title', 'Impact', 'header', '["what", "figure"]'::jsonb,
                    'lines', logic.report_impact(v_since, v_until)),
                jsonb_build_object('title', 'Chronology',
                    'header', to_jsonb(array_remove(v_header, 'india')),
                    'lines', logic.shown_lines(v_header, v_lines))));
        end if;
    end if;
    if format = 'html' then
        return logic.html_page(v_title, v_notes, jsonb_build_array(jsonb_build_object(
            'title', v_title, 'header', to_jsonb(v_header),
            'lines', logic.shown_lines(v_header, v_lines))));
    end if;
    return logic.csv_text(v_header, v_lines);
end
$$;

revoke all on function logic.report_document(text, text, date, bigint) from public;

comment on function logic.report_document(text, text, date, bigint) is
    'A report as CSV or HTML text';
