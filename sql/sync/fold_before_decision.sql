-- Every decision about a client folds first, so none is made on an old figure.
-- Calls: logic.fold_needed, sync.fold. Writes: none.
create or replace function sync.fold_before_decision()
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    while logic.fold_needed() loop
        perform sync.fold();
    end loop;
end
$$;

revoke all on function sync.fold_before_decision() from public;
grant execute on function sync.fold_before_decision()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function sync.fold_before_decision() is
    'Makes core current with everything that replication has brought';
