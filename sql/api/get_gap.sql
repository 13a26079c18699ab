-- GET /reports/gap: about all clients, so not for whom scopes limit to some. The messages are read
-- from a quarter of an hour before the primary was last seen: what it had sent by then may have
-- been lost on the way.
-- Calls: auth.audit_read, auth.is_unlimited, auth.list_limit, auth.require, logic.gap_orders,
-- logic.raise, sync.fold
-- Writes: -
create or replace function api.get_gap()
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_margin constant interval := interval '15 minutes';
    v_longest constant interval := interval '1 day';
    v_limit bigint := auth.list_limit();
    v_since timestamptz;
    v_answer jsonb;
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    if not auth.is_unlimited() then
        perform logic.raise('IR403', '{"reason": "this is about all clients and segments"}');
    end if;
    perform sync.fold();
    select greatest(now() - v_longest, coalesce(p.last_reachable_at, now()) - v_margin)
    into v_since from sync.primary_state p;
    v_answer := jsonb_build_object(
        'since', v_since,
        'primary_last_reachable_at', (select p.last_reachable_at from sync.primary_state p),
        'summary', (
            select coalesce(jsonb_agg(to_jsonb(s) order by s.minute, s.source), '[]')
            from (
                select date_trunc('minute', g.executed_at) as minute, x.source,
                    count(*) as trades, sum(g.quantity * g.price) as value
                from ops.gap_trades g cross join unnest(g.sources) x (source)
                group by 1, 2) s),
        'trade_count', (select count(*) from ops.gap_trades),
        'trades', (
            select coalesce(jsonb_agg(to_jsonb(g) order by g.executed_at, g.trade_id), '[]')
            from (select * from ops.gap_trades g
                order by g.executed_at, g.trade_id limit v_limit) g),
        'orders', (
            select coalesce(jsonb_agg(to_jsonb(o) order by o.received_at), '[]')
            from logic.gap_orders(v_since, v_limit) o));
    perform auth.audit_read('get_gap', null, v_answer);
    return v_answer;
end
$$;

revoke all on function api.get_gap() from public;
grant execute on function api.get_gap() to ops_supervisor, ops_admin, auditor;

comment on function api.get_gap() is
    'GET /reports/gap: trades and orders that reached the exchange but not the replica';
