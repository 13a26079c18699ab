-- The past of figures that have a chart, in the steps of monitor.steps.
create or replace view ops.figure_history as
select h.measure, h.subject, h.begins_at, make_interval(secs => h.step_seconds) as step,
    round(h.total / nullif(h.figures, 0), 3) as mean, h.low, h.high
from monitor.history as h;

revoke all on ops.figure_history from public;
grant select on ops.figure_history to dba;

comment on view ops.figure_history is
    'Figures that have a chart, by steps of time: mean, lowest, highest; unlogged';
