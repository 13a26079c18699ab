-- The sessions of a private desk, two for each exchange: orders out, and the exchange's drop copy of all of
-- them. One simulator plays both exchanges on one port. A session that is there keeps what a DBA changed, but
-- follows the simulator's port. Heartbeats are short: a line that is dead, or whose other end hangs, is given up
-- after 2.4 of them.
--   psql -v port=9880 -d irra -f replication/private_desk/simulator_sessions.sql
-- Prices of the reference book are of a day long gone, and nobody renews them: on a desk that is new the rule
-- that tells it is off.
-- Writes: fix.sessions, monitor.rules
update monitor.rules set enabled = false
where rule_name = 'prices_stale' and not exists (select from fix.sessions);

insert into fix.sessions (
    name, kind, exchange, segment, host, port, sender_comp_id, target_comp_id, heartbeat_seconds)
values
    ('simulator-orders', 'order', 'NSE', null, '127.0.0.1', :'port', 'IRRA1', 'SIMEX', 5),
    ('simulator-drop-copy', 'drop_copy', 'NSE', null, '127.0.0.1', :'port', 'IRRADC', 'SIMEX', 5),
    ('simulator-bse-orders', 'order', 'BSE', null, '127.0.0.1', :'port', 'IRRA2', 'SIMBSE', 5),
    ('simulator-bse-drop-copy', 'drop_copy', 'BSE', null, '127.0.0.1', :'port', 'IRRADC2', 'SIMBSE', 5)
on conflict (name) do update set port = excluded.port
where sessions.port is distinct from excluded.port;
