-- What a person reads is folded first, in one pass; what a person decides about is folded again,
-- for that position alone, under its lock (logic.fold_position).
-- Calls: sync.fold. Writes: none.
create or replace function sync.fold_before_decision()
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform sync.fold();
end
$$;

revoke all on function sync.fold_before_decision() from public;
grant execute on function sync.fold_before_decision()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function sync.fold_before_decision() is
    'Makes core current with what replication has brought, before a person reads it';
