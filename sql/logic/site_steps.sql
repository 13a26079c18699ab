-- The runbooks' steps in short, for whoever stands before the page on the day; the words are those
-- of docs/runbooks.
-- Calls: none. Writes: none.
create or replace function logic.site_steps(to_mode text)
returns jsonb
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(jsonb_build_object('step', s.step, 'who', s.who, 'does', s.does)
        order by s.step)
    from (values
        ('active', 1, 'first supervisor',
            'Is the main site really down? The desk does not decide.'),
        ('active', 2, 'first supervisor',
            'Have the main site''s order sessions switched off, there or at the exchange.'),
        ('active', 3, 'second supervisor',
            'Read the checks: nothing says stop, every look is understood. Then approve.'),
        ('active', 4, 'second supervisor', 'GET /site says active: tell the agents.'),
        ('active', 5, 'agents', 'Take calls: verify, read back, square off, end the call.'),
        ('active', 6, 'supervisors', 'GET /reports/gap: settle what is unassigned or unknown.'),
        ('active', 7, 'DBA', 'Watch ops.health and ops.alerts.'),
        ('returning', 1, 'supervisors', 'The main site is fit and its order sessions are down.'),
        ('returning', 2, 'agents', 'End the calls; no new order can be made from now on.'),
        ('returning', 3, 'supervisors',
            'Let open orders finish or cancel them; settle unconfirmed fills.'),
        ('returning', 4, 'DBA of the primary',
            'Subscribe to the desk, select desk.merge(); read desk.conflicts.'),
        ('returning', 5, 'DBA of the primary', 'select desk.acknowledge().'),
        ('returning', 6, 'supervisors',
            'GET /site/failback says acknowledged: ask for standby, approve.'),
        ('standby', 1, 'supervisors', 'GET /site/failback says acknowledged.'),
        ('standby', 2, 'DBA', 'The subscription irra_book applies; ops.position_breaks is empty.'),
        ('standby', 3, 'main site', 'Opens its order sessions.'),
        ('drill', 1, 'supervisors', 'Only simulator sessions are enabled: GET /site/checks.'),
        ('drill', 2, 'agents', 'Work as on the day; every answer and page says drill.'),
        ('drill', 3, 'supervisors',
            'End it: POST /site/standby. GET /reports/incident is its report.'),
        ('end of drill', 1, 'agents', 'End the calls of the drill.'),
        ('end of drill', 2, 'supervisors',
            'GET /reports/incident is its report. What the drill did is taken back as it ends.')
    ) s (to_mode, step, who, does)
    where s.to_mode = site_steps.to_mode
$$;

revoke all on function logic.site_steps(text) from public;
comment on function logic.site_steps(text) is
    'The steps of the runbook for a change to this mode, or for the end of drill: who does what';
