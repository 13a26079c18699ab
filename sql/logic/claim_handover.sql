-- Lock order: the call, its hand-overs. Calls: logic.raise. Writes: none.
create or replace function logic.claim_handover(handover_id bigint, person_id bigint)
returns core.handovers
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_handover core.handovers;
    v_call core.calls;
begin
    select h.* into v_handover from core.handovers h
    where h.handover_id = claim_handover.handover_id
        and h.to_person_id = claim_handover.person_id;
    if v_handover.handover_id is null then
        perform logic.raise('IR104', '{"object": "hand-over"}');
    end if;
    select c.* into v_call from core.calls c where c.call_id = v_handover.call_id for update;
    -- Read again: whoever held the call may have decided.
    select h.* into v_handover from core.handovers h
    where h.handover_id = claim_handover.handover_id for update;
    if v_handover.state <> 'asked' or v_handover.expires_at <= now()
        or v_call.closed_at is not null or v_call.expires_at <= now() then
        perform logic.raise('IR209', jsonb_build_object('state', v_handover.state,
            'reason', case when v_handover.state <> 'asked' then 'it is decided'
                when v_handover.expires_at <= now() then 'it was asked too long ago'
                else 'the call is over' end));
    end if;
    return v_handover;
end
$$;

revoke all on function logic.claim_handover(bigint, bigint) from public;
comment on function logic.claim_handover(bigint, bigint) is
    'A hand-over to this person that still waits, locked with its call; IR104, IR209';
