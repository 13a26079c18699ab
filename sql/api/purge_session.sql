-- POST /fix-sessions/{name}/purge. The exchange lost its book (an outage, a switch to its other
-- site): live orders may be gone without a word, and only trades up to a published number stand.
-- Every live order of the session becomes unknown and is asked for again; what the exchange then
-- says of one counts. Trades beyond the last number are listed for a person: only the exchange's
-- own bust takes one back. Repeating it is harmless. Not for whom scopes limit to some clients.
-- Calls: audit.append, auth.is_unlimited, auth.require, logic.ask_order_status, logic.lose_orders,
-- logic.raise, logic.raise_alert, logic.require_reason, logic.trades_in_doubt. Writes:
-- core.purges.
create or replace function api.purge_session(
    session_name text, reason text, last_trade_number text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_session fix.sessions;
    v_orders bigint[];
    v_purge_id bigint;
    v_answer jsonb;
    v_trades_max constant integer := 1000;
begin
    perform logic.require_reason(purge_session.reason);
    if not auth.is_unlimited() then
        perform logic.raise('IR403', '{"reason": "this is about all clients and segments"}');
    end if;
    select s.* into v_session from fix.sessions s
    where s.name = purge_session.session_name and s.kind = 'order';
    if v_session.name is null then
        perform logic.raise('IR104', '{"object": "order session"}');
    end if;
    if purge_session.last_trade_number !~ '^[0-9]{1,30}$' then
        perform logic.raise('IR101', jsonb_build_object('field', 'last_trade_number',
            'expected', 'the number in the exchange''s notice: digits',
            'got', left(purge_session.last_trade_number, 40)));
    end if;
    v_orders := logic.lose_orders(array(
        select o.order_id from core.orders o
        where o.session_name = v_session.name and o.leaves_quantity > 0
        order by o.order_id), 'purged', 'exchange purge: ' || purge_session.reason);
    insert into core.purges (session_name, reason, last_trade_number, purged_by, order_ids)
    values (v_session.name, purge_session.reason, purge_session.last_trade_number, v_person_id,
        v_orders)
    returning purge_id into v_purge_id;
    v_answer := jsonb_build_object('purge_id', v_purge_id, 'session_name', v_session.name,
        'asked_again', logic.ask_order_status(v_orders),
        'orders', (
            select coalesce(jsonb_agg(jsonb_build_object('order_id', o.order_id,
                'cl_ord_id', o.cl_ord_id, 'status', o.status, 'quantity', o.quantity,
                'filled_quantity', o.cumulative_quantity) order by o.order_id), '[]')
            from core.orders o where o.order_id = any (v_orders)),
        'trades_in_doubt', (
            select coalesce(jsonb_agg(to_jsonb(t)), '[]')
            from logic.trades_in_doubt(
                v_session, purge_session.last_trade_number, v_trades_max) t));
    perform logic.raise_alert('exchange_purge', 'critical', v_session.name, jsonb_build_object(
        'purge_id', v_purge_id, 'orders', cardinality(v_orders), 'reason', purge_session.reason,
        'trades_in_doubt', jsonb_array_length(v_answer -> 'trades_in_doubt')));
    perform audit.append('purge_session', 'session:' || v_session.name, null, null,
        v_answer || jsonb_build_object('reason', purge_session.reason));
    return v_answer;
end
$$;

revoke all on function api.purge_session(text, text, text) from public;
grant execute on function api.purge_session(text, text, text) to ops_supervisor, ops_admin;
comment on function api.purge_session(text, text, text) is
    'POST /fix-sessions/{name}/purge: live orders become unknown and are asked for again';
