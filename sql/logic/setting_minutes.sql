-- Calls: logic.setting
-- Writes: -
create or replace function logic.setting_minutes(name text)
returns interval
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    return make_interval(mins => logic.setting(setting_minutes.name)::integer);
end
$$;

revoke all on function logic.setting_minutes(text) from public;

comment on function logic.setting_minutes(text) is
    'A setting whose unit is minutes, as an interval';
