-- The desk's people are told of each change of its mode, all clients when the desk opens and when
-- it closes. A drill is nobody's business outside.
-- Calls: logic.setting, notify.enqueue, notify.start_notice, notify.stop_notice,
-- notify.without_secrets. Writes: none itself.
create or replace function notify.tell_site_change()
returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform notify.enqueue('site_changed', 'site_change:' || new.site_change_id,
        jsonb_build_object('from_mode', new.from_mode, 'to_mode', new.to_mode,
            'reason', notify.without_secrets(new.reason)));
    if logic.setting('notify_clients_of_site') = 'on' and 'active' in (new.from_mode, new.to_mode)
    then
        -- The other one is yesterday's news, however far it has come.
        perform notify.stop_notice(n.notice_id, null) from notify.notices n
        where n.state = 'running' and n.kind in ('desk_open', 'desk_closed');
        perform notify.start_notice(
            case new.to_mode when 'active' then 'desk_open' else 'desk_closed' end, '{}', null);
    end if;
    return null;
end
$$;

revoke all on function notify.tell_site_change() from public;
comment on function notify.tell_site_change() is
    'Trigger: queues messages about a change of the site''s mode';

create or replace trigger site_changes_told
    after insert on core.site_changes
    for each row execute function notify.tell_site_change();
