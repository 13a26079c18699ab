-- GET /notify/templates. What is said, in every version that is in use or waits to be.
-- Calls: auth.require. Writes: none.
create or replace function api.get_templates(
    kind text default null, template_id bigint default null)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    return (
        select coalesce(jsonb_agg(jsonb_build_object('template_id', t.template_id, 'kind', t.kind,
            'channel', t.channel, 'language', t.language, 'version', t.version,
            'subject', t.subject, 'body', t.body, 'html', t.html, 'line', t.line,
            'dlt_template_id', t.dlt_template_id, 'state', t.state, 'made_by', p.username,
            'made_at', t.made_at, 'facts', k.facts)
            order by t.kind, t.channel, t.language, t.version desc), '[]')
        from notify.templates t
        join notify.kinds k on k.kind = t.kind
        left join auth.ops_team p on p.person_id = t.made_by
        where t.state <> 'retired'
            and (get_templates.kind is null or t.kind = get_templates.kind)
            and (get_templates.template_id is null
                or t.template_id = get_templates.template_id));
end
$$;

revoke all on function api.get_templates(text, bigint) from public;
grant execute on function api.get_templates(text, bigint) to ops_supervisor, ops_admin, auditor;
comment on function api.get_templates(text, bigint) is
    'GET /notify/templates: the wording in use, and drafts';
