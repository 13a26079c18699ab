-- Defaults of every setting that notifications read; a value that a person has changed stays.
-- Writes: core.settings
insert into core.settings (name, value, unit, description) values
    ('notify_max_attempts', '10', 'attempts',
        'Tries of one message before it is given up; a provider''s own failures do not count'),
    ('notify_retry_seconds', '2', 'seconds',
        'Wait after the first failed try of a message; doubles with each, with jitter'),
    ('notify_retry_seconds_max', '3600', 'seconds', 'Longest wait between two tries'),
    ('notify_composers', '1', 'notifiers',
        'How many make messages at the same time: half as many as the database has processors'),
    ('notify_max_age_hours', '24', 'hours',
        'A message older than this is given up, whosever fault it was'),
    ('notify_lines_max', '50', 'lines',
        'Rows of the table in an e-mail about several events; a text has three'),
    ('notify_events_max', '200', 'events', 'Most events that one message tells of'),
    ('notify_language', 'en', 'ISO 639', 'Language of who has not chosen one'),
    ('notify_time_zone', 'Asia/Kolkata', 'time zone',
        'Of times in messages and of quiet hours'),
    ('notify_clients_of_site', 'on', 'on or off',
        'Whether all clients are told when the desk opens and closes'),
    ('notify_notice_rate', '500', 'clients a second',
        'How fast a notice to all clients is queued'),
    ('notify_notice_backlog', '10000', 'messages',
        'A notice is not queued further while so many of its messages wait'),
    ('notify_receipt_window_seconds', '300', 'seconds',
        'How far from now a provider''s signed receipt may be'),
    ('notify_dead_alert', 'on', 'on or off', 'Whether given-up messages raise an alert')
on conflict (name) do update
    set unit = excluded.unit, description = excluded.description
    where (settings.unit, settings.description)
        is distinct from (excluded.unit, excluded.description);
