-- Defaults of the settings of the desk's watch over itself.
-- Writes: core.settings
insert into core.settings (name, value, unit, description) values
    ('alert_escalation_seconds', '300', 'seconds',
        'A critical alert that nobody acknowledged for so long is told again; 0 = never'),
    ('monitor_baseline_figures', '600', 'figures',
        'How many of the last figures count most in what is usual of a measure')
on conflict (name) do update
    set unit = excluded.unit, description = excluded.description
    where (settings.unit, settings.description)
        is distinct from (excluded.unit, excluded.description);
