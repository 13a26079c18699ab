-- The setting gets the value that was shown, when it still has the one that was shown.
-- Lock order: the setting. Calls: logic.problem, logic.setting_to_change. Writes: core.settings.
create or replace function logic.approve_setting_change(approval core.approvals)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := approval.payload ->> 'setting';
    v_value text := approval.payload ->> 'after';
begin
    perform from core.settings s where s.name = v_name for no key update;
    if logic.setting_to_change(v_name, v_value) is distinct from approval.payload then
        return logic.problem('IR204', jsonb_build_object('approval_id', approval.approval_id,
            'reason', 'the setting is not as it was shown'));
    end if;
    update core.settings s set value = v_value, changed_at = now() where s.name = v_name;
    return jsonb_build_object('setting', v_name, 'value', v_value);
end
$$;

revoke all on function logic.approve_setting_change(core.approvals) from public;
comment on function logic.approve_setting_change(core.approvals) is
    'Changes a setting as two people decided; a problem when it is not as it was shown';
