-- The order session for an instrument: one for exactly its segment before one for the whole
-- exchange.
-- Calls: logic.raise. Writes: none.
create or replace function logic.route_order(exchange text, segment text)
returns text
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    session_name text;
begin
    select s.name into session_name
    from fix.sessions s
    where s.kind = 'order' and s.enabled and s.exchange = route_order.exchange
        and s.simulated = (select m.mode = 'drill' from core.site m)
        and (s.segment is null or s.segment = route_order.segment)
    order by s.segment nulls last, s.name
    limit 1;
    if session_name is null then
        perform logic.raise('IR203', jsonb_build_object(
            'exchange', exchange, 'segment', segment));
    end if;
    return session_name;
end
$$;

revoke all on function logic.route_order(text, text) from public;
comment on function logic.route_order(text, text) is
    'Name of the FIX order session for an exchange and segment; IR203 when there is none';
