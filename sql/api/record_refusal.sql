-- A raised refusal rolls back what its function had audited; the front reports it here in a
-- transaction of its own. Nobody may report, too (IR401 has no person): the row then says so.
-- Bounded, because what was refused may be what somebody sent.
-- Calls: audit.append
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
    perform audit.append('refused:' || left(record_refusal.function_name, 64), null, null, null,
        jsonb_build_object('code', left(record_refusal.code, 5), 'detail',
            case when octet_length(record_refusal.detail::text) <= detail_bytes_max
                then record_refusal.detail end));
end
$$;

revoke all on function api.record_refusal(text, text, jsonb) from public;
grant execute on function api.record_refusal(text, text, jsonb)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.record_refusal(text, text, jsonb) is
    'Writes to the audit log that a function refused the current session, with its code and facts';
