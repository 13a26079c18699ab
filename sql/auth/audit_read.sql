-- Reads run as the person's own role and cannot write the log; this is their pen. It records only
-- that the current person read about a client, so it is of no use to anybody who would forge more.
-- An answer about several clients is recorded with who they are; about none, it is no read of one.
-- Calls: audit.append, auth.require, logic.raise
-- Writes: audit.log
create or replace function auth.audit_read(
    action text, user_id bigint, answer jsonb default null)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_ids jsonb;
begin
    if audit_read.user_id is null and audit_read.answer is not null then
        v_user_ids := (
            select jsonb_agg(distinct u.id order by u.id)
            from jsonb_path_query(audit_read.answer, '$.**.user_id ? (@ != null)') as u (id));
        if v_user_ids is null then
            perform auth.require(
                'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
            return;
        end if;
    end if;
    -- Who it was is asked once: the log looks at who is asking.
    if audit.append('read:' || audit_read.action, null, audit_read.user_id, null,
        case when v_user_ids is not null then jsonb_build_object('user_ids', v_user_ids) end)
        is null
    then
        perform logic.raise('IR401');
    end if;
end
$$;

revoke all on function auth.audit_read(text, bigint, jsonb) from public;
grant execute on function auth.audit_read(text, bigint, jsonb)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.audit_read(text, bigint, jsonb) is
    'Records that the current person read about client `user_id`, or the clients in `answer`';
