-- The facts of a message about several events: a table with a line for each, in order, as text and
-- as HTML; what would make it too long is a number at its end. A text message has three lines.
-- Calls: logic.setting_integer, notify.render. Writes: none.
create or replace function notify.digest(events notify.addressed[], channel text, language text)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_max bigint := case digest.channel when 'sms' then 3
        else logic.setting_integer('notify_lines_max') end;
    v_count bigint := cardinality(events);
    v_lines text;
    v_html text;
    v_orders jsonb;
begin
    select string_agg(notify.render(t.line_form, e.facts),
            case digest.channel when 'sms' then '; ' else e'\n' end order by e.place),
        string_agg(notify.render(t.html_line_form, e.facts), '' order by e.place)
    into v_lines, v_html
    from unnest(events) with ordinality e (outbox_id, lane, kind, channel, user_id, person_id,
        order_id, notice_id, recipient, language, facts, created_at, expires_at, not_before,
        coalesces, priority, place)
    cross join lateral (
        select v.line_form, v.html_line_form from notify.templates v
        where v.kind = e.kind and v.channel = digest.channel and v.state = 'active'
            and v.line <> ''
        order by v.language = digest.language desc,
            v.language = logic.setting('notify_language') desc limit 1) t
    where e.place <= v_max;
    select jsonb_agg(distinct e.order_id) into v_orders
    from unnest(events) e
    where e.order_id is not null;
    return jsonb_build_object('name', (events[1]).facts -> 'name', 'count', v_count,
        'lines', v_lines, 'lines_html', v_html, 'order_ids', v_orders,
        'more', case when v_count > v_max
            then format('and %s more', v_count - v_max) else '' end);
end
$$;

revoke all on function notify.digest(notify.addressed[], text, text) from public;
comment on function notify.digest(notify.addressed[], text, text) is
    'Facts of one message that tells of several events';
