-- The first provider of a channel, by place, that is enabled, well and within its rate; how many it
-- may take. One that was paused gets one message to prove itself when its pause ends, by one
-- notifier. Tokens come back with time, one second's worth at most (and one at least).
-- Calls: none. Writes: notify.provider_states.
create or replace function notify.pick_provider(
    channel text, wanted integer, out provider text, out allowance integer)
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_provider notify.providers;
    v_state notify.provider_states;
begin
    for v_provider in
        select p.* from notify.providers p
        where p.channel = pick_provider.channel and p.enabled
        order by p.place
    loop
        select s.* into v_state from notify.provider_states s
        where s.provider = v_provider.provider;
        if v_state.provider is null then
            insert into notify.provider_states (provider) values (v_provider.provider)
            on conflict do nothing;
            select s.* into v_state from notify.provider_states s
            where s.provider = v_provider.provider;
        end if;
        continue when v_state.paused_until > clock_timestamp();
        if v_state.paused_until is not null then
            -- Whoever asks meanwhile passes it over; notify.claim moves the pause.
            perform from notify.provider_states s
            where s.provider = v_provider.provider and s.paused_until = v_state.paused_until
            for update skip locked;
            continue when not found;
        end if;
        provider := v_provider.provider;
        allowance := case when v_state.paused_until is null then wanted else least(wanted, 1) end;
        if v_provider.rate_per_second is not null then
            update notify.provider_states s
            set tokens = least(greatest(1, v_provider.rate_per_second), s.tokens
                    + v_provider.rate_per_second * extract(epoch from least(interval '1 minute',
                        clock_timestamp() - greatest(s.refilled_at, '2000-01-01')))),
                refilled_at = clock_timestamp()
            where s.provider = v_provider.provider
            returning least(pick_provider.allowance, floor(s.tokens)) into allowance;
            -- A provider that is well and busy is waited for.
            return;
        end if;
        return;
    end loop;
    provider := null;
    allowance := 0;
end
$$;

revoke all on function notify.pick_provider(text, integer) from public;
comment on function notify.pick_provider(text, integer) is
    'Who carries a channel''s messages now, and how many of them; null when nobody can';
