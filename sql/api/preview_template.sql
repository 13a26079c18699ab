-- GET /notify/templates/{id}/preview. With invented values, as a client would get it.
-- Calls: auth.require, logic.raise, notify.render, notify.sample_facts. Writes: none.
create or replace function api.preview_template(template_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_template notify.templates;
    v_facts jsonb;
    v_parts text[];
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    select t.* into v_template from notify.templates t
    where t.template_id = preview_template.template_id;
    if v_template.template_id is null then
        perform logic.raise('IR104', '{"object": "template"}');
    end if;
    v_facts := notify.sample_facts(v_template.kind)
        || '{"lines_html": "<tr><td>10:15:30</td><td>one</td></tr>"}';
    v_parts := string_to_array(notify.render(v_template.form, v_facts), E'\x1e');
    return jsonb_build_object('template_id', v_template.template_id, 'subject', v_parts[1],
        'body', v_parts[2], 'html', v_parts[3],
        'line', notify.render(v_template.line_form, v_facts));
end
$$;

revoke all on function api.preview_template(bigint) from public;
grant execute on function api.preview_template(bigint) to ops_supervisor, ops_admin, auditor;
comment on function api.preview_template(bigint) is
    'GET /notify/templates/{id}/preview: a template with invented values';
