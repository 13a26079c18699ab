-- Calls: none. Writes: notify.provider_states, core.alerts.
create or replace function notify.note_well(provider text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    update notify.provider_states s
    set failures = 0, paused_until = null, pause_seconds = 0, last_error = null
    where s.provider = note_well.provider
        and (s.failures > 0 or s.paused_until is not null);
    if found then
        update core.alerts a set resolved_at = now()
        where a.kind = 'provider_paused' and a.subject = note_well.provider
            and a.resolved_at is null;
    end if;
end
$$;

revoke all on function notify.note_well(text) from public;
comment on function notify.note_well(text) is 'A provider carried a message: it is well again';
