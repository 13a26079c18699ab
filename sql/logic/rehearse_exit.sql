-- The exit is made as it would be made, looked at, and undone: so what is read out is what every
-- rule makes of the request and not a second opinion. Nothing of it is left, no lock either.
-- Calls: logic.exit_shown, logic.place_exit, logic.raise. Writes: nothing that stays.
create or replace function logic.rehearse_exit(
    call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text,
    limit_price numeric, cancel_pending boolean, exchange text)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_exit core.exits;
    v_shown jsonb;
begin
    begin
        v_exit := logic.place_exit(call, rehearse_exit.position_id, quantity, percent,
            order_type, limit_price, cancel_pending, exchange);
        -- A statement of its own, which sees what was made.
        v_shown := logic.exit_shown(v_exit);
        perform logic.raise('IR210', '{"reason": "this was a rehearsal"}');
    exception
        when sqlstate 'IR210' then
            null;
    end;
    return v_shown;
end
$$;

revoke all on function logic.rehearse_exit(
    core.calls, bigint, bigint, numeric, text, numeric, boolean, text) from public;
comment on function logic.rehearse_exit(
    core.calls, bigint, bigint, numeric, text, numeric, boolean, text) is
    'What an exit would send now; IR1xx, IR2xx, IR3xx as if it were made';
