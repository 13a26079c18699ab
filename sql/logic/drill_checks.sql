-- What two people look at before a drill: what is practised must reach neither client nor exchange.
-- Calls: logic.setting, logic.setting_numeric.
create or replace function logic.drill_checks()
returns table (check_name text, verdict text, detail text, advice text)
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select 'simulator sessions', case when count(*) > 0 then 'ok' else 'stop' end,
        coalesce(string_agg(s.name || ' ' || s.status, ', ' order by s.name), 'none enabled'),
        case when count(*) = 0
            then 'Enable order and drop-copy sessions of a simulator (fix.sessions.simulated).' end
    from ops.fix_sessions s
    join fix.sessions f on f.name = s.name
    where f.simulated and s.enabled and s.kind = 'order'
    union all
    select 'real sessions', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' real sessions are logged on',
        case when count(*) > 0 then 'No order goes there in a drill; what trades there counts. '
            || 'Better after the close of the market.' end
    from ops.fix_sessions s
    join fix.sessions f on f.name = s.name
    where not f.simulated and s.status = 'logged_on' and not s.conformance
    union all
    select 'open calls', case when count(*) = 0 then 'ok' else 'look' end,
        count(*) || ' calls are open',
        case when count(*) > 0 then 'A caller may be a real one: end the calls first.' end
    from core.calls c where c.closed_at is null and c.expires_at > now()
    union all
    select 'one-time codes', case when k.asked = '' then 'ok' else 'look' end,
        coalesce('asked of callers for ' || nullif(k.asked, ''), 'asked of no caller'),
        case when k.asked <> '' then 'No message leaves in a drill, so no code does: what asks for '
            || 'one cannot be practised. Settings otp_required_for and otp_required_value.' end
    from (
        select concat_ws(', ',
            nullif(replace(logic.setting('otp_required_for'), '_', '-'), 'nothing'),
            case when logic.setting_numeric('otp_required_value') > 0
                then 'square-offs above a value' end) as asked) k
$$;

revoke all on function logic.drill_checks() from public;
comment on function logic.drill_checks() is
    'One row a check before a drill: ok, look or stop, what was found, what to do';
