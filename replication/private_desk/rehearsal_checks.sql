-- A rehearsal's own audit, one line a check: t or f, what is checked, what was found.
select found = 0, what, found from (
    select 'orders that went to a session which is no simulator' as what, (
        select count(*) from core.orders o
        join fix.sessions s on s.name = o.session_name and not s.simulated) as found
    union all
    select 'messages to clients', (select count(*) from notify.messages where user_id is not null)
    union all
    select 'trades of the rehearsal that were not taken back', (
        select count(*) from core.trades t join core.orders o using (order_id) where t.busted_at is null)
    union all
    select 'position breaks (running figure against recomputed)', (select count(*) from ops.position_breaks)
    union all
    select 'orders that still hold a reservation', (
        select count(*) from core.orders o join core.order_statuses s on s.status = o.status and s.is_live)
    union all
    select 'messages set aside', (select count(*) from fix.parked)
) checks;
