-- Calls: none. Writes: none.
create or replace function notify.sample_facts(kind text)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(f.name, coalesce(v.value, to_jsonb('(' || f.name || ')')))
    from notify.kinds k
    cross join lateral unnest(k.facts) f (name)
    left join lateral jsonb_each('{"name": "A. Client & Sons", "order_id": 1000000000123,
        "side": "sell", "quantity": 75, "filled_quantity": 50, "symbol": "NIFTY26JANFUT",
        "exchange": "NSE", "product": "NRML", "limit_price": "23100", "average_price": 23099.5,
        "reason": "price band <1%>", "time": "10:15:30", "code": "123456", "minutes": 5,
        "trade_number": "4711", "trade_quantity": 25, "trade_price": 23100, "count": 2,
        "lines": "10:15:30  one\n10:15:31  two", "more": "", "title": "A title",
        "text": "A text"}') v (name, value) on v.name = f.name
    where k.kind = sample_facts.kind
$$;

revoke all on function notify.sample_facts(text) from public;
comment on function notify.sample_facts(text) is 'Invented values for a look at a template';
