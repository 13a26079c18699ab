-- The monitor reads what it has to measure, and people how it is measured; rows are written by the
-- functions of monitor and api alone.
create policy monitor_read on monitor.measures for select to irra_monitor using (true);
create policy monitor_read on monitor.readings for select to irra_monitor using (true);
grant select on monitor.measures, monitor.readings to irra_monitor;
grant usage on schema monitor to irra_monitor, irra_front;
