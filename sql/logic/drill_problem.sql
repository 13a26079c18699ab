-- A drill needs a simulator to send to; it ends when nothing of it can trade any more.
-- Calls: logic.failback_blockers, logic.problem. Writes: none.
create or replace function logic.drill_problem(to_mode text)
returns jsonb
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_blockers jsonb := logic.failback_blockers() - 'unconfirmed_fills';
begin
    -- What a simulator does not know of the primary's orders ends with the drill.
    if not exists (
        select from core.primary_orders w where w.is_live and w.status = 'cancel_pending') then
        v_blockers := v_blockers - 'cancels_of_primary_orders';
    end if;
    if to_mode = 'drill' and not exists (
        select from fix.sessions s where s.kind = 'order' and s.enabled and s.simulated) then
        return logic.problem('IR203', '{"expected": "an enabled simulator session"}');
    elsif v_blockers <> '{}' then
        return logic.problem('IR202', jsonb_build_object('blockers', v_blockers));
    end if;
    return null;
end
$$;

revoke all on function logic.drill_problem(text) from public;
comment on function logic.drill_problem(text) is
    'Null when a drill may begin (drill) or end (standby); else IR203 or IR202 with what is live';
