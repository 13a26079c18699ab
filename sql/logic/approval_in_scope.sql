-- Whether all that a request shows is within a person's scopes: its client and every position,
-- order, fill, trade or instrument that it names. What names no client is about the whole desk.
-- Calls: logic.in_scope. Writes: none.
create or replace function logic.approval_in_scope(person_id bigint, payload jsonb)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id bigint := (payload #>> '{client,user_id}')::bigint;
begin
    return v_user_id is null or (
        logic.in_scope(approval_in_scope.person_id, v_user_id, null)
        and not exists (
            select from (
                select (payload ->> 'instrument_id')::bigint
                union all
                select p.instrument_id from core.positions p
                where p.position_id = (payload ->> 'position_id')::bigint
                    or p.position_id in (
                        select (x ->> 'position_id')::bigint
                        from jsonb_array_elements(payload -> 'exits') x)
                union all
                select o.instrument_id from core.orders o
                where o.order_id = (payload ->> 'order_id')::bigint) n (instrument_id)
            where n.instrument_id is not null
                and not logic.in_scope(
                    approval_in_scope.person_id, v_user_id, n.instrument_id)));
end
$$;

revoke all on function logic.approval_in_scope(bigint, jsonb) from public;
comment on function logic.approval_in_scope(bigint, jsonb) is
    'Whether a person''s scopes cover everything that a request for a second person shows';
