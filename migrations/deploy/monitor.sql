-- What the desk watches about itself: measures, rules over them, and what they last said.
begin;
set local role irra_owner;

-- What is measured. A query runs as irra_monitor, in a transaction that can only read, and answers
-- rows (subject text, value numeric, detail jsonb); without one a worker tells the figures.
create table monitor.measures (
    measure text primary key,
    query text,
    -- gauge: the figure itself; counter: it only grows, and what counts is its rate a second.
    kind text not null default 'gauge',
    every_seconds integer not null default 1,
    unit text not null,
    description text not null,
    -- Its place among the charts; what has none keeps no past.
    chart_place smallint,
    constraint measures_kind_known check (kind in ('gauge', 'counter')),
    constraint measures_pace check (every_seconds between 1 and 86400),
    constraint measures_name check (measure ~ '^[a-z][a-z0-9_]{1,60}$')
);

-- When a figure is a fault, how long it must last, how grave it is, whose it is.
create table monitor.rules (
    rule_name text primary key,
    measure text not null references monitor.measures,
    comparison text not null,
    threshold numeric not null,
    hold_seconds integer not null default 0,
    severity text not null,
    audience text not null,
    -- One that comes back within this time is the same fault.
    quiet_seconds integer not null default 300,
    -- Nobody has acknowledged it by then: a graver alert. Null: never.
    escalate_seconds integer,
    runbook text not null,
    description text not null,
    enabled boolean not null default true,
    constraint rules_comparison_known check (comparison in ('above', 'below', 'unusual')),
    constraint rules_severity_known check (severity in ('info', 'warning', 'critical')),
    constraint rules_audience_known check (audience in ('desk', 'supervisor', 'dba')),
    constraint rules_times check (hold_seconds between 0 and 86400
        and quiet_seconds between 0 and 86400 and escalate_seconds between 10 and 86400),
    constraint rules_name check (rule_name ~ '^[a-z][a-z0-9_]{1,60}$')
);

-- How each measure went last.
create table monitor.readings (
    measure text primary key references monitor.measures on delete cascade,
    read_at timestamptz not null,
    took_ms numeric not null,
    problem text
) with (fillfactor = 50);

-- The last figures. Made anew within seconds, so a crash may empty it.
create unlogged table monitor.samples (
    measure text not null references monitor.measures on delete cascade,
    subject text not null,
    value numeric,
    -- A counter as it was read.
    count_read numeric,
    detail jsonb,
    sampled_at timestamptz not null,
    primary key (measure, subject)
) with (fillfactor = 50);

-- What is usual: mean and variance, older figures counting less and less.
create table monitor.baselines (
    measure text not null references monitor.measures on delete cascade,
    subject text not null,
    mean numeric not null,
    variance numeric not null,
    figures bigint not null,
    updated_at timestamptz not null,
    primary key (measure, subject)
) with (fillfactor = 50);

-- Which rules are broken by whom at this moment, and since when.
create table monitor.breaches (
    rule_name text not null references monitor.rules on delete cascade,
    subject text not null,
    since timestamptz not null,
    value numeric not null,
    primary key (rule_name, subject)
) with (fillfactor = 50);

-- How fine and how far back the past of figures is kept. Each step has so many places, used again
-- and again, so that the past never grows.
create table monitor.steps (
    step_seconds integer primary key,
    places integer not null,
    constraint steps_bounded check (step_seconds between 1 and 3600 and places between 1 and 2000)
);
insert into monitor.steps (step_seconds, places) values (5, 360), (60, 480);

-- The past of figures that have a chart: what they were within each step. A crash may empty it.
create unlogged table monitor.history (
    measure text not null references monitor.measures on delete cascade,
    subject text not null,
    step_seconds integer not null references monitor.steps on delete cascade,
    place integer not null,
    begins_at timestamptz not null,
    figures integer not null,
    total numeric not null,
    low numeric not null,
    high numeric not null,
    primary key (measure, subject, step_seconds, place)
) with (fillfactor = 50);

alter table monitor.measures enable row level security;
alter table monitor.measures force row level security;
alter table monitor.rules enable row level security;
alter table monitor.rules force row level security;
alter table monitor.readings enable row level security;
alter table monitor.readings force row level security;
alter table monitor.samples enable row level security;
alter table monitor.samples force row level security;
alter table monitor.baselines enable row level security;
alter table monitor.baselines force row level security;
alter table monitor.breaches enable row level security;
alter table monitor.breaches force row level security;
alter table monitor.steps enable row level security;
alter table monitor.steps force row level security;
alter table monitor.history enable row level security;
alter table monitor.history force row level security;

