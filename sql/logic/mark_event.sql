-- Leaves a mark of one row that changed, for those who watch (queue.events). The arguments are the
-- kind and the columns of the subject, the client and a member of the team; '' for none.
-- Calls: logic.wake_watchers. Writes: queue.event_marks.
create or replace function logic.mark_event()
returns trigger
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_row jsonb := to_jsonb(new);
begin
    insert into queue.event_marks (kind, subject, user_id, person_id) values (
        tg_argv[0], v_row ->> tg_argv[1], (v_row ->> tg_argv[2])::bigint,
        (v_row ->> tg_argv[3])::bigint);
    perform logic.wake_watchers();
    return null;
end
$$;

revoke all on function logic.mark_event() from public;
comment on function logic.mark_event() is
    'Trigger: a mark of kind, subject, client and person, named by its arguments';

create or replace trigger alerts_marked after insert or update on core.alerts
    for each row execute function logic.mark_event('alert', 'alert_id', '', '');
create or replace trigger approvals_marked after insert or update on core.approvals
    for each row execute function logic.mark_event('approval', 'approval_id', '', 'requested_by');
create or replace trigger controls_marked after insert or update on core.controls
    for each row execute function logic.mark_event('control', 'control_id', '', '');
create or replace trigger site_marked after update on core.site
    for each row execute function logic.mark_event('mode', 'mode', '', '');
create or replace trigger notifications_marked after insert or update of read_at on notify.messages
    for each row when (new.channel = 'in_app')
    execute function logic.mark_event('notification', 'message_id', '', 'person_id');
create or replace trigger calls_marked after insert or update on core.calls
    for each row execute function logic.mark_event('call', 'call_id', 'user_id', 'person_id');
create or replace trigger handovers_marked after insert or update on core.handovers
    for each row execute function logic.mark_event('handover', 'handover_id', 'user_id',
        'to_person_id');
create or replace trigger handovers_marked_for_owner after insert or update on core.handovers
    for each row execute function logic.mark_event('handover', 'handover_id', 'user_id',
        'asked_by');
create or replace trigger waiting_callers_marked after insert or update on core.waiting_callers
    for each row execute function logic.mark_event('caller', 'caller_id', 'user_id', 'taken_by');
