-- Marks of positions that changed, a statement at a time: this is on the way of every trade.
-- Calls: logic.wake_watchers. Writes: queue.event_marks.
create or replace function logic.mark_positions()
returns trigger
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    insert into queue.event_marks (kind, subject, user_id, instrument_id)
    select 'position', c.position_id, c.user_id, c.instrument_id from changed as c;
    perform logic.wake_watchers();
    return null;
end
$$;

revoke all on function logic.mark_positions() from public;
comment on function logic.mark_positions() is 'Trigger: a mark for each position of a statement';

create or replace trigger positions_made_marked after insert on core.positions
    referencing new table as changed
    for each statement execute function logic.mark_positions();
create or replace trigger positions_changed_marked after update on core.positions
    referencing new table as changed
    for each statement execute function logic.mark_positions();
