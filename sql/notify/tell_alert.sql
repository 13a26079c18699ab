-- Those who see to faults are told of each new one; one that is counted again is not told again.
-- What says that messages do not get out is told on the page only, or it would feed itself.
-- Calls: notify.enqueue. Writes: none itself.
create or replace function notify.tell_alert()
returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform notify.enqueue('alert', 'alert:' || new.alert_id,
        jsonb_build_object('severity', new.severity, 'alert', replace(new.kind, '_', ' '),
            'subject', left(new.subject, 100)),
        channel => case when new.severity = 'info'
            or new.kind in ('message_dead', 'provider_paused') then 'in_app' end);
    return null;
end
$$;

revoke all on function notify.tell_alert() from public;
comment on function notify.tell_alert() is 'Trigger: queues messages about a new alert';

create or replace trigger alerts_told
    after insert on core.alerts
    for each row execute function notify.tell_alert();
