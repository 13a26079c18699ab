-- What two people see and decide about: a setting, its value now and the one it is to have. Null
-- when there is no such setting. The caller of an approval compares it with what was shown.
-- Calls: none. Writes: none.
create or replace function logic.setting_to_change(name text, value text)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('setting', s.name, 'unit', s.unit, 'description', s.description,
        'before', s.value, 'after', setting_to_change.value)
    from core.settings s where s.name = setting_to_change.name
$$;

revoke all on function logic.setting_to_change(text, text) from public;
comment on function logic.setting_to_change(text, text) is
    'A change of a setting as an approval shows it';
