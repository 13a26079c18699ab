-- What the primary is told of people's doings: calls, instructions, decisions of two people,
-- changed contacts, changes of mode, and the heads of the sealed log.
-- Calls: logic.payload_logged, logic.utc_text. Writes: none.
create or replace function logic.desk_people_rows(since timestamptz)
returns table (kind text, record_key text, record jsonb)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select 'call', c.call_id::text, jsonb_build_object(
        'user_id', c.user_id, 'person', p.username, 'caller_number', c.caller_number,
        'recording_ref', c.recording_ref, 'opened_at', logic.utc_text(c.opened_at),
        'closed_at', logic.utc_text(least(c.closed_at, c.expires_at)),
        'handed_over_from', c.handed_over_from)
    from core.calls c
    join auth.ops_team p on p.person_id = c.person_id
    where c.opened_at >= since
    union all
    select 'instruction', i.instruction_id::text, jsonb_build_object(
        'call_id', i.call_id, 'person', p.username, 'kind', i.kind, 'details', i.details,
        'given_at', logic.utc_text(i.given_at))
    from core.instructions i
    join auth.ops_team p on p.person_id = i.person_id
    where i.given_at >= since
    union all
    select 'contact', k.user_id::text, jsonb_build_object(
        'user_id', k.user_id, 'email', k.email, 'phone', k.phone, 'reason', k.reason,
        'primary_updated_at', logic.utc_text(k.primary_updated_at),
        'changed_at', logic.utc_text(k.changed_at))
    from core.client_contacts k
    where k.changed_at >= since
    union all
    select 'approval', a.approval_id::text, jsonb_build_object(
        'action', a.action, 'payload', logic.payload_logged(a.payload) - 'checks',
        'reason', a.reason, 'state', a.state, 'requested_by', r.username,
        'decided_by', d.username, 'requested_at', logic.utc_text(a.requested_at),
        'decided_at', logic.utc_text(a.decided_at))
    from core.approvals a
    join auth.ops_team r on r.person_id = a.requested_by
    left join auth.ops_team d on d.person_id = a.decided_by
    where a.requested_at >= since and a.action not like 'site%'
    union all
    select 'site_change', s.site_change_id::text, jsonb_build_object(
        'from_mode', s.from_mode, 'to_mode', s.to_mode, 'reason', s.reason,
        'requested_by', r.username, 'approved_by', a.username,
        'changed_at', logic.utc_text(s.changed_at))
    from core.site_changes s
    left join auth.ops_team r on r.person_id = s.requested_by
    left join auth.ops_team a on a.person_id = s.approved_by
    where s.changed_at >= since
    union all
    -- The latest head holds everything before it.
    (select 'audit_head', s.seal_number::text, jsonb_build_object(
        'seal_number', s.seal_number, 'last_log_id', s.last_log_id,
        'hash', encode(s.hash, 'hex'), 'sealed_at', logic.utc_text(s.sealed_at))
    from audit.seals s
    order by s.seal_number desc
    limit 1)
$$;

revoke all on function logic.desk_people_rows(timestamptz) from public;
comment on function logic.desk_people_rows(timestamptz) is
    'Records about calls, instructions, approvals, contacts, modes and audit heads, since a time';
