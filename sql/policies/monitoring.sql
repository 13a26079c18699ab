-- The monitor and the front reach the schema's functions; its rows nobody but those.
grant usage on schema monitor to irra_monitor, irra_front;
