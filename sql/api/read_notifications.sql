-- POST /notifications/read. Marks what the person has seen: one, or all up to a number, so that
-- what came meanwhile stays new.
-- Calls: audit.append, auth.require, logic.raise. Writes: notify.messages.read_at.
create or replace function api.read_notifications(
    notification_id bigint default null, up_to bigint default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require(
        'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_read bigint;
begin
    if num_nonnulls(notification_id, up_to) <> 1 then
        perform logic.raise('IR101', '{"field": "notification_id or up_to", "expected": "one"}');
    end if;
    if notification_id is not null and not exists (
        select from notify.messages m
        where m.message_id = notification_id and m.person_id = v_person_id
            and m.channel = 'in_app')
    then
        perform logic.raise('IR104', '{"object": "notification"}');
    end if;
    with read as (
        update notify.messages m set read_at = now()
        where m.channel = 'in_app' and m.person_id = v_person_id and m.read_at is null
            and (m.message_id = notification_id or m.message_id <= up_to)
        returning m.message_id
    )
    select count(*) into v_read from read;
    perform audit.append('read_notifications', 'person:' || v_person_id, null, null,
        jsonb_build_object('notification_id', notification_id, 'up_to', up_to, 'read', v_read));
    return jsonb_build_object('read', v_read);
end
$$;

revoke all on function api.read_notifications(bigint, bigint) from public;
grant execute on function api.read_notifications(bigint, bigint)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.read_notifications(bigint, bigint) is
    'POST /notifications/read: marks one notification, or all up to one, as read';
