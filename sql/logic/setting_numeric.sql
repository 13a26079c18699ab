-- Calls: logic.setting
-- Writes: -
create or replace function logic.setting_numeric(name text)
returns numeric
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_value text := (select s.value from core.settings s where s.name = setting_numeric.name);
begin
    -- A missing row has its error there.
    return coalesce(v_value, logic.setting(setting_numeric.name))::numeric;
end
$$;

revoke all on function logic.setting_numeric(text) from public;

comment on function logic.setting_numeric(text) is
    'A setting as an exact number, in the unit of its row';
