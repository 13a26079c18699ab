-- What was made is what was read, word for word and order for order, or nothing is made. The words
-- stay with the instruction: they are its evidence.
-- Calls: logic.exit_shown, logic.raise, logic.spoken_exit. Writes: core.instructions.
create or replace function logic.require_as_read_back(exit core.exits, read_back core.read_backs)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_now jsonb := logic.exit_shown(exit);
begin
    if (read_back).read_back_id is null then
        return;
    elsif v_now is distinct from (read_back).shown then
        perform logic.raise('IR210', jsonb_build_object(
            'reason', 'something has moved since it was read',
            'read', (read_back).spoken, 'now', logic.spoken_exit(v_now)));
    end if;
    update core.instructions i
    set details = i.details || jsonb_build_object('read_back', (read_back).spoken)
    where i.instruction_id = (exit).instruction_id;
end
$$;

revoke all on function logic.require_as_read_back(core.exits, core.read_backs) from public;
comment on function logic.require_as_read_back(core.exits, core.read_backs) is
    'IR210 when an exit is not what was read to the caller; nothing when nothing was read';
