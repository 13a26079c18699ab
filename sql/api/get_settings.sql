-- GET /settings: every setting of the desk with what it means, or the one of a name. The hash that
-- stands in for unknown names is nobody's business.
-- Calls: auth.require, logic.setting_needs_two. Writes: none.
create or replace function api.get_settings(setting_name text default null)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'value', s.value,
            'unit', s.unit, 'description', s.description, 'changed_at', s.changed_at,
            'needs_second_person', logic.setting_needs_two(s.name)) order by s.name), '[]')
        from core.settings s
        where s.unit <> 'Argon2id'
            and (get_settings.setting_name is null or s.name = get_settings.setting_name));
end
$$;

revoke all on function api.get_settings(text) from public;
grant execute on function api.get_settings(text) to ops_supervisor, ops_admin, auditor;
comment on function api.get_settings(text) is 'GET /settings: what decides how the desk behaves';
