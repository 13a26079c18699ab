-- What the desk is doing.
create or replace view ops.site as
select s.mode, s.mode_since, now() - s.mode_since as age,
    d.positions_agree, d.positions_detail, d.checked_at as positions_checked_at
from core.site as s
left join sync.desk_state as d on true;

revoke all on ops.site from public;
grant select on ops.site to dba, irra_monitor;

comment on view ops.site is
    'One row: the desk''s mode and since when; whether positions were right at the last look';
