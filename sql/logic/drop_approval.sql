-- What a request had prepared is taken back when nobody will approve it any more: rejected, or
-- past its time. A change of mode or of a setting and a decision about a trade or order have
-- prepared nothing.
-- Calls: logic.raise, logic.withdraw_exit
-- Writes: core.batches, core.exits
create or replace function logic.drop_approval(approval core.approvals)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    case
        when approval.action in ('site_activate', 'site_return', 'site_standby',
            'site_drill', 'site_acknowledge', 'site_skip',
            'promote_fill', 'assign_trade', 'settle_order', 'contact_change',
            'manual_trade', 'setting_change') then
            null;
        when approval.action = 'square_off' then
            perform logic.withdraw_exit(e)
            from core.exits as e
            where e.approval_id = approval.approval_id and e.state = 'waiting_approval';
        when approval.action = 'square_off_all' then
            update core.batches as b set state = 'rejected', finished_at = now()
            where b.approval_id = approval.approval_id and b.state = 'waiting_approval';
            update core.exits as e set state = 'withdrawn'
            where e.approval_id = approval.approval_id and e.state = 'waiting_approval';
        else
            perform logic.raise('IR901', jsonb_build_object('unknown_action', approval.action));
    end case;
end
$$;

revoke all on function logic.drop_approval(core.approvals) from public;

comment on function logic.drop_approval(core.approvals) is
    'Takes back what a request had prepared that was rejected or has expired';
