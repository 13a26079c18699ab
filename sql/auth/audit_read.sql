-- Reads run as the person's own role and cannot write the log; this is their pen. It records only
-- that the current person read about a client, so it is of no use to anybody who would forge more.
-- Calls: audit.append, auth.require
-- Writes: audit.log
create or replace function auth.audit_read(action text, user_id bigint)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    perform audit.append('read:' || audit_read.action, null, audit_read.user_id);
end
$$;

revoke all on function auth.audit_read(text, bigint) from public;
grant execute on function auth.audit_read(text, bigint)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.audit_read(text, bigint) is
    'Records that the current person read about client `user_id` by `action`';
