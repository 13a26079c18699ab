-- As notify.pick_provider would see it, without taking anything.
-- Calls: none. Writes: none.
create or replace function notify.can_carry(channel text)
returns boolean
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from notify.providers p
        left join notify.provider_states s on s.provider = p.provider
        where p.channel = can_carry.channel and p.enabled
            and (s.paused_until is null or s.paused_until <= clock_timestamp())
            and (p.rate_per_second is null or s.provider is null or s.tokens + p.rate_per_second
                * extract(epoch from clock_timestamp() - greatest(s.refilled_at, '2000-01-01'))
                >= 1))
$$;

revoke all on function notify.can_carry(text) from public;
comment on function notify.can_carry(text) is
    'Whether some provider of a channel could take a message now';