-- What everything is -----------------------------------------------------------------------------
comment on table monitor.measures is 'What is measured, how and how often';
comment on column monitor.measures.measure is 'Its name, also in /metrics as irra_<name>';
comment on column monitor.measures.query is
    'Answers (subject text, value numeric, detail jsonb) as irra_monitor; null: a worker tells it';
comment on column monitor.measures.kind is 'gauge, or counter: its rate a second counts';
comment on column monitor.measures.every_seconds is 'How often it is read';
comment on column monitor.measures.unit is 'Of the figure';
comment on column monitor.measures.description is 'In words';
comment on column monitor.measures.chart_place is
    'Its place among the charts; null: no chart, no past';

comment on table monitor.rules is 'When a figure is a fault, how grave, whose; see ops.rules';
comment on column monitor.rules.rule_name is 'Also the kind of its alerts';
comment on column monitor.rules.measure is 'Which figures';
comment on column monitor.rules.comparison is
    'above or below the threshold, or unusual: that many deviations from the rolling mean';
comment on column monitor.rules.threshold is 'In the measure''s unit; deviations for unusual';
comment on column monitor.rules.hold_seconds is 'How long it must last';
comment on column monitor.rules.severity is 'Of the alert: info, warning or critical';
comment on column monitor.rules.audience is 'Who sees to it: desk, supervisor or dba';
comment on column monitor.rules.quiet_seconds is
    'Back within this time it is the same alert, and nobody is told again';
comment on column monitor.rules.escalate_seconds is
    'Not acknowledged for this long it is escalated; null: never';
comment on column monitor.rules.runbook is 'Where it says what to do';
comment on column monitor.rules.description is 'What it means';
comment on column monitor.rules.enabled is 'Whether it counts';

comment on table monitor.readings is 'When each measure was read last, how long it took';
comment on column monitor.readings.measure is 'Which';
comment on column monitor.readings.read_at is 'When';
comment on column monitor.readings.took_ms is 'Milliseconds';
comment on column monitor.readings.problem is 'Why it could not be read; null when it could';

comment on table monitor.samples is 'The last figures, one row a measure and subject';
comment on column monitor.samples.measure is 'Which measure';
comment on column monitor.samples.subject is 'Of what: a session, a queue, a worker; empty: the desk';
comment on column monitor.samples.value is 'The figure; of a counter its rate, null at first';
comment on column monitor.samples.count_read is 'A counter as it was read; null of a gauge';
comment on column monitor.samples.detail is 'What else is worth knowing';
comment on column monitor.samples.sampled_at is 'When';

comment on table monitor.baselines is 'What is usual of figures that rules compare with it';
comment on column monitor.baselines.measure is 'Which measure';
comment on column monitor.baselines.subject is 'Of what';
comment on column monitor.baselines.mean is 'Rolling mean';
comment on column monitor.baselines.variance is 'Rolling variance';
comment on column monitor.baselines.figures is 'How many figures made it';
comment on column monitor.baselines.updated_at is 'When the last came';

comment on table monitor.breaches is 'Rules that are broken at this moment';
comment on column monitor.breaches.rule_name is 'Which rule';
comment on column monitor.breaches.subject is 'By what';
comment on column monitor.breaches.since is 'Since when';
comment on column monitor.breaches.value is 'The last figure';

comment on table monitor.steps is 'How fine and how far back the past of figures is kept';
comment on column monitor.steps.step_seconds is 'Figures within this time are one';
comment on column monitor.steps.places is 'How many steps are kept';

comment on table monitor.history is 'The past of figures that have a chart, by steps of time';
comment on column monitor.history.measure is 'Which measure';
comment on column monitor.history.subject is 'Of what';
comment on column monitor.history.step_seconds is 'Which step';
comment on column monitor.history.place is 'Which place of the ring: begins_at by steps, modulo';
comment on column monitor.history.begins_at is 'Begin of the step that the place holds now';
comment on column monitor.history.figures is 'How many figures came within it';
comment on column monitor.history.total is 'Their sum';
comment on column monitor.history.low is 'The lowest';
comment on column monitor.history.high is 'The highest';

commit;
