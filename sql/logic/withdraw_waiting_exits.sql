-- Square-offs of a client that have no orders yet, because they wait for their turn, for the
-- exchange's word about others or, several at once, for a second person: what of them a cancel-all
-- names is over, and nothing follows it. What waits for a second person goes as a whole: it happens
-- as it was shown or not at all. One that is being placed or decided is waited for; what became of
-- it is the caller's to take back. Answers the exits; their batches end with logic.end_batches,
-- when the caller holds all else.
-- Lock order: approvals ascending, exits ascending. Calls: logic.in_scope. Writes: core.approvals,
-- core.exits.
create or replace function logic.withdraw_waiting_exits(
    call core.calls, segment text, product text, underlying text)
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_approvals bigint[];
    v_exits bigint[];
begin
    v_approvals := array(
        select a.approval_id
        from core.approvals a
        where a.state = 'waiting' and a.approval_id in (
            select b.approval_id
            from core.positions p
            join core.exits e on e.position_id = p.position_id and e.state = 'waiting_approval'
            join core.batches b on b.batch_id = e.batch_id and b.state = 'waiting_approval'
            left join book.instruments i on i.instrument_id = p.instrument_id
            where p.user_id = (call).user_id
                and i.segment = coalesce(withdraw_waiting_exits.segment, i.segment)
                and p.product = coalesce(withdraw_waiting_exits.product, p.product)
                and i.underlying = coalesce(withdraw_waiting_exits.underlying, i.underlying)
                and logic.in_scope((call).person_id, p.user_id, p.instrument_id))
        order by a.approval_id
        for update);
    v_exits := array(
        select e.exit_id
        from core.positions p
        join core.exits e on e.position_id = p.position_id
            and e.state in ('waiting_approval', 'waiting_cancels', 'queued')
        left join book.instruments i on i.instrument_id = p.instrument_id
        where p.user_id = (call).user_id and case
            when e.state = 'waiting_approval' then e.approval_id = any (v_approvals)
            else i.segment = coalesce(withdraw_waiting_exits.segment, i.segment)
                and p.product = coalesce(withdraw_waiting_exits.product, p.product)
                and i.underlying = coalesce(withdraw_waiting_exits.underlying, i.underlying)
                and logic.in_scope((call).person_id, p.user_id, p.instrument_id) end
        order by e.exit_id
        for update of e);
    update core.approvals a
    set state = 'withdrawn', decided_at = now(), decision_reason = 'taken back by the caller'
    where a.approval_id = any (v_approvals);
    update core.exits e set state = 'withdrawn', due_at = null
    where e.exit_id = any (v_exits);
    return v_exits;
end
$$;

revoke all on function logic.withdraw_waiting_exits(core.calls, text, text, text) from public;
comment on function logic.withdraw_waiting_exits(core.calls, text, text, text) is
    'Takes back square-offs of a client that have no orders yet; answers which';
