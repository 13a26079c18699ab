-- An agent hears the same for a client without a call and for a client that does not exist; so does
-- a supervisor for a client of another desk.
-- Calls: auth.require, auth.sees_all, logic.may_see, logic.raise
-- Writes: -
create or replace function auth.require_client(user_id bigint)
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
begin
    if not logic.may_see(v_person_id, require_client.user_id) then
        perform logic.raise('IR403', jsonb_build_object('reason', case when auth.sees_all()
            then 'the client is of another desk than yours'
            else 'no open call with this client' end));
    end if;
    if not exists (select from book.users as u where u.user_id = require_client.user_id) then
        perform logic.raise('IR104', '{"object": "user"}');
    end if;
    return v_person_id;
end
$$;

revoke all on function auth.require_client(bigint) from public;
grant execute on function auth.require_client(bigint)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.require_client(bigint) is
    'The current person if they may see client `user_id`; IR403 without a call, IR104 when unknown';
