-- A worker that sleeps as soon as it is woken: every wake-up of a run is really sent.
--   psql -v session=simulator-orders …
insert into queue.channels (channel, asleep) values ('dispatch:' || :'session', true)
on conflict (channel) do update set asleep = true;
