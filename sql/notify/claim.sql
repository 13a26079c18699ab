-- Messages of a channel to deliver now, the most urgent first, under a lease: a notifier that dies
-- loses them to the next after it. Makes the messages that are due on the way, whatever channel
-- they go by.
-- Calls: notify.claim_waiting, notify.compose, notify.pick_provider.
-- Writes: notify.provider_states.
create or replace function notify.claim(
    channel text, max_messages integer default 100, lease_seconds integer default 60)
returns table (message_id bigint, recipient text, content text, dlt_template_id text,
    created_at timestamptz, attempt integer, order_ids bigint[], provider text)
language plpgsql volatile rows 100 security definer set search_path = pg_catalog, pg_temp
    -- A plan for each of the first calls costs more than they do.
    set plan_cache_mode = force_generic_plan set jit = off
as $$
#variable_conflict use_column
declare
    v_provider text;
    v_allowance integer;
    v_left integer;
    v_found integer;
    v_priority smallint;
    v_others constant integer := 100;
begin
    select p.provider, p.allowance into v_provider, v_allowance
    from notify.pick_provider(claim.channel, max_messages) p;
    v_left := v_allowance;
    for v_priority in select distinct s.priority from notify.streams s order by s.priority loop
        if v_left > 0 then
            return query
            select c.*, v_provider from notify.claim_waiting(
                v_priority, claim.channel, v_provider, v_left, lease_seconds) c;
            get diagnostics v_found = row_count;
            v_left := v_left - v_found;
        end if;
        -- With nobody to carry them they are made all the same: the page and the other channels
        -- do not wait.
        return query
        select c.*, v_provider from notify.compose(v_priority, claim.channel, v_provider, v_left,
            greatest(v_left, v_others), lease_seconds) c;
        get diagnostics v_found = row_count;
        v_left := v_left - v_found;
    end loop;
    if v_left < v_allowance then
        -- One that was paused has its trial now; the next comes a pause later.
        update notify.provider_states s
        set tokens = s.tokens - (v_allowance - v_left),
            paused_until = case when s.paused_until is not null
                then clock_timestamp() + make_interval(secs => s.pause_seconds) end
        from notify.providers p
        where s.provider = v_provider and p.provider = s.provider
            and (p.rate_per_second is not null or s.paused_until is not null);
    end if;
end
$$;

revoke all on function notify.claim(text, integer, integer) from public;
grant execute on function notify.claim(text, integer, integer) to irra_notify;
comment on function notify.claim(text, integer, integer) is
    'Messages to deliver now by a provider; each comes again after the lease unless settled';
