-- A batch is done when none of its exits waits any more. Under its lock, so that of two that end
-- its last exits the second sees it.
-- Calls: none. Writes: core.batches.
create or replace function logic.finish_batches(batch_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform from core.batches b
    where b.batch_id = any (batch_ids) and b.state = 'running'
    order by b.batch_id
    for no key update;
    update core.batches b set state = 'done', finished_at = now()
    where b.batch_id = any (batch_ids) and b.state = 'running'
        and not exists (
            select from core.exits e
            where e.batch_id = b.batch_id
                and e.state in ('waiting_approval', 'waiting_cancels', 'queued'));
end
$$;

revoke all on function logic.finish_batches(bigint[]) from public;
comment on function logic.finish_batches(bigint[]) is
    'Marks those of the batches done that have no waiting exit left';
