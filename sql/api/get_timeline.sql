-- GET /timeline: the chronology of an incident, newest first, in pages. Without a begin it is the
-- latest one: from a quarter of an hour before the desk became active or a drill began, or the last
-- day when it never did. It is about all clients, so not for whom scopes limit to some.
-- Calls: auth.audit_read, auth.is_unlimited, auth.page_end, auth.page_size, auth.page_start,
-- auth.require, logic.moment, logic.raise. Writes: none.
create or replace function api.get_timeline(
    kind text default null, since text default null, until text default null,
    page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('timeline', page_cursor);
    v_since timestamptz := coalesce(logic.moment(get_timeline.since, 'since'), (
        select max(c.changed_at) - interval '15 minutes' from core.site_changes c
        where c.from_mode = 'standby'), now() - interval '1 day');
    v_until timestamptz := coalesce(logic.moment(get_timeline.until, 'until', true), 'infinity');
    kinds constant text[] := array['site', 'approval', 'alert', 'control', 'purge', 'call',
        'caller', 'instruction', 'order', 'fix'];
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    if not auth.is_unlimited() then
        perform logic.raise('IR403', '{"reason": "this is about all clients and segments"}');
    end if;
    if get_timeline.kind <> all (kinds) then
        perform logic.raise('IR101', jsonb_build_object('field', 'kind',
            'expected', array_to_string(kinds, ', ')));
    end if;
    perform auth.audit_read('get_timeline', null);
    return auth.page_end('timeline', (
        select coalesce(jsonb_agg(jsonb_build_object('at', k.at, 'kind', k.kind,
            'subject', k.subject, 'event', k.event, 'details', k.details)
            order by k.at desc, k.kind, k.subject, k.event, k.details), '[]')
        from (
            select t.* from ops.incident_timeline t
            where t.at >= v_since and t.at < v_until
                and (get_timeline.kind is null or t.kind = get_timeline.kind)
                and (v_start is null or t.at < (v_start ->> 0)::timestamptz
                    or t.at = (v_start ->> 0)::timestamptz
                        and (t.kind, t.subject, t.event, t.details) > (v_start ->> 1,
                            v_start ->> 2, v_start ->> 3, v_start -> 4))
            order by t.at desc, t.kind, t.subject, t.event, t.details
            limit v_size + 1) k), v_size, 'at', 'kind', 'subject', 'event', 'details');
end
$$;

revoke all on function api.get_timeline(text, text, text, bigint, text) from public;
grant execute on function api.get_timeline(text, text, text, bigint, text)
    to ops_supervisor, ops_admin, auditor;
comment on function api.get_timeline(text, text, text, bigint, text) is
    'GET /timeline: what happened when, newest first, by kind and time; IR101, IR403';
