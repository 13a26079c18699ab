-- The mode machine. A drill ends in standby: nothing that was practised may run on into a real day.
-- Writes: core.site_mode_transitions
with rows (from_mode, to_mode) as (values
    ('standby', 'active'),
    ('active', 'returning'),
    ('returning', 'standby'),
    ('returning', 'active'),
    ('standby', 'drill'),
    ('drill', 'standby')
),
gone as (
    delete from core.site_mode_transitions as t
    where not exists (
        select from rows as r where (r.from_mode, r.to_mode) = (t.from_mode, t.to_mode))
)
insert into core.site_mode_transitions (from_mode, to_mode)
select r.from_mode, r.to_mode from rows as r
on conflict (from_mode, to_mode) do nothing;
