-- Of what can be closed, what was asked for by number: all of it or nothing, because a caller who
-- was told of five positions must not get four.
-- Calls: logic.raise. Writes: none.
create or replace function logic.named_positions(closable jsonb, position_ids jsonb)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_missing jsonb;
begin
    select jsonb_agg(n.value order by n.value) into v_missing
    from jsonb_array_elements(named_positions.position_ids) as n
    where not exists (
        select from jsonb_array_elements(named_positions.closable) as c
        where c.value -> 'position_id' = n.value);
    if v_missing is not null then
        perform logic.raise('IR302', jsonb_build_object('position_ids', v_missing,
            'reason', 'of these nothing can be closed now'));
    end if;
    return (
        select jsonb_agg(c.value order by c.place)
        from jsonb_array_elements(named_positions.closable) with ordinality as c (value, place)
        where named_positions.position_ids @> (c.value -> 'position_id'));
end
$$;

revoke all on function logic.named_positions(jsonb, jsonb) from public;
comment on function logic.named_positions(jsonb, jsonb) is
    'The positions of a list that are named; IR302 when one of them is not in it';
