-- Whoever was verified waits no more: the one the agent has taken, and wherever else the client
-- waits.
-- Calls: none. Writes: core.waiting_callers.
create or replace function logic.serve_caller(call core.calls)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    update core.waiting_callers w
    set state = 'served', ended_at = now(), call_id = (call).call_id,
        taken_by = (call).person_id, taken_at = coalesce(w.taken_at, now())
    where w.state in ('waiting', 'taken')
        and (w.user_id = (call).user_id
            or (w.taken_by = (call).person_id and w.user_id is null));
end
$$;

revoke all on function logic.serve_caller(core.calls) from public;
comment on function logic.serve_caller(core.calls) is
    'Ends the waiting of a client whose call was opened';
