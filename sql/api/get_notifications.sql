-- GET /notifications. One's own, the newest first, in the words they had when they were made.
-- Calls: auth.page_end, auth.page_size, auth.page_start, auth.require, notify.render. Writes: none.
create or replace function api.get_notifications(
    unread boolean default false, page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require(
        'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('notifications', page_cursor);
begin
    return auth.page_end('notifications', (
        select coalesce(jsonb_agg(jsonb_build_object('notification_id', k.message_id,
            'kind', k.kind, 'title', k.parts[1], 'text', k.parts[2], 'events', k.events,
            'created_at', k.created_at, 'read_at', k.read_at) order by k.message_id desc), '[]')
        from (
            select m.*, string_to_array(notify.render(t.form, m.facts), E'\x1e') as parts
            from notify.messages m
            join notify.templates t on t.template_id = m.template_id
            where m.channel = 'in_app' and m.person_id = v_person_id
                and (m.read_at is null or not get_notifications.unread)
                and (v_start is null or m.message_id < (v_start ->> 0)::bigint)
            order by m.message_id desc
            limit v_size + 1) k), v_size, 'notification_id');
end
$$;

revoke all on function api.get_notifications(boolean, bigint, text) from public;
grant execute on function api.get_notifications(boolean, bigint, text)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_notifications(boolean, bigint, text) is
    'GET /notifications: what the desk told the person, read or not, the newest first';
