-- What every page shows at its top, for everybody who is logged in: nothing about clients. Each
-- link says when the other side was heard last, so that the page can say how old that is. A link
-- is closed outside its hours; in a drill the simulator's links count, otherwise the exchange's.
-- Calls: auth.require, logic.setting_integer. Writes: none.
create or replace function api.get_band()
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require(
        'ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    v_oversees boolean := current_setting('role') in ('ops_supervisor', 'ops_admin', 'auditor');
begin
    return (
        with links as (
            select f.name, f.kind, f.exchange, f.segment, f.status_since, f.last_inbound_at,
                case when f.status = 'logged_on' and f.led then 'up'
                    when not f.in_hours then 'closed'
                    else 'down' end as state
            from ops.fix_sessions as f
            join fix.sessions as s on s.name = f.name
            cross join core.site as t
            where f.enabled and not f.conformance and (t.mode <> 'drill' or s.simulated)
        ),
        kinds as (
            select k.kind, jsonb_build_object(
                'up', count(l.name) filter (where l.state = 'up'),
                'of', count(l.name),
                'state', case when count(l.name) = 0 then 'none'
                    when count(*) filter (where l.state = 'down') = 0
                        and count(*) filter (where l.state = 'up') > 0 then 'up'
                    when count(*) filter (where l.state = 'up') > 0 then 'partly'
                    when count(*) filter (where l.state = 'down') > 0 then 'down'
                    else 'closed' end,
                'heard_at', coalesce(
                    min(l.last_inbound_at) filter (where l.state = 'up'),
                    max(l.last_inbound_at)),
                'sessions', coalesce(jsonb_agg(jsonb_build_object(
                    'name', l.name, 'exchange', l.exchange, 'segment', l.segment,
                    'state', l.state, 'since', l.status_since, 'heard_at', l.last_inbound_at)
                    order by l.name) filter (where l.name is not null), '[]')) as shown
            from (values ('order'), ('drop_copy')) as k (kind)
            left join links as l on l.kind = k.kind
            group by k.kind
        )
        select jsonb_build_object(
            'mode', s.mode, 'mode_since', s.mode_since,
            'orders_allowed', s.mode in ('active', 'drill'),
            'links', (select k.shown from kinds as k where k.kind = 'order'),
            'drop_copy', (select k.shown from kinds as k where k.kind = 'drop_copy'),
            'replication', (
                select jsonb_build_object(
                    'state', case when r.subscription is null then 'none'
                        when not r.primary_reachable then 'primary_down'
                        when r.applying then 'up' else 'down' end,
                    'heard_at', coalesce(r.last_message_at, r.primary_last_reachable_at),
                    'lag_bytes', r.lag_bytes)
                from ops.replication as r),
            'controls', (select count(*) from core.controls as c where c.lifted_at is null),
            'callers', case when current_setting('role') <> 'ops_viewer' then (
                select count(*) from core.waiting_callers as w where w.state = 'waiting') end,
            'handovers', (
                select count(*) from core.handovers as h
                where h.to_person_id = v_person_id and h.state = 'asked'
                    and h.expires_at > now()),
            'approvals', case when v_oversees then (
                select count(*) from core.approvals as a
                where a.state = 'waiting' and a.expires_at > now()) end,
            'alerts', case when v_oversees then (
                select count(*) from core.alerts as a
                where a.resolved_at is null and a.acknowledged_at is null) end,
            'unread', (
                select count(*) from notify.messages as m
                where m.channel = 'in_app' and m.person_id = v_person_id
                    and m.read_at is null),
            'stale_seconds', logic.setting_integer('page_stale_seconds'),
            'as_of', now())
        from core.site as s);
end
$$;

revoke all on function api.get_band() from public;
grant execute on function api.get_band()
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_band() is
    'GET /band: mode, exchange links, drop copy and replication with their ages, and what waits';
