-- What a square-off of several positions is asked for, in one form: the same request is the same
-- scope. Positions that are named count once, in the order of their numbers.
-- Calls: logic.raise. Writes: none.
create or replace function logic.batch_scope(
    segment text, product text, underlying text, order_type text, cancel_pending boolean,
    position_ids text)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if batch_scope.position_ids !~ '^ *[0-9]{1,18}( +[0-9]{1,18})* *$' then
        perform logic.raise('IR101', '{"field": "position_ids",
            "expected": "numbers of positions, separated by spaces"}');
    end if;
    return jsonb_strip_nulls(jsonb_build_object(
        'segment', segment, 'product', product, 'underlying', underlying,
        'order_type', coalesce(order_type, 'PROTECTED'),
        'cancel_pending', coalesce(cancel_pending, false),
        'position_ids', (
            select jsonb_agg(distinct i.number::bigint)
            from regexp_split_to_table(batch_scope.position_ids, ' +') as i (number)
            where i.number <> '')));
end
$$;

revoke all on function logic.batch_scope(text, text, text, text, boolean, text) from public;
comment on function logic.batch_scope(text, text, text, text, boolean, text) is
    'The scope of a square-off of several positions; IR101';
