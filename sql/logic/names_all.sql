-- Several positions that are named are all of a client's when the person could name no other: then
-- it is a square-off of all, in other words.
-- Calls: logic.closable_in_scope, logic.closable_positions. Writes: none.
create or replace function logic.names_all(call core.calls, scope jsonb, closable jsonb)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return scope ? 'position_ids' and jsonb_array_length(closable) > 1
        and jsonb_array_length(closable) >= jsonb_array_length(logic.closable_in_scope(
            (call).person_id, logic.closable_positions((call).user_id, null, null, null,
                (scope ->> 'cancel_pending')::boolean)));
end
$$;

revoke all on function logic.names_all(core.calls, jsonb, jsonb) from public;
comment on function logic.names_all(core.calls, jsonb, jsonb) is
    'Whether the positions that are named are all that the client has to close';
