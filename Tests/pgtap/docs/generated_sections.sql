-- What the documents restate is what there is. Run from the project's root, as `make test` does.
\set readme `cat README.md docs/*.md docs/runbooks/*.md docs/decisions/*.md`
\set makefile `cat Makefile`
\set setting_names `cat Sources/irra/SettingName.swift`
\set commands `cat Sources/irra/Commands/*.swift`
\set monitoring `cat docs/monitoring/*.yml docs/monitoring/*.json`
\set told `cat Sources/Front/MetricsPage.swift Sources/Front/RequestMetrics.swift sql/monitor/metrics.sql`
\set runbook `cat docs/runbooks/monitoring.md`
\set headings `cd docs/runbooks && grep -H '^## ' *.md`
\set routes `cat Sources/Front/RouteTable.swift`
\ir ../../../docs/generated_sections.psql
begin;
set local search_path = tap;
select plan(12);

select is(:'error_codes'::text, :'error_codes_now'::text,
    'docs/error_codes.md lists core.error_codes; else: Tests/run-sql-tests --write-docs');
select is(:'order_states'::text, :'order_states_now'::text,
    'docs/order_states.md draws core.order_transitions; else: Tests/run-sql-tests --write-docs');
select is(:'settings'::text, :'settings_now'::text,
    'docs/settings.md lists core.settings; else: Tests/run-sql-tests --write-docs');

select is_empty($$ select m[1] from regexp_matches($$ || quote_literal(:'readme')
    || $$, '(?:`|^)make ([a-z-]+)', 'ng') as m except
    select m[1] from regexp_matches($$ || quote_literal(:'makefile')
    || $$, '^([a-z-]+):', 'ng') as m $$, 'every make target that is named exists');
select is_empty($$ select m[1] from regexp_matches($$ || quote_literal(:'readme')
    || $$, '(?:`|^|/)irra ([a-z-]+)', 'ng') as m except
    select m[1] from regexp_matches($$ || quote_literal(:'commands')
    || $$, 'commandName: "([a-z-]+)"', 'g') as m $$, 'every subcommand that is named exists');
select is_empty($$ select m[1] from regexp_matches($$ || quote_literal(:'setting_names')
    || $$, '"(IRRA_[A-Z_]+)"', 'g') as m except
    select m[1] from regexp_matches($$ || quote_literal(:'readme')
    || $$, '(IRRA_[A-Z_]+)', 'g') as m $$, 'every setting of a process is in the README');
select is_empty($$ select distinct upper(m[1]) || ' ' || m[2] from regexp_matches($$
    || quote_literal(:'routes') || $$, '\.(get|post|put|patch|delete),\s+"(/[^"]+)"', 'g') as m
    where position('`' || upper(m[1]) || ' ' || m[2] || '`' in $$ || quote_literal(:'readme')
    || $$) = 0 $$, 'every route is in the README');

-- A function, view or type that a document names, such as `fix.dispatch`, exists.
select is_empty($$ select m[1] || '.' || m[2] from regexp_matches($$ || quote_literal(:'readme')
    || $$, '`(api|auth|audit|core|book|fix|logic|notify|ops|queue|sync)\.([a-z_]+)', 'g') as m
    where not exists (select from pg_catalog.pg_proc p
            where p.pronamespace = m[1]::regnamespace and p.proname = m[2])
        and not exists (select from pg_catalog.pg_class c
            where c.relnamespace = m[1]::regnamespace and c.relname = m[2])
        and not exists (select from pg_catalog.pg_type y
            where y.typnamespace = m[1]::regnamespace and y.typname = m[2])
        -- Made by replication/subscription.sql, with the subscription.
        and (m[1], m[2]) <> ('sync', 'resume_subscription') $$,
    'every SQL function, view, table and type that is named exists');
select is_empty($$ select m[1] from regexp_matches($$ || quote_literal(:'readme')
    || $$, '`(IR[0-9]{3})`', 'g') as m except select code from core.error_codes $$,
    'every code that is named exists');

-- A panel or rule outside that asks for what nobody tells shows nothing, and nobody notices.
select is_empty($$ select m[1] from regexp_matches($$ || quote_literal(:'monitoring')
    || $$, '\m(irra_[a-z_]+)', 'g') as m except (
    select 'irra_' || x.measure from monitor.measures x union
    select m[1] || k from regexp_matches($$ || quote_literal(:'told')
    || $$, '\m(irra_[a-z_]+)', 'g') as m, unnest('{"",_bucket}'::text[]) k) $$,
    'every figure that the dashboard and the rules of Prometheus name is told');
select is_empty($$ select r.rule_name, r.runbook from monitor.rules r
    where strpos(r.runbook, '#') > 0 and strpos($$ || quote_literal(:'headings' || E'\n')
    || $$, split_part(split_part(r.runbook, '#', 1), '/', 3) || ':## ' || split_part(r.runbook, '#', 2) || E'\n') = 0 $$,
    'every rule''s runbook has the part that it names');
-- Of the table of faults; `_` tells a name from other code.
select is_empty($$ select m[1] from regexp_matches($$ || quote_literal(split_part(split_part(:'runbook', '| Fault | Alert |', 2), E'\n\n', 1))
    || $$, '`([a-z]+_[a-z_]+)`', 'g') as m
    where m[1] not in (select r.rule_name from monitor.rules r)
        and not exists (select from pg_proc p where p.prosrc like '%raise_alert(%' and p.prosrc like '%''' || m[1] || '''%') $$,
    'every alert that the runbook''s faults are told by is raised');

select * from finish();
rollback;
