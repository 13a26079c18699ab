-- Calls: logic.setting
-- Writes: -
create or replace function logic.setting_integer(name text)
returns bigint
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_value text := (select s.value from core.settings s where s.name = setting_integer.name);
begin
    -- A missing row has its error there.
    return coalesce(v_value, logic.setting(setting_integer.name))::bigint;
end
$$;

revoke all on function logic.setting_integer(text) from public;

comment on function logic.setting_integer(text) is
    'A setting as a whole number, in the unit of its row';
