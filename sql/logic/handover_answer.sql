-- Calls: none. Writes: none.
create or replace function logic.handover_answer(handover core.handovers)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('handover_id', (handover).handover_id, 'state', (handover).state,
        'to', p.username, 'expires_at', (handover).expires_at)
        || case when (handover).new_call_id is null
            then jsonb_build_object('call_id', (handover).call_id)
            else jsonb_build_object('call_id', c.call_id, 'user_id', c.user_id,
                'expires_at', c.expires_at) end
    from auth.ops_team p
    left join core.calls c on c.call_id = (handover).new_call_id
    where p.person_id = (handover).to_person_id
$$;

revoke all on function logic.handover_answer(core.handovers) from public;
comment on function logic.handover_answer(core.handovers) is
    'A hand-over as answers show it: the call asked for, or the one that carries on';
