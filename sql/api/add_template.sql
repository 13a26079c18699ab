-- POST /notify/templates. A draft of the next version; another person puts it into use
-- (api.activate_template). Placeholders are checked when it is written.
-- Calls: audit.append, auth.require, logic.raise, logic.require_speakable, notify.render,
-- notify.sample_facts. Writes: notify.templates.
create or replace function api.add_template(
    kind text, channel text, body text, language text default 'en', subject text default null,
    html text default null, line text default null, dlt_template_id text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_template notify.templates;
    v_parts text[];
begin
    perform logic.require_speakable('body', add_template.body);
    if not exists (select from notify.kinds k where k.kind = add_template.kind) then
        perform logic.raise('IR104', '{"object": "kind of message"}');
    end if;
    if add_template.channel not in ('email', 'sms', 'in_app')
        or add_template.channel <> 'email' and add_template.html is not null then
        perform logic.raise('IR101', '{"field": "channel",
            "expected": "email, sms or in_app; HTML in e-mail only"}');
    end if;
    if add_template.language !~ '^[a-z]{2,3}$' then
        perform logic.raise('IR101', '{"field": "language", "expected": "en, hi"}');
    end if;
    insert into notify.templates (kind, channel, language, version, subject, body, html, line,
        dlt_template_id, made_by, form, line_form, html_line_form)
    select add_template.kind, add_template.channel, add_template.language,
        coalesce(max(t.version), 0) + 1, coalesce(add_template.subject, ''), add_template.body,
        add_template.html, coalesce(add_template.line, ''), add_template.dlt_template_id,
        v_person_id, '{}', '{}', '{}'
    from notify.templates t
    where (t.kind, t.channel, t.language)
        = (add_template.kind, add_template.channel, add_template.language)
    returning * into v_template;
    perform audit.append('add_template', 'template:' || v_template.template_id, null, null,
        to_jsonb(v_template) - '{form,line_form,html_line_form}'::text[]);
    v_parts := string_to_array(notify.render(v_template.form,
        notify.sample_facts(v_template.kind)), E'\x1e');
    return jsonb_build_object('template_id', v_template.template_id,
        'version', v_template.version, 'state', v_template.state, 'preview', jsonb_build_object(
            'subject', v_parts[1], 'body', v_parts[2], 'html', v_parts[3],
            'line', notify.render(v_template.line_form, notify.sample_facts(v_template.kind))));
end
$$;

revoke all on function api.add_template(text, text, text, text, text, text, text, text)
    from public;
grant execute on function api.add_template(text, text, text, text, text, text, text, text)
    to ops_supervisor, ops_admin;
comment on function api.add_template(text, text, text, text, text, text, text, text) is
    'POST /notify/templates: a draft, with a preview; IR601 for a placeholder there is not';
