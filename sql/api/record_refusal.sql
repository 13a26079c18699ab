-- A raised refusal rolls back what its function had audited; the front reports it here in a
-- transaction of its own. Only what a door can answer a person is kept, and only so much: the log
-- is for ever, and whoever is nobody, or makes something up, must not fill it.
-- Calls: audit.append, auth.current_person
-- Writes: audit.log
create or replace function api.record_refusal(function_name text, code text, detail jsonb)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    detail_bytes_max constant integer := 4000;
begin
    if auth.current_person() is null
        or coalesce(record_refusal.code !~ '^IR[1-9][0-9]{2}$', true)
        or not exists (
            select from pg_catalog.pg_proc as p
            join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
            where n.nspname = 'api' and p.proname = record_refusal.function_name) then
        return;
    end if;
    perform audit.append('refused:' || record_refusal.function_name, null, null, null,
        jsonb_build_object('code', record_refusal.code, 'detail',
            case when octet_length(record_refusal.detail::text) <= detail_bytes_max
                then record_refusal.detail end));
end
$$;

revoke all on function api.record_refusal(text, text, jsonb) from public;
grant execute on function api.record_refusal(text, text, jsonb)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.record_refusal(text, text, jsonb) is
    'Writes to the audit log that a function refused the current person, with its code and facts';
