-- GET /reconciliation: everything that does not agree yet, in bounded lists, oldest first. An empty
-- list is the aim. It is about all clients, so not for whom scopes limit to some.
-- Calls: auth.audit_read, auth.is_unlimited, auth.list_limit, auth.require, logic.raise.
-- Writes: none.
create or replace function api.get_reconciliation()
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit bigint := auth.list_limit();
    v_answer jsonb;
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    if not auth.is_unlimited() then
        perform logic.raise('IR403', '{"reason": "this is about all clients and segments"}');
    end if;
    v_answer := jsonb_build_object(
        'unconfirmed', (
            select coalesce(jsonb_agg(to_jsonb(k)), '[]') from (
                select * from ops.unconfirmed_trades u
                order by u.received_at, u.temp_trade_id limit v_limit) k),
        'unassigned', (
            select coalesce(jsonb_agg(to_jsonb(k)), '[]') from (
                select * from ops.unassigned_trades u order by u.trade_id limit v_limit) k),
        'unknown', (
            select coalesce(jsonb_agg(to_jsonb(k)), '[]') from (
                select * from ops.unknown_orders u order by u.order_id limit v_limit) k),
        'parked', (
            select coalesce(jsonb_agg(to_jsonb(k)), '[]') from (
                select p.parked_id, p.session_name, p.received_at, p.msg_type, p.sequence,
                    p.reason, p.fields
                from fix.parked p where p.resolved_at is null
                order by p.parked_id limit v_limit) k),
        'breaks', (
            select coalesce(jsonb_agg(to_jsonb(k)), '[]') from (
                select * from ops.position_breaks b order by b.position_id limit v_limit) k),
        'mismatches', (
            select coalesce(jsonb_agg(to_jsonb(k)), '[]') from (
                select a.alert_id, a.subject as trade_number, a.raised_at, a.details
                from core.alerts a
                where a.kind = 'trade_mismatch' and a.resolved_at is null
                order by a.alert_id limit v_limit) k),
        'busts', (
            -- Told by our own session only, or about a trade that never came.
            select coalesce(jsonb_agg(to_jsonb(k)), '[]') from (
                select n.trade_notice_id, n.session_name, n.kind, n.exec_id, n.exec_ref_id,
                    n.trade_number, n.order_id, n.received_at, n.settled_at
                from core.trade_notices n
                left join core.temp_trades f on f.temp_trade_id = n.temp_trade_id
                left join core.trades t on (t.exchange, t.segment, t.trade_date, t.trade_number,
                    t.side) = (f.exchange, f.segment, f.trade_date, f.trade_number, f.side)
                where n.settled_at is null
                    or (n.kind = 'bust' and t.busted_at is null and t.trade_id is not null)
                order by n.trade_notice_id limit v_limit) k));
    -- A fill names its order, not its client.
    perform auth.audit_read('get_reconciliation', null, v_answer || jsonb_build_object('fills', (
        select jsonb_agg(jsonb_build_object('user_id', o.user_id))
        from jsonb_array_elements(v_answer -> 'unconfirmed') as f (fill)
        join core.orders as o on o.order_id = (f.fill ->> 'order_id')::bigint)));
    return v_answer;
end
$$;

revoke all on function api.get_reconciliation() from public;
grant execute on function api.get_reconciliation() to ops_supervisor, ops_admin, auditor;
comment on function api.get_reconciliation() is
    'GET /reconciliation: fills, trades, orders, messages and figures that do not agree yet';
