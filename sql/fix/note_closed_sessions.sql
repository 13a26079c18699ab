-- A session outside its hours says until when, whoever looks. One that is still led says so after
-- its log-out.
-- Calls: fix.session_hours. Writes: fix.session_state.
create or replace function fix.note_closed_sessions(at timestamptz)
returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    insert into fix.session_state as t (session_name, detail)
    select s.name, 'outside its hours' || coalesce(' until ' || to_char(
        (select min(lower(r)) from unnest(h.hours) r where lower(r) > note_closed_sessions.at)
            at time zone 'Asia/Kolkata', 'Dy DD Mon HH24:MI') || ' IST', ' for two weeks')
    from fix.sessions s
    cross join lateral (
        select fix.session_hours(s.name, note_closed_sessions.at) as hours) h
    where s.enabled and not s.conformance and not h.hours @> note_closed_sessions.at
    on conflict on constraint session_state_pkey do update
    set status = 'down', detail = excluded.detail,
        status_since = case t.status when 'down' then t.status_since else now() end
    where (t.status, t.detail) is distinct from ('down', excluded.detail)
        and coalesce(t.lease_until < note_closed_sessions.at, true)
$$;

revoke all on function fix.note_closed_sessions(timestamptz) from public;
comment on function fix.note_closed_sessions(timestamptz) is
    'Writes to the state of sessions outside their hours when these begin again';
