-- Where the time of functions goes; needs track_functions = pl, counted since the statistics began.
create or replace view ops.functions as
select f.schemaname || '.' || f.funcname as function_name, f.calls,
    round(f.total_time::numeric, 1) as total_ms, round(f.self_time::numeric, 1) as self_ms,
    round((f.total_time / nullif(f.calls, 0))::numeric, 3) as ms_a_call
from pg_catalog.pg_stat_user_functions as f;

revoke all on ops.functions from public;
grant select on ops.functions to dba, irra_monitor;

comment on view ops.functions is 'One row a function: calls, milliseconds in all and by itself';
