-- What a square-off of several positions would close now, of what the person's scopes cover.
-- Calls: logic.closable_in_scope, logic.closable_positions, logic.named_positions, logic.raise,
-- logic.require_book_complete, logic.require_order_mode, sync.fold_before_decision. Writes: none
-- itself.
create or replace function logic.plan_square_off_all(call core.calls, scope jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_closable jsonb;
    v_left_out integer;
begin
    if scope ->> 'order_type' not in ('PROTECTED', 'MARKET') then
        perform logic.raise('IR101', jsonb_build_object('field', 'order_type',
            'expected', 'PROTECTED or MARKET', 'got', scope -> 'order_type'));
    end if;
    if scope ->> 'segment' not in ('CM', 'FO', 'CD', 'COM') then
        perform logic.raise('IR101', jsonb_build_object('field', 'segment',
            'expected', 'CM, FO, CD or COM', 'got', scope -> 'segment'));
    end if;
    if scope ->> 'product' not in ('CNC', 'MIS', 'NRML') then
        perform logic.raise('IR101', jsonb_build_object('field', 'product',
            'expected', 'CNC, MIS or NRML', 'got', scope -> 'product'));
    end if;
    perform sync.fold_before_decision();
    perform logic.require_order_mode();
    perform logic.require_book_complete();
    v_closable := logic.closable_positions((call).user_id, scope ->> 'segment',
        scope ->> 'product', scope ->> 'underlying', (scope ->> 'cancel_pending')::boolean);
    v_left_out := case when not scope ? 'position_ids' then jsonb_array_length(v_closable) end;
    v_closable := logic.closable_in_scope((call).person_id, v_closable);
    if scope ? 'position_ids' then
        v_closable := logic.named_positions(v_closable, scope -> 'position_ids');
    end if;
    v_left_out := nullif(v_left_out - coalesce(jsonb_array_length(v_closable), 0), 0);
    if v_closable is null then
        perform logic.raise('IR302', scope || jsonb_strip_nulls(
            jsonb_build_object('left_out_of_your_scope', v_left_out)));
    end if;
    return jsonb_build_object('exits', v_closable, 'left_out_of_your_scope', v_left_out);
end
$$;

revoke all on function logic.plan_square_off_all(core.calls, jsonb) from public;
comment on function logic.plan_square_off_all(core.calls, jsonb) is
    'The positions that a square-off of several would close, and how many are left out; IR101, '
    'IR302';
