-- What holds a session's messages back now, in one look: whether new orders and replacements wait
-- because of a pause or kill switch, and how many messages its rate limit allows (null without a
-- limit). What is not used adds up, to the messages of one second at most.
-- Calls: none. Writes: none.
create or replace function fix.sending_limits(
    session_name text, at timestamptz, out is_paused boolean, out allowance numeric)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    select
        exists (
            select from core.controls c
            where c.lifted_at is null and (c.scope = 'desk'
                or (c.scope = 'session' and c.subject = sending_limits.session_name))),
        (
            select least(c.messages_per_second,
                coalesce(s.rate_allowance, c.messages_per_second)
                + c.messages_per_second * greatest(0, coalesce(
                    extract(epoch from sending_limits.at - s.rate_at), 0)))
            from fix.sessions c
            join fix.session_state s on s.session_name = c.name
            where c.name = sending_limits.session_name and c.messages_per_second is not null)
    into is_paused, allowance;
end
$$;

revoke all on function fix.sending_limits(text, timestamptz) from public;
comment on function fix.sending_limits(text, timestamptz) is
    'Whether a session is paused, and the messages that its rate limit allows; null = no limit';
