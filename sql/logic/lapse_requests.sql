-- What waits for a second person has nothing left to send once its orders were taken back: the
-- request is over, so nobody has to decide about it, and its exit with it. One that is being
-- decided at this moment (skip locked: the decider waits for the orders that the caller holds)
-- finds its orders gone and is spent there.
-- Calls: logic.finish_batches. Writes: core.approvals, core.exits.
create or replace function logic.lapse_requests(order_ids bigint[], reason text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_batches bigint[];
begin
    with waiting as (
        select a.approval_id
        from core.approvals a
        where a.state = 'waiting' and a.approval_id = any (array(
            select e.approval_id from core.exits e
            join core.orders o using (exit_id)
            where o.order_id = any (order_ids) and e.state = 'waiting_approval'))
        order by a.approval_id
        for update skip locked
    ),
    lapsed as (
        update core.approvals a
        set state = 'withdrawn', decided_at = now(), decision_reason = lapse_requests.reason
        from waiting w where a.approval_id = w.approval_id
        returning a.approval_id
    ),
    withdrawn as (
        update core.exits e set state = 'withdrawn'
        from lapsed l where e.approval_id = l.approval_id and e.state = 'waiting_approval'
        returning e.batch_id
    )
    select array_agg(w.batch_id) filter (where w.batch_id is not null)
    into v_batches from withdrawn w;
    if v_batches is not null then
        perform logic.finish_batches(v_batches);
    end if;
end
$$;

revoke all on function logic.lapse_requests(bigint[], text) from public;
comment on function logic.lapse_requests(bigint[], text) is
    'Ends the requests for a second person whose orders were taken back, and their exits';
