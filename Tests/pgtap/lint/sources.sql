-- Rules for the text under sql/. Run from the project's root, as `make test` does.
begin;
set local search_path = tap;
set local client_min_messages = warning;
select plan(14);

create temp table lines (raw text) on commit drop;
-- Raw lines "path:number:text": a delimiter and a quote that no source contains.
\copy lines from program 'grep --recursive --line-number --include=*.sql "" sql' with (format csv, delimiter E'\x01', quote E'\x02')
create temp table texts on commit drop as
select m[1] as path, m[2]::integer as line, m[3] as text
from lines cross join lateral regexp_match(lines.raw, '^([^:]+):([0-9]+):(.*)$') as m;
create temp table files on commit drop as
select t.path, split_part(t.path, '/', 2) as room,
    regexp_replace(split_part(t.path, '/', 3), '\.sql$', '') as name,
    string_agg(t.text, e'\n' order by t.line) as body,
    -- The code alone: without comments and without what functions hold.
    string_agg(regexp_replace(t.text, '--.*$', ''), e'\n' order by t.line) as code
from texts as t group by t.path;

select cmp_ok((select count(*) from files), '>', 50::bigint, 'there are sources to look at');

create temp table made on commit drop as
select f.path, f.room, f.name, m[1] as kind, m[2] as schema_name, m[3] as object_name
from files as f
cross join lateral regexp_matches(f.code,
    '^create (?:or replace )?(function|procedure|view|table|type) ([a-z_]+)\.([a-z_0-9]+)', 'gn') as m;

select is_empty($$ select path, kind, schema_name, object_name from made
    where (room, name) <> (schema_name, object_name) or kind not in ('function', 'view') $$,
    'a file holds what its path says: sql/schema/name.sql');
select is_empty($$ select path from made group by path having count(*) > 1 $$,
    'one public name a file');
select is_empty($$
    select m.path from made as m join files as f using (path)
    where m.kind = 'function' and (
        f.code !~ '\n(language [a-z]+ )?(immutable|stable|volatile)\M'
        or f.code !~ '\msecurity (invoker|definer)\M')
$$, 'every function states its volatility and its security');
select is_empty($$
    select m.path from made as m join files as f using (path)
    where m.kind = 'function' and f.code !~ '\nrevoke all on function'
$$, 'every function is closed before anything is granted');
select is_empty($$
    select m.path from made as m join files as f using (path)
    where f.code !~ ('\ncomment on ' || m.kind)
$$, 'every object is commented on in its own file');
select is_empty($$
    select m.path from made as m join files as f using (path)
    where m.kind = 'function' and (f.body !~ '^--' or f.body !~ '\nCalls:|-- .*Calls: ')
$$, 'every function has a header that ends in what it calls');
select is_empty($$ select path, line from texts where length(text) > 100 or text ~ '\t|\s$' $$,
    'lines have at most 100 columns, no tabs and no space at the end');
select is_empty($$
    select f.path from files as f
    where f.code ~* 'when others' and f.path not in ('sql/fix/receive.sql',
        'sql/logic/take_opening_positions.sql', 'sql/logic/take_trades.sql',
        'sql/monitor/take_samples.sql')
$$, 'nothing swallows errors but the places that set a poisoned message or row aside');

-- install.sql is the table of contents.
select is_empty($$
    select f.path from files as f
    where f.path <> 'sql/install.sql' and f.path !~ '/(retired)\.sql$'
        and (select count(*) from texts as i where i.path = 'sql/install.sql'
             and i.text = '\ir ' || regexp_replace(f.path, '^sql/', '')) <> 1
$$, 'install.sql includes every file once');

-- A temporary object comes before the catalog, whatever the search_path.
select is_empty($$
    select path, line from texts where text ~* '\m(from|join|into|update)\s+pg_[a-z_]+\M(?![.(])'
$$, 'catalogs are named with their schema');

-- Codes.
select is_empty($$
    select distinct t.path, m[1] from texts as t
    cross join lateral regexp_matches(t.text, '\m(IR[1-9][0-9]{2})\M', 'g') as m
    where not exists (select from core.error_codes as c where c.code = m[1])
$$, 'every code that a source names is a row of core.error_codes');
select is_empty($$
    select f.path from files as f where f.code ~ '\mraise exception\M'
        and f.path not in ('sql/logic/raise.sql', 'sql/install.sql')
$$, 'errors are raised in one place');

-- What a header says it calls.
select is_empty($$
    select f.path, c[1] from files as f
    join made as m using (path)
    cross join lateral regexp_matches(regexp_replace(f.code, '\n(revoke|grant|comment|create or replace trigger)[^;]*;', '', 'g'),
        '\m((?:logic|auth|audit|api|queue|fix|notify|sync)\.[a-z_0-9]+)\(', 'g') as c
    join made as callee on callee.schema_name || '.' || callee.object_name = c[1]
        and callee.kind = 'function'
    where c[1] <> m.schema_name || '.' || m.object_name
        and strpos(substring(f.body from '^(?:--[^\n]*\n)+'), c[1]) = 0
$$, 'a header names every function of ours that the body calls');

select * from finish();
rollback;
