-- Settings of orders and the exchange; a value that a person has changed stays.
insert into core.settings (name, value, unit, description) values
    ('protection_percent_cash', '2', 'percent',
        'How far beyond the last price a protected exit of a cash instrument may trade'),
    ('protection_percent_futures', '1', 'percent',
        'How far beyond the last price a protected exit of a future may trade'),
    ('protection_percent_options', '10', 'percent',
        'How far beyond the last price a protected exit of an option may trade'),
    ('max_slices', '200', 'orders', 'Most orders that one square-off may be sliced into'),
    ('unconfirmed_alert_seconds', '10', 'seconds',
        'Age from which a fill without drop copy is shown as overdue'),
    ('answer_wait_seconds', '5', 'seconds',
        'How long a message to the exchange waits for its answer before the order is asked for; '
            '0 = never'),
    ('cancel_retry_seconds', '10', 'seconds',
        'How long a cancel waits for its answer before it may be asked again'),
    ('chase_after_seconds', '10', 'seconds',
        'How long a protected exit rests unfilled before it is priced again; 0 = never'),
    ('chase_max_replaces', '3', 'replacements',
        'How often a protected exit is priced again at most'),
    ('chase_step_percent_cash', '1', 'percent',
        'How much farther each new price of a protected exit of a cash instrument may go'),
    ('chase_step_percent_futures', '0.5', 'percent',
        'How much farther each new price of a protected exit of a future may go'),
    ('chase_step_percent_options', '5', 'percent',
        'How much farther each new price of a protected exit of an option may go'),
    ('square_off_approval_value', '100000000', 'rupees',
        'Value above which a square-off needs a second person; 0 = never'),
    ('square_off_all_needs_approval', 'on', 'on or off',
        'Whether closing all of a client''s positions needs a second person'),
    ('cancel_pending_wait_seconds', '30', 'seconds',
        'How long a square-off waits for the cancels of pending exits before it fails'),
    ('funds_policy', 'warn', 'block, warn or off',
        'What happens when a client''s funds do not suffice to buy back a short option')
on conflict (name) do update
    set unit = excluded.unit, description = excluded.description
    where (settings.unit, settings.description)
        is distinct from (excluded.unit, excluded.description);
