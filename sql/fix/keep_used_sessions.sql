-- A session that has spoken stays: under its name begun anew, its numbers would be given twice and
-- a resend would find the messages of before.
-- Calls: logic.raise
-- Writes: -
create or replace function fix.keep_used_sessions()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from fix.outbound o where o.session_name = old.name)
        or exists (select from core.order_requests r where r.session_name = old.name) then
        perform logic.raise('IR202', jsonb_build_object('session', old.name,
            'reason', 'it has sent messages: set enabled = false instead'));
    end if;
    return old;
end
$$;

revoke all on function fix.keep_used_sessions() from public;

comment on function fix.keep_used_sessions() is
    'Trigger: raises IR202 when a session that has sent messages would be deleted';

create or replace trigger sessions_kept
    before delete on fix.sessions
    for each row execute function fix.keep_used_sessions();
