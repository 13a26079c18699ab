-- Locks the session's state and proves that the caller still leads it. Taken after positions and
-- orders in the lock order, so the effect of a fenced-off caller is undone by the raise.
-- Calls: logic.raise. Writes: none.
create or replace function fix.require_lease(session_name text, epoch bigint)
returns fix.session_state
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_state fix.session_state;
begin
    select * into v_state from fix.session_state s
    where s.session_name = require_lease.session_name and s.epoch = require_lease.epoch
    for update;
    if v_state.session_name is null then
        perform logic.raise('IR501', jsonb_build_object(
            'session', require_lease.session_name, 'epoch', require_lease.epoch));
    end if;
    return v_state;
end
$$;

revoke all on function fix.require_lease(text, bigint) from public;
comment on function fix.require_lease(text, bigint) is
    'The locked state of a session led with this epoch; IR501 when another leads';
