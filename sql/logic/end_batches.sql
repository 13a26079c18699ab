-- Batches of exits that were taken back: one that waited for a second person is rejected, as one
-- that was refused is; another is done when none of its exits waits any more.
-- Calls: logic.finish_batches. Writes: core.batches.
create or replace function logic.end_batches(exit_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_batches bigint[] := array(
        select distinct e.batch_id from core.exits e
        where e.exit_id = any (exit_ids) and e.batch_id is not null);
begin
    perform from core.batches b
    where b.batch_id = any (v_batches) order by b.batch_id for no key update;
    update core.batches b set state = 'rejected', finished_at = now()
    where b.batch_id = any (v_batches) and b.state = 'waiting_approval';
    perform logic.finish_batches(v_batches);
end
$$;

revoke all on function logic.end_batches(bigint[]) from public;
comment on function logic.end_batches(bigint[]) is
    'Ends the batches of exits that were taken back';
