-- Each event once for each person of the desk whom it concerns and each channel they are told on;
-- where no address is known the page has to do. Who is disabled is told nothing.
-- Calls: logic.setting, notify.clock. Writes: none.
create or replace function notify.address_people(events notify.outbox[])
returns setof notify.addressed
language plpgsql stable rows 100 security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_language text := logic.setting('notify_language');
    v_clock record := notify.clock();
begin
    return query
    select e.outbox_id, k.stream || ':p' || w.person_id, e.kind, c.channel, null::bigint,
        w.person_id, e.order_id, e.notice_id, a.recipient, coalesce(p.language, v_language),
        e.facts || jsonb_build_object('name', w.display_name,
            'time', to_char(e.created_at at time zone v_clock.zone, v_clock.form)),
        e.created_at, e.created_at + make_interval(mins => k.expires_minutes),
        null::timestamptz, s.coalesces, e.priority
    from unnest(events) e
    join notify.kinds k on k.kind = e.kind
    join notify.streams s on s.stream = k.stream
    join auth.ops_team w on w.disabled_at is null
        and (w.person_id = e.person_id or e.person_id is null and w.role = any (k.roles))
    left join notify.preferences p on p.person_id = w.person_id
    cross join lateral unnest(case when e.channel is null then k.channels
        else array[e.channel] end) c (channel)
    cross join lateral (select case c.channel when 'email' then w.email
        when 'sms' then p.phone else w.username end) a (recipient)
    where e.user_id is null and a.recipient <> ''
        and (not k.can_mute or p.person_id is null or c.channel = 'in_app'
            or c.channel = any (p.channels) and e.kind <> all (p.muted));
end
$$;

revoke all on function notify.address_people(notify.outbox[]) from public;
comment on function notify.address_people(notify.outbox[]) is
    'Events for people of the desk: one row for each person and channel';
