-- A square-off of several positions as it is read out: each is priced when its turn comes, so no
-- price is part of it.
-- Calls: none. Writes: none.
create or replace function logic.batch_shown(scope jsonb, exits jsonb)
returns jsonb
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('scope', scope, 'exits', (
        select jsonb_agg(x.value - array['price', 'value'] order by x.place)
        from jsonb_array_elements(exits) with ordinality x (value, place)))
$$;

revoke all on function logic.batch_shown(jsonb, jsonb) from public;
comment on function logic.batch_shown(jsonb, jsonb) is
    'What a square-off of several positions closes';
