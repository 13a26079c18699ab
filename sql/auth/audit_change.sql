-- Rows that people change with psql or that decide who is somebody: every change leaves before and
-- after in the log. Columns named in the trigger's arguments (hashes, sealed secrets) are left out.
-- Calls: audit.append
-- Writes: audit.log
create or replace function auth.audit_change()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A trigger without arguments has no array of them.
    v_left_out text[] := coalesce(tg_argv, '{}');
    v_before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end - v_left_out;
    v_after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end - v_left_out;
begin
    perform audit.append(lower(tg_op), tg_table_schema || '.' || tg_table_name, null,
        v_before, v_after);
    return null;
end
$$;

revoke all on function auth.audit_change() from public;

comment on function auth.audit_change() is
    'Trigger: writes before and after of a row to audit.log, less the columns in its arguments';

create or replace trigger settings_audited
    after insert or update or delete on core.settings
    for each row execute function auth.audit_change();
create or replace trigger site_audited
    after insert or update or delete on core.site
    for each row execute function auth.audit_change();
create or replace trigger sessions_audited
    after insert or update or delete on fix.sessions
    for each row execute function auth.audit_change();
create or replace trigger session_schedules_audited
    after insert or update or delete on fix.session_schedules
    for each row execute function auth.audit_change();
create or replace trigger cut_offs_audited
    after insert or update or delete on core.cut_offs
    for each row execute function auth.audit_change();
create or replace trigger holidays_audited
    after insert or update or delete on core.holidays
    for each row execute function auth.audit_change();
create or replace trigger dump_schedules_audited
    after insert or update or delete on sync.dump_schedules
    for each row execute function auth.audit_change();
create or replace trigger retention_policies_audited
    after insert or update or delete on sync.retention_policies
    for each row execute function auth.audit_change();
create or replace trigger ops_team_audited
    after insert or update or delete on auth.ops_team
    for each row execute function auth.audit_change('password_hash', 'totp_secret_sealed');
