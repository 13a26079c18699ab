-- POST /notify/templates/{id}/activate. Whoever wrote it does not put it into use; the version that
-- was in use retires. Messages that are made already keep the wording they were made with.
-- Calls: audit.append, auth.require, logic.raise. Writes: notify.templates.
create or replace function api.activate_template(template_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_template notify.templates;
    v_before bigint;
begin
    select t.* into v_template from notify.templates t
    where t.template_id = activate_template.template_id for update;
    if v_template.template_id is null then
        perform logic.raise('IR104', '{"object": "template"}');
    end if;
    if v_template.state <> 'draft' then
        perform logic.raise('IR202', jsonb_build_object('state', v_template.state));
    end if;
    if v_template.made_by = v_person_id then
        perform logic.raise('IR404', '{"reason": "whoever wrote it does not put it into use"}');
    end if;
    update notify.templates t set state = 'retired'
    where (t.kind, t.channel, t.language)
        = (v_template.kind, v_template.channel, v_template.language) and t.state = 'active'
    returning t.template_id into v_before;
    update notify.templates t
    set state = 'active', activated_by = v_person_id, activated_at = now()
    where t.template_id = v_template.template_id;
    perform audit.append('activate_template', 'template:' || v_template.template_id, null,
        jsonb_build_object('template_id', v_before), jsonb_build_object(
            'template_id', v_template.template_id, 'kind', v_template.kind));
    return jsonb_build_object('template_id', v_template.template_id, 'state', 'active',
        'retired', v_before);
end
$$;

revoke all on function api.activate_template(bigint) from public;
grant execute on function api.activate_template(bigint) to ops_supervisor, ops_admin;
comment on function api.activate_template(bigint) is
    'POST /notify/templates/{id}/activate: a second person puts a draft into use';
