-- Whoever makes an order asks this under the shared lock of logic.require_order_mode, which setting
-- a control takes alone: no order slips past a control that has been set.
-- Calls: logic.raise. Writes: none.
create or replace function logic.require_no_control(
    person_id bigint, exchange text, segment text, session_name text)
returns void
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_control core.controls;
begin
    select c.* into v_control
    from core.controls c
    where c.lifted_at is null and (
        c.scope = 'desk'
        or (c.scope = 'segment' and c.subject
            = require_no_control.exchange || '-' || require_no_control.segment)
        or (c.scope = 'session' and c.subject = require_no_control.session_name)
        or (c.scope = 'person' and c.subject = (
            select p.username from auth.ops_team p
            where p.person_id = require_no_control.person_id)))
    order by c.control_id
    limit 1;
    if v_control.control_id is not null then
        perform logic.raise('IR207', jsonb_build_object('scope', v_control.scope,
            'subject', v_control.subject, 'kind', v_control.kind, 'reason', v_control.reason,
            'since', v_control.set_at));
    end if;
end
$$;

revoke all on function logic.require_no_control(bigint, text, text, text) from public;
comment on function logic.require_no_control(bigint, text, text, text) is
    'IR207 while the desk, the segment, the FIX session or the person is paused or stopped';
