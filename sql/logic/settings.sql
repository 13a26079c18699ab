-- Defaults of every setting that this part of the desk reads. A value that somebody has changed
-- stays; the description and the unit follow the code.
-- Writes: core.settings
insert into core.settings (name, value, unit, description) values
    ('session_minutes', '480', 'minutes', 'How long a log-in lasts'),
    ('login_failure_limit', '5', 'attempts',
        'Failed log-ins of one name within login_window_minutes before it has to wait'),
    ('login_address_failure_limit', '50', 'attempts',
        'Failed log-ins from one address within login_window_minutes before it has to wait'),
    ('login_window_minutes', '15', 'minutes', 'How far back failed log-ins count'),
    ('login_wait_seconds', '30', 'seconds',
        'First wait after too many failed log-ins; doubles with each further failure'),
    ('login_wait_seconds_max', '900', 'seconds', 'Longest wait after failed log-ins'),
    ('unknown_name_password_hash',
        '$argon2id$v=19$m=19456,t=2,p=1$aXJyYS11bmtub3duLW5hbWU$'
        'P8yNKlrldeRwSxV6WURL2IwNLYiHVEwY7ovOIcRn7Vc',
        'Argon2id',
        'Checked in place of a hash when the name is unknown, so that both take the same time'),
    ('call_minutes', '30', 'minutes', 'How long a verified call gives access to its client'),
    ('call_mismatch_limit_agent', '10', 'attempts',
        'Failed verifications by one agent within call_mismatch_window_minutes before a pause'),
    ('call_mismatch_limit_client', '5', 'attempts',
        'Failed verifications for a broker id within call_mismatch_window_minutes before a pause'),
    ('call_mismatch_window_minutes', '60', 'minutes', 'How far back failed verifications count'),
    ('handover_minutes', '2', 'minutes', 'How long a hand-over of a call can be accepted'),
    ('caller_points_a_minute', '2', 'points',
        'What each minute of waiting adds to a caller''s priority'),
    ('caller_points_expiry', '40', 'points',
        'Priority of a caller who holds something that expires today'),
    ('caller_points_cut_off', '40', 'points',
        'Priority of a caller with an intraday position at its cut-off; less the farther it is'),
    ('caller_cut_off_minutes', '60', 'minutes', 'From when on a cut-off adds to the priority'),
    ('caller_points_loss', '40', 'points', 'Priority of a caller who loses caller_full_loss'),
    ('caller_full_loss', '1000000', 'rupees',
        'Loss of the day that gives all of caller_points_loss; smaller ones give a part'),
    ('caller_claim_minutes', '5', 'minutes',
        'How long a caller may be taken without a call before they wait again'),
    ('approval_minutes', '15', 'minutes', 'How long a request waits for its second person'),
    ('worker_silence_seconds', '15', 'seconds',
        'A worker not seen for this long counts as gone in ops.health'),
    ('queue_age_alert_seconds', '5', 'seconds',
        'ops.health is not ok when a queue''s oldest message is older'),
    ('list_limit', '500', 'rows', 'Most rows that a list answers'),
    ('text_length_max', '1000', 'characters', 'Longest text accepted in a request field')
on conflict (name) do update
    set unit = excluded.unit, description = excluded.description
    where (settings.unit, settings.description)
        is distinct from (excluded.unit, excluded.description);
