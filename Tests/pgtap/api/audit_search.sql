-- GET /audit, its chain and its verification, GET /timeline: who may, what is found, and that looking is on record.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select no_plan();
select sync.fold_before_decision();
create function tap.found(variadic filters text[] default '{}') returns text language plpgsql as $$
declare v_answer jsonb;
begin
    execute format('select api.get_audit(%s)', (select string_agg(format('%I => %L', split_part(f, '=', 1), split_part(f, '=', 2)), ', ') from unnest(filters) f))
    into v_answer;
    return (select string_agg(a ->> 'action', ', ') from jsonb_array_elements(v_answer) a where a ->> 'action' like 'test:%');
end $$;
create function tap.wrote(who text, action text, user_id bigint default null, ago interval default '1 minute') returns void language sql security definer as $$
    insert into audit.log (person_id, database_role, action, user_id, at, address, after)
    values ((select person_id from auth.ops_team where username = who), 'ops_agent', wrote.action, wrote.user_id, now() - ago, '192.0.2.9', '{"x": 1}') $$;
select wrote('arun', 'test:a', 9001), wrote('asha', 'test:b', 9002), wrote('arun', 'test:c:more', null), wrote('arun', 'test:old', 9001, '8 days');

select become('sunil');
select throws_ok('select api.get_audit()', '42501', null, 'a supervisor does not read the log');
select throws_ok('select api.verify_audit()', '42501', null, 'nor proves it');
select throws_ok('select api.get_audit_chain()', '42501', null, 'nor sees its chain');
select become('anna');
select is(found('action=test:'), 'test:c:more, test:b, test:a', 'the newest first, of seven days, by the begin of the action');
select is(found('person=arun', 'action=test:'), 'test:c:more, test:a', 'of a person');
select is(found('client=' || (select u.broker_id from book.users u where u.user_id = 9001)), 'test:a', 'about a client');
select is(found('person=asha', 'client=' || (select u.broker_id from book.users u where u.user_id = 9001)), null, 'both');
select is(found('action=test:', 'since=2026-01-01'), 'test:old, test:c:more, test:b, test:a', 'from a day on');
select is(found('action=test:', 'since=2026-01-01', 'until=2026-01-02'), null, 'to a day');
select is(api.get_audit(person => 'asha', action => 'test:') -> 0 @> '{"person": "asha", "role": "ops_agent", "address": "192.0.2.9", "user_id": 9002, "after": {"x": 1}}',
    true, 'who, as what, from where, on whom, and what');
select is(raised($$select api.get_audit(person => 'nobody')$$) #>> '{detail,field}', 'person', 'a person that is one');
select is(raised($$select api.get_audit(client => 'nobody')$$) #>> '{detail,field}', 'client', 'a client that is one');
select is(raised($$select api.get_audit(since => 'monday')$$) #>> '{detail,field}', 'since', 'a time that is one');
select is(jsonb_array_length(api.get_audit(action => 'test:', page_limit => 2)), 2, 'in pages');
select current_setting('irra.next_cursor') as cursor \gset
select is(jsonb_path_query_array(api.get_audit(action => 'test:', page_limit => 2, page_cursor => :'cursor'), '$[*].action'), '["test:a"]', 'the next');
select become('adil');
select is(found('action=test:'), 'test:c:more, test:b, test:a', 'an admin, too');
select become_nobody();
select cmp_ok((select count(*) from audit.log where action = 'read:get_audit'), '>', 0::bigint, 'reading the log is in the log');
select is((select user_id from audit.log where action = 'read:get_audit' and user_id is not null limit 1), 9001::bigint, 'and about whom');

-- The chain.
-- As tests of seals have it: in one transaction.
update audit.progress set marked_log_id = audit.given_log_id(), marked_by = '3', ids_from = 'epoch', marked_at = clock_timestamp();
select count((audit.seal_marked(8)).seal_number) as sealed from generate_series(1, 50) \gset
select become('anna');
select is(api.get_audit_chain() ->> 'head' ~ '^[0-9a-f]{64}$', true, 'the last hash');
select is((api.get_audit_chain() ->> 'seals')::integer, :sealed, 'and how many seals');
select is(api.verify_audit() ->> 'intact', 'true', 'the log is as it was sealed');
select is(api.verify_audit() ->> 'next_seal', null, 'in one piece when it is short');
select is(api.verify_audit(2) ->> 'first_seal', '2', 'or from a seal on');
select is(raised('select api.verify_audit(0)') ->> 'code', 'IR101', 'from a seal that is there');
select is(raised('select api.verify_audit(999)') ->> 'code', 'IR101', 'not beyond');
select become_nobody();
select is((select after ->> 'intact' from audit.log where action = 'verify_audit' limit 1), 'true', 'that it was proved is in the log');

alter table audit.log disable trigger all;
update audit.log set action = 'test:forged' where log_id = (select last_log_id from audit.seals where seal_number = 1);
alter table audit.log enable always trigger log_append_only;
alter table audit.log enable always trigger log_never_truncated;
select become('anna');
select is(jsonb_path_query_array(api.verify_audit(), '$.findings[*].finding'), '["row changed"]', 'a row that was changed is found');
select become_nobody();

-- The chronology.
select become('sunil');
select api.set_control('session', 'pause', 'the exchange asked', 'ORDERS') ->> 'control_id' as control_id \gset
select become('anna');
select is((select string_agg(t.value ->> 'event', ', ') from jsonb_array_elements(api.get_timeline('control')) t), 'pause set: the exchange asked', 'of a kind');
select is(jsonb_array_length(api.get_timeline('control', since => '2026-01-01', until => '2026-01-02')), 0, 'of a time');
select is(raised($$select api.get_timeline('weather')$$) #>> '{detail,field}', 'kind', 'a kind that is one');
select become_nobody();
select become('sunil');
select api.lift_control(:control_id) is not null as lifted;
select become_nobody();
select tap.exit(9001, 7001, 75);
select become('anna');
select is((select bool_and(x) from (select (t.value ->> 'at')::timestamptz <= lag((t.value ->> 'at')::timestamptz) over (order by t.ordinality)
    from jsonb_array_elements(api.get_timeline(since => '2026-01-01')) with ordinality t) k (x)), true, 'the newest first');
select become_nobody();
create function tap.in_pages(size integer) returns jsonb language plpgsql as $$
declare v_all jsonb := '[]'; v_cursor text;
begin
    for turn in 1..50 loop
        v_all := v_all || api.get_timeline(since => '2026-01-01', page_limit => size, page_cursor => v_cursor);
        v_cursor := nullif(current_setting('irra.next_cursor'), '');
        exit when v_cursor is null;
    end loop;
    return v_all;
end $$;
select become('anna');
select is(in_pages(1), api.get_timeline(since => '2026-01-01'), 'page by page it is the same');
select cmp_ok(jsonb_array_length(in_pages(2)), '>', 2, 'and more than one page');
select become('arun');
select throws_ok('select api.get_timeline()', '42501', null, 'agents have none of it');
select become_nobody();
select * from finish();
rollback;
