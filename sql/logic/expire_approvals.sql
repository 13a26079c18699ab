-- Requests about exits that nobody decided in time are taken back, a few a call.
-- Calls: logic.drop_approval. Writes: core.approvals.
create or replace function logic.expire_approvals()
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_approval core.approvals;
begin
    -- One at a time: each locks positions' orders of its own.
    select a.* into v_approval from core.approvals a
    where a.state = 'waiting' and a.expires_at <= now()
        and a.action in ('square_off', 'square_off_all')
    order by a.approval_id
    limit 1
    for update skip locked;
    if v_approval.approval_id is null then
        return 0;
    end if;
    update core.approvals a set state = 'expired' where a.approval_id = v_approval.approval_id;
    perform logic.drop_approval(v_approval);
    return 1;
end
$$;

revoke all on function logic.expire_approvals() from public;
comment on function logic.expire_approvals() is
    'Expires one overdue request about exits and withdraws what it had prepared; answers how many';
