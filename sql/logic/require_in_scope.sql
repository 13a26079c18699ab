-- Calls: logic.in_scope, logic.raise. Writes: none.
create or replace function logic.require_in_scope(
    person_id bigint, user_id bigint, instrument_id bigint)
returns void
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    -- Who may the instrument may the client: asked apart only to say why not.
    if logic.in_scope(person_id, user_id, instrument_id) then
        return;
    elsif not logic.in_scope(person_id, user_id, null) then
        perform logic.raise('IR403', '{"reason": "the client is of another desk than yours"}');
    else
        perform logic.raise('IR403', (
            select jsonb_build_object('reason', 'you do not work in this segment',
                'exchange', i.exchange, 'segment', i.segment)
            from book.instruments i
            where i.instrument_id = require_in_scope.instrument_id));
    end if;
end
$$;

revoke all on function logic.require_in_scope(bigint, bigint, bigint) from public;
comment on function logic.require_in_scope(bigint, bigint, bigint) is
    'IR403 and why when a person''s scopes do not cover a client or an instrument of the client';
