-- Before the desk falls back to standby the primary has to have acknowledged what the desk did. An
-- outage in which the desk did nothing needs no word of the primary. Folds and looks anew first, so
-- that a trade of a second ago counts.
-- Calls: logic.failback_blockers, logic.problem, sync.advance_failback, sync.fold. Writes: none
-- itself.
create or replace function logic.standby_problem()
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_state text;
begin
    perform sync.fold();
    v_state := sync.advance_failback();
    if v_state is null or v_state = 'acknowledged' then
        return null;
    elsif v_state = 'sealed' and not exists (
        select from sync.failbacks f
        join desk.seals s using (failback_id, seal_number)
        where f.closed_at is null and s.kind in ('order', 'trade', 'contact', 'primary_order'))
    then
        return null;
    end if;
    return logic.problem('IR211', jsonb_build_object('failback', v_state,
        'blockers', logic.failback_blockers()));
end
$$;

revoke all on function logic.standby_problem() from public;
comment on function logic.standby_problem() is
    'Null when the desk may go to standby; else IR211 with what is missing';
