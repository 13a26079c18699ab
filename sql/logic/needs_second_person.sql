-- Above a value an exit needs two people; what nobody can value does, too. A limit of 0 asks
-- never.
-- Calls: logic.setting_numeric. Writes: none.
create or replace function logic.needs_second_person(value numeric)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit numeric := logic.setting_numeric('square_off_approval_value');
begin
    return v_limit > 0 and coalesce(value > v_limit, true);
end
$$;

revoke all on function logic.needs_second_person(numeric) from public;
comment on function logic.needs_second_person(numeric) is
    'Whether exits worth `value` rupees need a second person';
