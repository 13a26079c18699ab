-- GET /pnl. Of one client by position and segment; for those who oversee, without a client, of all
-- with the largest losses first, by the net or the day's view. A sum leaves out positions without
-- a price and says how many.
-- Calls: auth.audit_read, auth.is_unlimited, auth.list_limit, auth.refuse, auth.require,
-- auth.require_client, auth.scoped_figures, sync.fold_before_decision. Writes: none.
create or replace function api.get_pnl(user_id bigint default null, view text default 'net')
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_trade_date date;
    -- Of all clients, for somebody limited: a set, not row by row.
    v_is_scoped boolean;
    v_answer jsonb;
begin
    if get_pnl.view not in ('net', 'day') then
        perform auth.refuse('IR101', '{"field": "view", "expected": "net or day"}');
    end if;
    if get_pnl.user_id is not null then
        perform auth.require_client(get_pnl.user_id);
    else
        perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    end if;
    perform sync.fold_before_decision();
    v_is_scoped := get_pnl.user_id is null and not auth.is_unlimited();
    select max(d.trade_date) into v_trade_date from book.trading_days as d;
    v_answer := (
        with figures as materialized (
            select f.* from api.position_figures as f
            where f.trade_date = v_trade_date
                and f.user_id = coalesce(get_pnl.user_id, f.user_id) and not v_is_scoped
            union all
            select s.* from auth.scoped_figures(v_trade_date) as s where v_is_scoped
        ),
        -- One pass: the whole, each segment, each client.
        sums as (
            select grouping(f.exchange, f.segment, f.user_id) as kind,
                f.exchange, f.segment, f.user_id, jsonb_build_object(
                    'net', jsonb_build_object('realised', coalesce(sum(f.realised), 0),
                        'unrealised', coalesce(sum(f.unrealised), 0),
                        'pnl', coalesce(sum(f.pnl), 0)),
                    'day', jsonb_build_object('realised', coalesce(sum(f.day_realised), 0),
                        'unrealised', coalesce(sum(f.day_unrealised), 0),
                        'pnl', coalesce(sum(f.day_pnl), 0)),
                    'positions', count(*),
                    'without_price', count(*) filter (where f.pnl is null or f.day_pnl is null))
                    as shown,
                case get_pnl.view when 'net' then sum(f.pnl) else sum(f.day_pnl) end as gain
            from figures as f
            group by grouping sets ((), (f.exchange, f.segment), (f.user_id))
        )
        select jsonb_build_object('trade_date', v_trade_date, 'as_of', now())
            || (select s.shown from sums as s where s.kind = 7)
            || jsonb_build_object('segments', (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'exchange', s.exchange, 'segment', s.segment) || s.shown
                    order by s.exchange, s.segment), '[]')
                from sums as s where s.kind = 1))
            || case when get_pnl.user_id is not null then jsonb_build_object(
                'user_id', get_pnl.user_id, 'by_position', (
                    select coalesce(jsonb_agg(jsonb_build_object(
                        'position_id', f.position_id, 'symbol', f.symbol,
                        'exchange', f.exchange, 'segment', f.segment, 'product', f.product,
                        'overnight_quantity', f.overnight_quantity, 'quantity', f.net_quantity,
                        'last_price', f.last_price, 'previous_close', f.previous_close,
                        'price_as_of', f.price_as_of,
                        'net', jsonb_build_object('realised', f.realised,
                            'unrealised', f.unrealised, 'pnl', f.pnl),
                        'day', jsonb_build_object('realised', f.day_realised,
                            'unrealised', f.day_unrealised, 'pnl', f.day_pnl))
                        order by f.symbol, f.exchange, f.product, f.position_id), '[]')
                    from figures as f))
            else jsonb_build_object(
                'clients', (select count(*) from sums as s where s.kind = 6),
                'top_losses', (
                    select coalesce(jsonb_agg(jsonb_build_object('user_id', l.user_id,
                        'broker_id', u.broker_id) || l.shown order by l.gain, l.user_id), '[]')
                    from (
                        select s.* from sums as s where s.kind = 6 and s.gain < 0
                        order by s.gain, s.user_id limit auth.list_limit()) as l
                    left join book.users as u on u.user_id = l.user_id)) end);
    perform auth.audit_read('get_pnl', get_pnl.user_id, v_answer);
    return v_answer;
end
$$;

revoke all on function api.get_pnl(bigint, text) from public;
grant execute on function api.get_pnl(bigint, text)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_pnl(bigint, text) is
    'GET /pnl?user_id=&view=: gains of a client, or the sums and largest losses of all clients';
