-- Whoever was taken and not served, because the agent left or the line broke, waits again at their
-- old place.
-- Calls: logic.setting_minutes. Writes: core.waiting_callers.
create or replace function logic.callers_due()
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    update core.waiting_callers w set state = 'waiting', taken_by = null, taken_at = null
    where w.state = 'taken'
        and w.taken_at < now() - logic.setting_minutes('caller_claim_minutes');
end
$$;

revoke all on function logic.callers_due() from public;
comment on function logic.callers_due() is
    'Puts callers back into the queue whom an agent took too long ago';
