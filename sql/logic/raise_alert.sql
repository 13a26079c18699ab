-- One open alert for each kind and subject: a fault that repeats counts, it does not flood.
-- Calls: none. Writes: core.alerts.
create or replace function logic.raise_alert(
    kind text, severity text, subject text, details jsonb default '{}')
returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    insert into core.alerts as a (kind, severity, subject, details)
    values (raise_alert.kind, raise_alert.severity, raise_alert.subject, raise_alert.details)
    on conflict (kind, subject) where resolved_at is null do update
    set occurrences = a.occurrences + 1, last_at = now(), details = excluded.details
$$;

revoke all on function logic.raise_alert(text, text, text, jsonb) from public;
comment on function logic.raise_alert(text, text, text, jsonb) is
    'Raises an alert, or counts it when the same one is open';
