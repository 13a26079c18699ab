-- Places one exit that was waiting, or says why not: an exit that cannot be placed fails with its
-- problem and stops no other. What the desk cannot do this moment is tried again for a while.
-- Calls: logic.make_exit, logic.problem, logic.raise_alert. Writes: core.exits.
create or replace function logic.try_place_exit(due core.exits)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_code text;
    v_detail text;
    v_message text;
    v_try_again constant interval := interval '2 seconds';
    v_tried_for constant interval := interval '5 minutes';
begin
    begin
        perform logic.make_exit(due);
        return;
    exception
        when sqlstate 'IR101' or sqlstate 'IR103' or sqlstate 'IR104' or sqlstate 'IR107'
            or sqlstate 'IR108' or sqlstate 'IR201' or sqlstate 'IR202' or sqlstate 'IR203'
            or sqlstate 'IR206' or sqlstate 'IR207' or sqlstate 'IR208' or sqlstate 'IR301'
            or sqlstate 'IR302' or sqlstate 'IR303' or sqlstate 'IR304' or sqlstate 'IR403'
            or sqlstate 'IR406' or sqlstate 'IR503'
            or sqlstate 'IR504' or sqlstate 'IR505' or sqlstate 'IR901'
            -- A row that no rule foresaw is one exit's failure, too.
            or data_exception or integrity_constraint_violation or plpgsql_error then
            get stacked diagnostics v_code = returned_sqlstate, v_message = message_text,
                v_detail = pg_exception_detail;
    end;
    if v_code in ('IR504', 'IR505') and now() < due.created_at + v_tried_for then
        update core.exits e set due_at = clock_timestamp() + v_try_again
        where e.exit_id = due.exit_id;
        return;
    end if;
    -- A batch lists its failures; of one alone nobody would hear. A defect is told in any case.
    if v_code not like 'IR%' or v_code = 'IR901' or due.batch_id is null then
        perform logic.raise_alert('exit_failed',
            case when v_code like 'IR%' and v_code <> 'IR901' then 'warning' else 'critical' end,
            due.exit_id::text, jsonb_build_object('sqlstate', v_code, 'message', v_message,
                'position_id', due.position_id, 'call_id', due.call_id));
    end if;
    if v_code not like 'IR%' or v_code = 'IR901' then
        v_detail := jsonb_build_object('sqlstate', v_code);
        v_code := 'IR901';
    end if;
    update core.exits e
    set state = 'failed', due_at = null,
        problem = logic.problem(v_code, v_detail::jsonb) -> 'problem'
    where e.exit_id = due.exit_id;
end
$$;

revoke all on function logic.try_place_exit(core.exits) from public;
comment on function logic.try_place_exit(core.exits) is
    'Places a waiting exit; one that cannot be placed fails and keeps its problem';
