-- Before the history: the indexes that guard nothing (the rows satisfy their keys anyhow) are taken
-- down; history_done.sql builds them again, sorted, which is many times quicker than row by row.
--   psql -d irra -f bench/sql/history_begin.sql
-- Writes: bench.indexes.
create table bench.indexes as
select x.indexrelid::regclass::text as name, pg_get_indexdef(x.indexrelid) as definition
from pg_index x
where not x.indisunique and x.indrelid = any (array['core.instructions', 'core.exits',
    'core.orders', 'core.order_requests', 'core.order_events', 'core.trades',
    'core.temp_trades']::regclass[]);
select format('drop index %s', i.name) from bench.indexes i \gexec
