-- What people who watch are told: in order, nothing missed, nothing that is not theirs.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(37);

create function tap.person(username text) returns bigint
language sql stable security definer set search_path = '' as $$
    select p.person_id from auth.ops_team as p where p.username = person.username;
$$;
create function pg_temp.hashes(variadic names text[]) returns bytea[] language sql as $$
    select array_agg(sha256(convert_to(tap.secret_of(n), 'UTF8')) order by place)
    from unnest(names) with ordinality as u (n, place);
$$;
-- Who is told: 'kind:subject -> names', event by event.
create function pg_temp.told(after bigint, variadic names text[]) returns text[] language plpgsql as $$
declare
    v_read jsonb := queue.read_events(told.after, pg_temp.hashes(variadic names));
begin
    return array(
        select (e ->> 'kind') || coalesce(':' || ((e ->> 'data')::jsonb ->> 'id'), '') || ' -> '
            || (select string_agg(names[p::integer], ',' order by p)
                from jsonb_array_elements_text(v_read -> 'audiences' -> (e ->> 'audience')::integer) as a (p))
        from jsonb_array_elements(v_read -> 'events') as e);
end
$$;
create function pg_temp.last() returns bigint language sql as $$
    select coalesce(max(event_id), 0) from queue.events;
$$;

select queue.number_events();
delete from queue.events;
select is(jsonb_array_length(queue.read_events(0, '{}') -> 'events'), 0, 'nobody watches, nothing is told');

-- What is for whom.
update core.site set mode = 'active';
select is(pg_temp.told(0, 'vera', 'arun', 'sunil', 'anna'), '{"mode:active -> vera,arun,sunil,anna"}'::text[],
    'the mode is for everybody');
create temp table seen as select pg_temp.last() as id;
insert into core.alerts (kind, severity, subject, details) values ('trade_mismatch', 'info', 'x', '{}');
select is(pg_temp.told((select id from seen), 'vera', 'arun', 'sunil', 'anna'),
    array[format('alert:%s -> sunil,anna', (select max(alert_id) from core.alerts))], 'an alert for those who oversee');
update seen set id = pg_temp.last();
insert into core.positions (trade_date, user_id, instrument_id, product, overnight_quantity, overnight_price)
values ('2026-01-15', 9001, 7001, 'MIS', 75, 23000);
select is(pg_temp.told((select id from seen), 'vera', 'arun', 'asha', 'sunil'),
    array[format('position:%s -> sunil', (select max(position_id) from core.positions))],
    'a position for those who oversee');
select tap.become('arun');
select lives_ok($$ select api.open_call('ZC9001', 'AAAZZ1234Z', '1980-02-29', '+91 98 7654 3210', 'rec') $$, 'a call is opened');
select tap.become_nobody();
select is(pg_temp.told((select id from seen), 'vera', 'arun', 'asha', 'sunil'),
    array[format('position:%s -> arun,sunil', (select max(position_id) from core.positions)),
        format('call:%s -> arun,sunil', (select call_id from core.calls))],
    'and for the agent whose call it is, from then on');
update core.calls set expires_at = now(), opened_at = now() - interval '1 hour';
select is((pg_temp.told((select id from seen), 'vera', 'arun', 'asha', 'sunil'))[1],
    format('position:%s -> sunil', (select max(position_id) from core.positions)),
    'a call that has run out shows nothing, not even of before');
update core.calls set closed_at = now();

-- Scopes.
insert into core.person_scopes (person_id, exchange, segment, granted_by)
values (tap.person('sita'), 'BSE', 'CM', tap.person('adil'));
select is((pg_temp.told((select id from seen), 'sita', 'sunil'))[1],
    format('position:%s -> sunil', (select max(position_id) from core.positions)),
    'who is limited to another segment is not told');
update core.person_scopes set exchange = 'NSE', segment = 'FO';
select is((pg_temp.told((select id from seen), 'sita', 'sunil'))[1],
    format('position:%s -> sita,sunil', (select max(position_id) from core.positions)),
    'who is limited to this one is');
update core.person_scopes set desk = 'retail';
select is((pg_temp.told((select id from seen), 'sita', 'sunil'))[1],
    format('position:%s -> sunil', (select max(position_id) from core.positions)),
    'a client of no desk is not the desk''s');

-- Sessions.
select is(queue.read_events(0, pg_temp.hashes('arun', 'nobody', 'sunil')) -> 'live', '[1, 3]'::jsonb,
    'a secret of nobody is not alive');
