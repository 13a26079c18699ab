-- Each event once for each channel that its client is told on, with what does not change about
-- client and order.
-- Calls: logic.setting, logic.setting_minutes, notify.clock, notify.quiet_until. Writes: none.
create or replace function notify.address_clients(events notify.outbox[])
returns setof notify.addressed
language plpgsql stable rows 100 security invoker
set search_path = pg_catalog, pg_temp set enable_seqscan = off set jit = off
as $$
declare
    v_language text := logic.setting('notify_language');
    v_clock record := notify.clock();
    v_otp_life interval := logic.setting_minutes('otp_minutes');
begin
    return query
    select e.outbox_id, e.lane, e.kind, c.channel, e.user_id, null::bigint, e.order_id, e.notice_id,
        coalesce(e.recipient, case c.channel when 'email' then coalesce(r.email, u.email)
            when 'sms' then coalesce(r.phone, u.phone) end, ''),
        coalesce(p.language, v_language),
        e.facts || jsonb_build_object('name', u.name,
                'time', to_char(e.created_at at time zone v_clock.zone, v_clock.form))
            || case when e.order_id is null then '{}' else jsonb_build_object(
                'order_id', o.order_id, 'side', o.side, 'product', o.product,
                'symbol', i.symbol, 'exchange', i.exchange) end,
        e.created_at, e.created_at + case k.is_secret when true then v_otp_life
            else make_interval(mins => k.expires_minutes) end,
        case when s.obeys_quiet and p.quiet_from is not null and c.channel <> 'in_app'
            then notify.quiet_until(p.quiet_from, p.quiet_until, v_clock.zone) end,
        s.coalesces, e.priority
    from unnest(events) e
    join notify.kinds k on k.kind = e.kind
    join notify.streams s on s.stream = k.stream
    left join book.users u on u.user_id = e.user_id
    left join core.client_contacts r on r.user_id = e.user_id
    left join notify.preferences p on p.user_id = e.user_id
    left join core.orders o on o.order_id = e.order_id
    left join book.instruments i on i.instrument_id = o.instrument_id
    cross join lateral unnest(
        case when e.channel is null then k.channels else array[e.channel] end) c (channel)
    where e.user_id is not null
        and (not k.can_mute or p.user_id is null
            or c.channel = any (p.channels) and e.kind <> all (p.muted));
end
$$;

revoke all on function notify.address_clients(notify.outbox[]) from public;
comment on function notify.address_clients(notify.outbox[]) is
    'Events for clients: one row for each channel, with address, language and all facts';
