-- What the desk is doing.
create or replace view ops.site as
select s.mode, s.mode_since, now() - s.mode_since as age from core.site as s;

revoke all on ops.site from public;
grant select on ops.site to dba, irra_monitor;

comment on view ops.site is 'One row: the desk''s mode and since when';
