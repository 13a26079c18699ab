-- A bucket that holds one second's messages and fills steadily: bursts up to the limit pass at
-- once, what is above it is late and never dropped.
-- Calls: none. Writes: none.
create or replace function fix.rate_allowance(session_name text, at timestamptz)
returns numeric
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select least(c.messages_per_second, coalesce(s.rate_allowance, c.messages_per_second)
            + c.messages_per_second * greatest(0, coalesce(
                extract(epoch from rate_allowance.at - s.rate_at), 0)))
        from fix.sessions c
        join fix.session_state s on s.session_name = c.name
        where c.name = rate_allowance.session_name and c.messages_per_second is not null);
end
$$;

revoke all on function fix.rate_allowance(text, timestamptz) from public;
comment on function fix.rate_allowance(text, timestamptz) is
    'Messages that the session''s rate limit allows now; null when it has no limit';
