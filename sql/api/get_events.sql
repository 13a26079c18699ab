-- GET /events, its beginning: may this person watch, and where does their stream go on? Behind
-- `last_event_id` when everything since is still kept; otherwise at the end, and `reset` tells the
-- page to read everything again, because it may have missed something. The stream itself is the
-- front's (queue.read_events).
-- Calls: auth.require, logic.setting_integer
-- Writes: -
create or replace function api.get_events(last_event_id bigint default null)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_newest bigint;
    v_oldest bigint;
    v_reset text;
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    select coalesce(max(e.event_id), 0), coalesce(min(e.event_id), 0) into v_newest, v_oldest
    from queue.events as e;
    if v_newest = 0 then
        -- Nothing is kept; numbers go on from where the sequence stands.
        v_newest := coalesce(pg_sequence_last_value('queue.events_event_id_seq'::regclass), 0);
        v_oldest := v_newest + 1;
    end if;
    v_reset := case
        when last_event_id is null then null
        when last_event_id > v_newest or last_event_id < 0 then 'unknown'
        when last_event_id < v_oldest - 1 then 'too_old'
        when v_newest - last_event_id > logic.setting_integer('event_resume_limit')
            then 'too_many' end;
    return jsonb_build_object('reset', v_reset, 'after',
        case when last_event_id is null or v_reset is not null then v_newest
            else last_event_id end);
end
$$;

revoke all on function api.get_events(bigint) from public;
grant execute on function api.get_events(bigint)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_events(bigint) is
    'GET /events: where a stream of events goes on, or why it has to begin anew';
