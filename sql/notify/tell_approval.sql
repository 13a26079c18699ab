-- A request waits for a second person: whoever may decide is told, in words, without its payload.
-- Calls: notify.clock, notify.enqueue, notify.without_secrets. Writes: none itself.
create or replace function notify.tell_approval()
returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_clock record := notify.clock();
begin
    perform notify.enqueue('approval_waiting', 'approval:' || new.approval_id,
        jsonb_build_object('action', replace(new.action, '_', ' '),
            'reason', notify.without_secrets(new.reason),
            'requested_by', (select p.display_name from auth.ops_team p
                where p.person_id = new.requested_by),
            'expires', to_char(new.expires_at at time zone v_clock.zone, v_clock.form)));
    return null;
end
$$;

revoke all on function notify.tell_approval() from public;
comment on function notify.tell_approval() is
    'Trigger: queues messages about a request that waits for a second person';

create or replace trigger approvals_told
    after insert on core.approvals
    for each row when (new.state = 'waiting') execute function notify.tell_approval();
