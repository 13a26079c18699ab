-- Order and precedence of what is told. A message never waits for one of a smaller urgency.
-- Writes: notify.streams
insert into notify.streams (stream, priority, coalesces, obeys_quiet, description) values
    ('security', 1, false, false, 'One-time codes, changes of contact: at once'),
    ('orders', 2, true, false, 'What became of a client''s orders: in order, together'),
    ('direct', 2, false, false, 'What a person of the desk writes to one client'),
    ('ops', 2, true, false, 'To the people of the desk'),
    ('notices', 3, false, true, 'To all clients: behind everything else')
on conflict (stream) do update
    set priority = excluded.priority, coalesces = excluded.coalesces,
        obeys_quiet = excluded.obeys_quiet, description = excluded.description
    where (streams.priority, streams.coalesces, streams.obeys_quiet, streams.description)
        is distinct from (excluded.priority, excluded.coalesces, excluded.obeys_quiet,
            excluded.description);
