-- Calls: logic.setting
-- Writes: -
create or replace function logic.setting_numeric(name text)
returns numeric
language sql
stable
security invoker
set search_path = ''
as $$
    select logic.setting(setting_numeric.name)::numeric;
$$;

revoke all on function logic.setting_numeric(text) from public;

comment on function logic.setting_numeric(text) is
    'A setting as an exact number, in the unit of its row';
