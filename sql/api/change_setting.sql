-- PATCH /settings/{name}. One admin, with a reason; a second person for what guards clients. The
-- row's own trigger keeps before and after in the log.
-- Calls: audit.append, auth.require, logic.raise, logic.request_approval, logic.require_reason,
-- logic.setting_expected, logic.setting_needs_two, logic.setting_to_change. Writes:
-- core.settings.
create or replace function api.change_setting(setting_name text, value text, reason text)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_admin');
    v_setting core.settings;
    v_expected text;
    v_shown jsonb;
    v_approval core.approvals;
begin
    perform logic.require_reason(change_setting.reason);
    select s.* into v_setting from core.settings s
    where s.name = change_setting.setting_name and s.unit <> 'Argon2id' for no key update;
    if v_setting.name is null then
        perform logic.raise('IR104', '{"object": "setting"}');
    end if;
    v_expected := logic.setting_expected(v_setting, change_setting.value);
    if v_expected is not null then
        perform logic.raise('IR101', jsonb_build_object('field', 'value',
            'setting', v_setting.name, 'expected', v_expected));
    end if;
    v_shown := logic.setting_to_change(v_setting.name, change_setting.value);
    if v_setting.value = change_setting.value then
        return v_shown || '{"state": "unchanged"}';
    elsif logic.setting_needs_two(v_setting.name) then
        v_approval := logic.request_approval(
            'setting_change', v_shown, change_setting.reason, v_person_id);
        return v_shown || jsonb_build_object('state', 'waiting',
            'approval_id', v_approval.approval_id, 'expires_at', v_approval.expires_at);
    end if;
    update core.settings s set value = change_setting.value, changed_at = now()
    where s.name = v_setting.name;
    perform audit.append('change_setting', 'setting:' || v_setting.name, null,
        jsonb_build_object('value', v_setting.value),
        jsonb_build_object('value', change_setting.value, 'reason', change_setting.reason));
    return v_shown || '{"state": "changed"}';
end
$$;

revoke all on function api.change_setting(text, text, text) from public;
grant execute on function api.change_setting(text, text, text) to ops_admin;
comment on function api.change_setting(text, text, text) is
    'PATCH /settings/{name}: a new value, or a request for a second person; IR101, IR104, IR206';
