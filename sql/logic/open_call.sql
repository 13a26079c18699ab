-- No order without an instruction: the call must be open, and the person's own, with a client whom
-- their scopes still cover.
-- Calls: logic.raise, logic.require_in_scope. Writes: none.
create or replace function logic.open_call(call_id uuid, person_id bigint)
returns core.calls
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_call core.calls;
begin
    select * into v_call from core.calls c
    where c.call_id = open_call.call_id and c.person_id = open_call.person_id
        and c.closed_at is null and c.expires_at > now();
    if v_call.call_id is null then
        perform logic.raise('IR403', jsonb_build_object(
            'call_id', open_call.call_id, 'reason', 'no open call of yours has this id'));
    end if;
    perform logic.require_in_scope(open_call.person_id, v_call.user_id, null);
    return v_call;
end
$$;

revoke all on function logic.open_call(uuid, bigint) from public;
comment on function logic.open_call(uuid, bigint) is
    'The person''s open call; IR403 when there is none';
