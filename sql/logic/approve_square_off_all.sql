-- Lets a batch begin: each of its exits is looked at again when it is placed and closes at most
-- what the checker saw; one that cannot be placed any more fails by itself.
-- Calls: logic.problem, logic.require_book_complete, logic.require_order_mode. Writes:
-- core.batches, core.exits.
create or replace function logic.approve_square_off_all(
    approval core.approvals, person_id bigint)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_batch_id bigint;
    v_code text;
    v_detail text;
begin
    begin
        perform logic.require_order_mode();
        perform logic.require_book_complete();
    exception
        when sqlstate 'IR201' or sqlstate 'IR504' then
            get stacked diagnostics v_code = returned_sqlstate, v_detail = pg_exception_detail;
            update core.batches b set state = 'rejected', finished_at = now()
            where b.approval_id = approval.approval_id and b.state = 'waiting_approval';
            update core.exits e set state = 'withdrawn'
            where e.approval_id = approval.approval_id and e.state = 'waiting_approval';
            return logic.problem(v_code, v_detail::jsonb || jsonb_build_object(
                'approval_id', approval.approval_id, 'person_id', person_id));
    end;
    update core.batches b set state = 'running'
    where b.approval_id = approval.approval_id and b.state = 'waiting_approval'
    returning b.batch_id into v_batch_id;
    update core.exits e set state = 'queued', due_at = now()
    where e.batch_id = v_batch_id and e.state = 'waiting_approval';
    return jsonb_build_object('batch_id', v_batch_id);
end
$$;

revoke all on function logic.approve_square_off_all(core.approvals, bigint) from public;
comment on function logic.approve_square_off_all(core.approvals, bigint) is
    'Starts an approved batch; a problem, and nothing done, when the desk makes no orders';
