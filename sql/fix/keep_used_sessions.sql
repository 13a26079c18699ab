-- A session that has spoken stays: under its name begun anew, its numbers would be given twice and
-- a resend would find the messages of before. One that orders went out by stays what it was, too,
-- simulator or exchange: by that its orders are practice or real long after they were made
-- (logic.end_drill, logic.desk_order_rows). Nothing of before is judged by what a drop copy is; its
-- trades are those of their orders.
-- Takes alone the lock that every order being made shares (logic.require_order_mode), so that none
-- is on its way out by the session meanwhile.
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
    if tg_op = 'DELETE' then
        if exists (select from fix.outbound o where o.session_name = old.name)
            or exists (select from core.order_requests r where r.session_name = old.name) then
            perform logic.raise('IR202', jsonb_build_object('session', old.name,
                'reason', 'it has sent messages: set enabled = false instead'));
        end if;
        return old;
    end if;
    if new.simulated <> old.simulated then
        perform pg_advisory_xact_lock(hashtext('core.site'), 0);
        if exists (select from core.order_requests r where r.session_name = old.name) then
            perform logic.raise('IR202', jsonb_build_object('session', old.name, 'reason',
                'orders went out by it, and count as practised or real by its simulated: '
                || 'add a session with a name and CompIDs of its own instead'));
        end if;
    end if;
    return new;
end
$$;

revoke all on function fix.keep_used_sessions() from public;

comment on function fix.keep_used_sessions() is
    'Trigger: IR202 when a used session would be deleted, or be a simulator no more, or become one';

create or replace trigger sessions_kept
    before delete or update of simulated on fix.sessions
    for each row execute function fix.keep_used_sessions();
