-- Of what a square-off of several positions would close, what the person may close.
-- Calls: logic.in_scope. Writes: none.
create or replace function logic.closable_in_scope(person_id bigint, closable jsonb)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(x.value order by x.place)
    from jsonb_array_elements(closable) with ordinality x (value, place)
    join core.positions p on p.position_id = (x.value ->> 'position_id')::bigint
    where logic.in_scope(closable_in_scope.person_id, p.user_id, p.instrument_id)
$$;

revoke all on function logic.closable_in_scope(bigint, jsonb) from public;
comment on function logic.closable_in_scope(bigint, jsonb) is
    'The positions of a list that a person''s scopes cover, or null when they cover none';
