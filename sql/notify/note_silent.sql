-- A provider was given messages, and for so many seconds nothing came of any: it is slow, or its
-- line hangs. Told again and again while it lasts.
-- Calls: none. Writes: notify.provider_states.
create or replace function notify.note_silent(provider text, seconds numeric)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    update notify.provider_states s
    set silent_seconds = note_silent.seconds, silent_at = clock_timestamp()
    where s.provider = note_silent.provider
$$;

revoke all on function notify.note_silent(text, numeric) from public;
grant execute on function notify.note_silent(text, numeric) to irra_notify;
comment on function notify.note_silent(text, numeric) is
    'Notes that a provider has let what it was given wait for so long';