update auth.sessions set ended_at = now(), ended_reason = 'test' where person_id = tap.person('arun');
select is(queue.read_events(0, pg_temp.hashes('arun', 'sunil')) -> 'live', '[2]'::jsonb, 'nor is a session that ended');
update auth.sessions set expires_at = now(), created_at = now() - interval '1 day' where person_id = tap.person('asha');
select is(queue.read_events(0, pg_temp.hashes('asha', 'sunil')) -> 'live', '[2]'::jsonb, 'or one that ran out');
update auth.ops_team set role = 'ops_admin' where username = 'sita';
select is(queue.read_events(0, pg_temp.hashes('sita', 'sunil')) -> 'live', '[2]'::jsonb, 'or one of another role');
select is((queue.read_events(0, pg_temp.hashes('sunil', 'sunil')) #> '{audiences,0}'), '[1, 2]'::jsonb,
    'two streams of a session are both told');

-- Other kinds.
update seen set id = pg_temp.last();
select tap.become('sunil');
select lives_ok($$ select api.set_control('desk', 'pause', 'test') $$, 'a control');
select lives_ok($$ select api.return_site('test') $$, 'an approval that waits');
select lives_ok($$ select api.add_caller('+91 22 5550 0100', 'ZC9001') $$, 'a caller who waits');
select tap.become_nobody();
select is(pg_temp.told((select id from seen), 'vera', 'sunil'), array[
    format('control:%s -> vera,sunil', (select max(control_id) from core.controls)),
    format('alert:%s -> sunil', (select max(alert_id) from core.alerts)),
    format('approval:%s -> sunil', (select max(approval_id) from core.approvals)),
    format('caller:%s -> sunil', (select max(caller_id) from core.waiting_callers))],
    'a control for everybody; its alert and the others not for a viewer');

-- Many and the same.
update seen set id = pg_temp.last();
update core.site set mode_since = mode_since;
update core.site set mode_since = mode_since;
select is(cardinality(pg_temp.told((select id from seen), 'sunil')), 1, 'the same change twice at once is told once');
update seen set id = pg_temp.last();
update core.settings set value = '3' where name = 'event_fold_limit';
insert into core.alerts (kind, severity, subject, details) select 'trade_mismatch', 'info', n::text, '{}' from generate_series(1, 4) as n;
select is(pg_temp.told((select id from seen), 'sunil', 'vera'), '{"alert -> sunil"}'::text[],
    'more than event_fold_limit are told as one that names none');
select is((select count(*) from queue.event_marks), 0::bigint, 'no mark is left');

-- What an event says.
select set_eq($$ select jsonb_object_keys((e ->> 'data')::jsonb)
    from jsonb_array_elements(queue.read_events(0, pg_temp.hashes('sunil')) -> 'events') as e
    where e ->> 'kind' = 'position' $$, '{kind,id,user_id,at}'::text[], 'kind, number, client and time, nothing of the contents');

-- Where a stream goes on.
select tap.become('vera');
select is(api.get_events(), jsonb_build_object('reset', null, 'after', (select id from (select max((x ->> 'id')::bigint) as id from (select 1) as y cross join lateral (select jsonb_build_object('id', (api.get_events() ->> 'after'))) as z (x)) as q)), 'a new stream begins at the end');
select is(api.get_events((api.get_events() ->> 'after')::bigint) ->> 'reset', null, 'one that has everything goes on');
select is(api.get_events((api.get_events() ->> 'after')::bigint - 1) ->> 'reset', null, 'one that has missed something, too');
select is(api.get_events((api.get_events() ->> 'after')::bigint + 1) ->> 'reset', 'unknown', 'a number that was never given begins anew');
select is(api.get_events(-1) ->> 'reset', 'unknown', 'so does nonsense');
select tap.become_nobody();
create temp table oldest as select min(event_id) as id from queue.events;
grant all on oldest to public;
update queue.events set at = now() - interval '2 hours' where event_id <= (select id + 3 from oldest);
update core.site set mode_since = mode_since;
select queue.number_events();
select is((select min(event_id) > (select id + 3 from oldest) from queue.events), true, 'events are kept for event_minutes');
create temp table kept as select min(event_id) as id from queue.events;
grant all on kept to public;
select tap.become('vera');
select is(api.get_events((select id - 2 from kept)) ->> 'reset', 'too_old', 'who has missed what is gone begins anew');
select is(api.get_events((select id - 1 from kept)) ->> 'reset', null, 'who has missed the first that is kept goes on');
select tap.become_nobody();
update core.settings set value = '2' where name = 'event_resume_limit';
select tap.become('vera');
select is(api.get_events((select id - 1 from kept)) ->> 'reset', 'too_many', 'who has missed too many begins anew');
select tap.become_nobody();
delete from queue.events;
select tap.become('vera');
select cmp_ok((api.get_events() ->> 'after')::bigint, '>', 0::bigint, 'numbers go on when nothing is kept');
select is(api.get_events((api.get_events() ->> 'after')::bigint) ->> 'reset', null, 'and nothing was missed');
select set_config('irra.session', 'forged', true);
select is(raised('select api.get_events()') ->> 'code', 'IR401', 'nobody watches');
select tap.become_nobody();
set local role irra_front;
select is(raised('select count(*) from queue.events') ->> 'code', '42501', 'the front reads no table');
select is(raised('select queue.number_events()') ->> 'code', '42501', 'and numbers nothing by itself');

select * from finish();
rollback;
