-- After the history: statistics as autovacuum leaves them, pages written.
vacuum (analyze) core.positions, core.instructions, core.orders, core.order_requests,
    core.order_events, core.trades, core.temp_trades, fix.outbound, fix.inbound;
checkpoint;
