-- The call that is open with a client: one's own, or whose it is for those who oversee. What the
-- desk asks of a call (a one-time code, a reading) goes with it.
-- Calls: auth.audit_read, auth.require_client, logic.setting, logic.setting_integer,
-- logic.setting_numeric. Writes: none itself.
create or replace function api.get_client_call(user_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require_client(get_client_call.user_id);
    v_call jsonb;
begin
    select jsonb_build_object('call_id', c.call_id, 'is_mine', c.person_id = v_person_id,
        'agent', p.username, 'agent_name', p.display_name, 'caller_number', c.caller_number,
        'recording_ref', c.recording_ref, 'opened_at', c.opened_at, 'expires_at', c.expires_at,
        'was_handed_over', c.handed_over_from is not null,
        'code', jsonb_build_object('verified_at', c.otp_verified_at, 'sent_at', o.sent_at,
            'expires_at', o.expires_at,
            'tries_left', greatest(0, logic.setting_integer('otp_tries') - o.tries),
            'sends_left', greatest(0, logic.setting_integer('otp_sends') - (
                select count(*) from core.call_otps as n where n.call_id = c.call_id))),
        'handover', (
            select jsonb_build_object('handover_id', h.handover_id, 'to', t.username,
                'expires_at', h.expires_at)
            from core.handovers as h
            join auth.ops_team as t on t.person_id = h.to_person_id
            where h.call_id = c.call_id and h.state = 'asked' and h.expires_at > now()
            order by h.handover_id desc limit 1))
    into v_call
    from core.calls as c
    join auth.ops_team as p on p.person_id = c.person_id
    left join lateral (
        select k.* from core.call_otps as k where k.call_id = c.call_id
        order by k.call_otp_id desc limit 1) as o on true
    where c.user_id = get_client_call.user_id and c.closed_at is null and c.expires_at > now();
    perform auth.audit_read('get_client_call', get_client_call.user_id);
    return jsonb_build_object('user_id', get_client_call.user_id, 'call', v_call,
        'code_asked', logic.setting('otp_required_for') <> 'nothing'
            or logic.setting_numeric('otp_required_value') > 0,
        'code_asked_for', logic.setting('otp_required_for'),
        'mode', (select s.mode from core.site as s),
        'read_back_required', logic.setting('read_back_required') = 'on',
        'unmasks', case
            when current_setting('role') = 'auditor' then ''
            else logic.setting(case when current_setting('role') = 'ops_agent'
                then 'unmask_agent_fields' else 'unmask_supervisor_fields' end) end);
end
$$;

revoke all on function api.get_client_call(bigint) from public;
grant execute on function api.get_client_call(bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_client_call(bigint) is
    'GET /users/{userId}/call: the open call with a client, its one-time code and hand-over; IR403';
