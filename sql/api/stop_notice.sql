-- POST /notify/notices/{id}/stop. One person suffices to stop; what is not sent yet waits with it.
-- Calls: audit.append, auth.require, logic.raise, logic.require_reason, notify.stop_notice. Writes:
-- none itself.
create or replace function api.stop_notice(notice_id bigint, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_notice notify.notices;
begin
    perform logic.require_reason(stop_notice.reason);
    select n.* into v_notice from notify.notices n
    where n.notice_id = stop_notice.notice_id for update;
    if v_notice.notice_id is null then
        perform logic.raise('IR104', '{"object": "notice"}');
    end if;
    -- When all are queued there still are those that wait to be sent.
    if v_notice.state = 'stopped' then
        perform logic.raise('IR202', '{"state": "stopped"}');
    end if;
    perform notify.stop_notice(v_notice.notice_id, v_person_id);
    perform audit.append('stop_notice', 'notice:' || v_notice.notice_id, null, null,
        jsonb_build_object('reason', stop_notice.reason, 'queued', v_notice.queued,
            'total', v_notice.total));
    return jsonb_build_object('notice_id', v_notice.notice_id, 'state', 'stopped',
        'queued', v_notice.queued, 'total', v_notice.total);
end
$$;

revoke all on function api.stop_notice(bigint, text) from public;
grant execute on function api.stop_notice(bigint, text) to ops_supervisor, ops_admin;
comment on function api.stop_notice(bigint, text) is
    'POST /notify/notices/{id}/stop: nothing more of it goes out; it can go on later';
