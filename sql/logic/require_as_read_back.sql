-- What was made is what was read, word for word and order for order, or nothing is made. The words
-- stay with the instruction: they are its evidence.
-- Calls: logic.raise, logic.spoken_batch, logic.spoken_exit. Writes: core.instructions.
create or replace function logic.require_as_read_back(
    read_back core.read_backs, shown jsonb, instruction_id bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if (read_back).read_back_id is null then
        return;
    elsif require_as_read_back.shown is distinct from (read_back).shown then
        perform logic.raise('IR210', jsonb_build_object(
            'reason', 'something has moved since it was read', 'read', (read_back).spoken,
            'now', case when require_as_read_back.shown ? 'exits'
                then logic.spoken_batch(require_as_read_back.shown)
                else logic.spoken_exit(require_as_read_back.shown) end));
    end if;
    update core.instructions i
    set details = i.details || jsonb_build_object('read_back', (read_back).spoken)
    where i.instruction_id = require_as_read_back.instruction_id;
end
$$;

revoke all on function logic.require_as_read_back(core.read_backs, jsonb, bigint) from public;
comment on function logic.require_as_read_back(core.read_backs, jsonb, bigint) is
    'IR210 when what was made is not what was read to the caller; nothing when nothing was read';
