-- How the desk is run: people, sessions, scopes, alerts, audit.
do $$
declare
    v_table text;
begin
    foreach v_table in array array[
        'core.alerts', 'core.settings', 'core.workers', 'sync.watermarks', 'notify.streams',
        'notify.kinds', 'notify.templates', 'notify.notices', 'notify.provider_states',
        'notify.receipts']
    loop
        execute pg_catalog.format(
            'create policy overseer_read on %s for select to ops_supervisor, ops_admin, auditor '
            'using ((select auth.current_person()) is not null)', v_table);
        execute pg_catalog.format(
            'grant select on %s to ops_supervisor, ops_admin, auditor', v_table);
    end loop;

    foreach v_table in array array[
        'audit.log', 'audit.seals', 'audit.retirements', 'auth.login_attempts']
    loop
        execute pg_catalog.format(
            'create policy auditor_read on %s for select to ops_admin, auditor '
            'using ((select auth.current_person()) is not null)', v_table);
        execute pg_catalog.format('grant select on %s to ops_admin, auditor', v_table);
    end loop;
end
$$;

-- Names behind person ids. Hashes, second factors and e-mail are granted to nobody.
create policy everybody_read on auth.ops_team for select
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor
    using ((select auth.current_person()) is not null);
grant select (person_id, username, display_name, role) on auth.ops_team
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

-- What limits oneself; what limits others for admins and auditors.
create policy own_read on core.person_scopes for select to ops_agent, ops_supervisor
    using (person_id = (select auth.current_person()));
create policy auditor_read on core.person_scopes for select to ops_admin, auditor
    using ((select auth.current_person()) is not null);
grant select on core.person_scopes to ops_agent, ops_supervisor, ops_admin, auditor;

-- One's own sessions; those of others for admins and auditors. The secret's hash for nobody.
create policy own_read on auth.sessions for select
    to ops_viewer, ops_agent, ops_supervisor
    using (person_id = (select auth.current_person()));
create policy auditor_read on auth.sessions for select to ops_admin, auditor
    using ((select auth.current_person()) is not null);
grant select (session_id, person_id, role, stage, created_at, expires_at, ends_at, ended_at,
    ended_reason, address, user_agent) on auth.sessions
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
