-- After the history: the indexes again, statistics as autovacuum leaves them, pages written.
set maintenance_work_mem = '1GB';
select i.definition from bench.indexes i \gexec
drop table bench.indexes;
vacuum (analyze) core.positions, core.instructions, core.exits, core.orders, core.order_requests,
    core.order_events, core.trades, core.temp_trades, fix.outbound, fix.inbound;
checkpoint;
