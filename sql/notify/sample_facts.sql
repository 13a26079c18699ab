-- Calls: none. Writes: none.
create or replace function notify.sample_facts(kind text)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(f.name, coalesce(v.value, to_jsonb('(' || f.name || ')')))
    from notify.kinds k
    cross join lateral unnest(k.facts) f (name)
    left join lateral jsonb_each('{"name": "A. Client & Sons", "order_id": 1000000000123,
        "side": "sell", "quantity": "1,250", "filled_quantity": "1,000", "symbol": "NIFTY26JANFUT",
        "exchange": "NSE", "product": "NRML", "limit_price": "23,100.00",
        "average_price": "23,099.50", "reason": "price band <1%>",
        "time": "15 Jan 2026, 10:15:30 IST", "code": "123456", "minutes": 5,
        "trade_number": "4711", "trade_quantity": "250", "trade_price": "23,100.00", "count": 2,
        "lines": "15 Jan 2026, 10:15:30 IST  one\n15 Jan 2026, 10:15:31 IST  two", "more": "",
        "title": "A title", "text": "A text"}') v (name, value) on v.name = f.name
    where k.kind = sample_facts.kind
$$;

revoke all on function notify.sample_facts(text) from public;
comment on function notify.sample_facts(text) is 'Invented values for a look at a template';
