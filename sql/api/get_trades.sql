-- The trade set of a client with who reported each trade; newest first, in pages.
-- Calls: auth.audit_read, auth.page_end, auth.page_size, auth.page_start, auth.require_client,
-- sync.fold_before_decision
-- Writes: -
create or replace function api.get_trades(
    user_id bigint, page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_list text := 'trades:' || get_trades.user_id;
    v_size bigint := auth.page_size(page_limit);
    v_before bigint := coalesce(
        (auth.page_start(v_list, page_cursor) ->> 0)::bigint, 9223372036854775807);
begin
    perform auth.require_client(get_trades.user_id);
    perform sync.fold_before_decision();
    perform auth.audit_read('get_trades', get_trades.user_id);
    return auth.page_end(v_list, (
        select coalesce(jsonb_agg(jsonb_build_object(
            'trade_id', t.trade_id, 'exchange', t.exchange, 'segment', t.segment,
            'trade_date', t.trade_date, 'trade_number', t.trade_number, 'symbol', i.symbol,
            'product', t.product, 'side', t.side, 'quantity', t.quantity, 'price', t.price,
            'executed_at', t.executed_at, 'position_id', t.position_id, 'order_id', t.order_id,
            'exchange_order_id', t.exchange_order_id, 'busted_at', t.busted_at,
            'sources', array_remove(array[
                case when t.primary_at is not null then 'primary' end,
                case when t.response_at is not null then 'response' end,
                case when t.drop_copy_at is not null then 'drop_copy' end,
                case when t.manual_at is not null then 'manual' end,
                case when t.file_at is not null then 'file' end], null))
            order by t.trade_id desc), '[]')
        from (
            select t.* from core.trades as t
            -- A range of the index on client and trade, never the trades of all read backwards.
            where (t.user_id, t.trade_id)
                between (get_trades.user_id, 0) and (get_trades.user_id, v_before - 1)
            order by t.user_id desc, t.trade_id desc
            limit v_size + 1) as t
        left join book.instruments as i on i.instrument_id = t.instrument_id),
        v_size, 'trade_id');
end
$$;

revoke all on function api.get_trades(bigint, bigint, text) from public;
grant execute on function api.get_trades(bigint, bigint, text)
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function api.get_trades(bigint, bigint, text) is
    'GET /trades?user_id=: trades of a client, newest first, with the sources that reported each';
