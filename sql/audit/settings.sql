-- Defaults of the settings that sealing reads. A value that somebody has changed stays; the
-- description and the unit follow the code.
-- Writes: core.settings
insert into core.settings (name, value, unit, description) values
    ('audit_seal_rows_max', '10000', 'rows', 'Most rows of the audit log in one seal'),
    ('audit_idle_seal_seconds', '60', 'seconds',
        'An audit log to which nothing was written is sealed again after this long'),
    ('audit_unsealed_seconds', '60', 'seconds',
        'ops.health is not ok when a row of the audit log has waited for its seal longer'),
    ('audit_head_seconds', '180', 'seconds',
        'ops.health is not ok when the last seal''s hash was not written outside for longer')
on conflict (name) do update
    set unit = excluded.unit, description = excluded.description
    where (settings.unit, settings.description)
        is distinct from (excluded.unit, excluded.description);
