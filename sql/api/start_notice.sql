-- POST /notify/notices/{id}/start. Whoever wrote it does not start it; one that was stopped goes on
-- behind the last client that was queued.
-- Calls: audit.append, auth.require, logic.raise, notify.resume_notice. Writes: none itself.
create or replace function api.start_notice(notice_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_notice notify.notices;
begin
    select n.* into v_notice from notify.notices n
    where n.notice_id = start_notice.notice_id for update;
    if v_notice.notice_id is null then
        perform logic.raise('IR104', '{"object": "notice"}');
    end if;
    if v_notice.state <> 'stopped' then
        perform logic.raise('IR202', jsonb_build_object('state', v_notice.state));
    end if;
    if v_notice.made_by = v_person_id and v_notice.stopped_by is null then
        perform logic.raise('IR404', '{"reason": "whoever wrote it does not start it"}');
    end if;
    perform notify.resume_notice(v_notice.notice_id);
    perform audit.append('start_notice', 'notice:' || v_notice.notice_id, null, null,
        jsonb_build_object('queued', v_notice.queued, 'total', v_notice.total));
    return jsonb_build_object('notice_id', v_notice.notice_id, 'state', 'running',
        'queued', v_notice.queued, 'total', v_notice.total);
end
$$;

revoke all on function api.start_notice(bigint) from public;
grant execute on function api.start_notice(bigint) to ops_supervisor, ops_admin;
comment on function api.start_notice(bigint) is
    'POST /notify/notices/{id}/start: a second person lets it go out, or go on';
