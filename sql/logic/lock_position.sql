-- The client's position, locked for a decision.
-- Calls: logic.raise. Writes: none.
create or replace function logic.lock_position(position_id bigint, user_id bigint)
returns core.positions
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_position core.positions;
begin
    select * into v_position
    from core.positions p
    where p.position_id = lock_position.position_id and p.user_id = lock_position.user_id
    for no key update;
    if v_position.position_id is null then
        perform logic.raise('IR104', jsonb_build_object('position_id', lock_position.position_id));
    end if;
    return v_position;
end
$$;

revoke all on function logic.lock_position(bigint, bigint) from public;
comment on function logic.lock_position(bigint, bigint) is
    'A client''s position, locked; IR104 when it is not the client''s';
