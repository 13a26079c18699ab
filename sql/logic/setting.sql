-- Calls: logic.raise
-- Writes: -
create or replace function logic.setting(name text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_value text;
begin
    select s.value into v_value from core.settings as s where s.name = setting.name;
    if v_value is null then
        perform logic.raise('IR901', jsonb_build_object('missing_setting', setting.name));
    end if;
    return v_value;
end
$$;

revoke all on function logic.setting(text) from public;

comment on function logic.setting(text) is
    'The value of one row of core.settings as text; a missing row is a broken invariant (IR901)';
