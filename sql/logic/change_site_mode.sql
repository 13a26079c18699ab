-- Takes alone the lock that every order being made shares (logic.require_order_mode): after a
-- change, no order of the mode before is still on its way into the queue. False when the mode has
-- moved on.
-- Calls: logic.end_drill, logic.site_checks
-- Writes: core.site, core.site_changes, sync.failbacks
create or replace function logic.change_site_mode(
    from_mode text, to_mode text, reason text, requested_by bigint, approved_by bigint)
returns boolean
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(hashtext('core.site'), 0);
    -- While it still is a drill, so that no client is told.
    if change_site_mode.from_mode = 'drill' and (select s.mode from core.site as s) = 'drill' then
        perform logic.end_drill();
    end if;
    update core.site as s set mode = change_site_mode.to_mode, mode_since = now()
    where s.mode = change_site_mode.from_mode
        and exists (
            select from core.site_mode_transitions as t
            where t.from_mode = change_site_mode.from_mode
                and t.to_mode = change_site_mode.to_mode);
    if not found then
        return false;
    end if;
    insert into core.site_changes (from_mode, to_mode, reason, requested_by, approved_by, checks,
        last_request_id)
    values (change_site_mode.from_mode, change_site_mode.to_mode, change_site_mode.reason,
        change_site_mode.requested_by, change_site_mode.approved_by,
        logic.site_checks(change_site_mode.to_mode),
        (select max(q.order_request_id) from core.order_requests as q));
    -- Active again: what was sealed holds no more. Standby: the way back is over.
    update sync.failbacks as f set
        state = case change_site_mode.to_mode when 'standby' then 'closed' else 'open' end,
        closed_at = case change_site_mode.to_mode when 'standby' then now() end
    where f.closed_at is null and change_site_mode.from_mode = 'returning';
    return true;
end
$$;

revoke all on function logic.change_site_mode(text, text, text, bigint, bigint) from public;

comment on function logic.change_site_mode(text, text, text, bigint, bigint) is
    'Changes the mode as approved; false, and nothing done, when it is no longer from_mode';
