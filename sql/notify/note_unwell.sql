-- A failure of the provider itself. After failure_limit in a row it is paused, and what it should
-- have carried goes by the next; each further failure doubles the pause.
-- Calls: logic.raise_alert. Writes: notify.provider_states.
create or replace function notify.note_unwell(provider text, error text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_state notify.provider_states;
begin
    update notify.provider_states s
    set failures = s.failures + 1, last_error = left(note_unwell.error, 500)
    from notify.providers p
    where s.provider = note_unwell.provider and p.provider = s.provider
    returning s.* into v_state;
    -- Messages that were under way when it was paused do not count as further trials of it.
    update notify.provider_states s
    set pause_seconds = least(p.pause_seconds_max,
            case s.pause_seconds when 0 then p.pause_seconds else 2 * s.pause_seconds end),
        paused_until = clock_timestamp() + make_interval(secs => least(p.pause_seconds_max,
            case s.pause_seconds when 0 then p.pause_seconds else 2 * s.pause_seconds end))
    from notify.providers p
    where s.provider = note_unwell.provider and p.provider = s.provider
        and s.failures >= p.failure_limit
        and (s.paused_until is null or s.failures > p.failure_limit + p.connections);
    if found then
        update notify.provider_states s set failures = 0 where s.provider = note_unwell.provider;
        perform logic.raise_alert('provider_paused', 'warning', note_unwell.provider,
            jsonb_build_object('error', left(note_unwell.error, 500),
                'failures', v_state.failures));
    end if;
end
$$;

revoke all on function notify.note_unwell(text, text) from public;
comment on function notify.note_unwell(text, text) is
    'A provider failed by itself: counted, paused at its limit';
