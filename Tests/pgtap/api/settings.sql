-- GET and PATCH /settings: every value fits its kind, who guards clients are two, and all of it is on record.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
select no_plan();
create function tap.expected(name text, value text) returns text language sql as $$
    select logic.setting_expected(s, expected.value) from core.settings s where s.name = expected.name $$;
create function tap.value_of(name text) returns text language sql security definer as $$
    select s.value from core.settings s where s.name = value_of.name $$;

select is_empty($$select s.name, s.value, logic.setting_expected(s, s.value) from core.settings s
    where s.unit <> 'Argon2id' and logic.setting_expected(s, s.value) is not null$$, 'every value of a new desk fits its own kind');
select is(expected('call_minutes', '45'), null, 'whole minutes');
select is(expected('call_minutes', k.v), 'a whole number, 1 to 525600 minutes', format('not %L', k.v))
from (values ('0'), ('1.5'), ('-1'), ('99999999'), ('ten'), (''), ('1e3'), (E'5\n')) k (v);
select is(expected('chase_after_seconds', '0'), null, 'nothing where it says what nothing means');
select is(expected('protection_percent_cash', '0.25'), null, 'a part of a percent');
select is(expected('protection_percent_cash', '101'), 'a number, 0 to 100 percent', 'not more than all');
select is(expected('square_off_approval_value', '250000.50'), null, 'rupees and paise');
select is(expected('funds_policy', 'perhaps'), 'block, warn or off', 'a word out of those');
select is(expected('square_off_all_needs_approval', 'on off'), 'on or off', 'one of them');
select is(expected('otp_required_for', 'square_off cancel'), null, 'several words');
select is(expected('notify_time_zone', 'Asia/Atlantis') is not null, true, 'a zone that exists');
select is(expected('notify_language', 'hi'), null, 'a language');
select is(expected('text_length_max', k.v), k.e, format('texts of %s', k.v))
from (values ('1', 'a whole number, 200 to 1000000000 characters'), ('199', 'a whole number, 200 to 1000000000 characters'), ('200', null)) k (v, e);
select is(expected('password_length_min', '7'), 'a whole number, 8 to 1000000000 characters', 'no password is shorter');
select results_eq($$select s.name from core.settings s where logic.setting_needs_two(s.name) order by s.name$$,
    array['approval_minutes', 'call_mismatch_limit_agent', 'call_mismatch_limit_client', 'call_mismatch_window_minutes', 'funds_policy', 'login_record_days',
        'otp_minutes', 'otp_required_for', 'otp_required_value', 'otp_sends', 'otp_tries', 'read_back_minutes', 'read_back_required',
        'square_off_all_needs_approval', 'square_off_approval_value', 'unmask_agent_fields', 'unmask_supervisor_fields'],
    'what guards clients, by name');

-- Who.
select become('arun');
select throws_ok('select api.get_settings()', '42501', null, 'agents have none of it');
select become('sunil');
select is((select s.value ->> 'value' from jsonb_array_elements(api.get_settings()) s where s.value ->> 'name' = 'call_minutes'), '30', 'a supervisor reads');
select throws_ok($$select api.change_setting('call_minutes', '5', 'because')$$, '42501', null, 'and changes none');
select become('anna');
select throws_ok($$select api.change_setting('call_minutes', '5', 'because')$$, '42501', null, 'nor does an auditor');
select is((select count(*) from jsonb_array_elements(api.get_settings()) s where s.value ->> 'value' like '$argon2%'), 0::bigint, 'no hash is shown');

select is(jsonb_path_query_array(api.get_settings('call_minutes'), '$[*].name'), '["call_minutes"]', 'one of a name');
select is(jsonb_path_query_array(api.get_rules('queue_late'), '$[*].rule_name'), '["queue_late"]', 'and one rule');
select is(jsonb_array_length(api.get_templates(template_id => (select min(template_id) from notify.templates))), 1, 'and one template');

-- One person.
select become('adil');
select is(raised($$select api.change_setting('call_minutes', '0', 'because')$$) -> 'detail',
    '{"field": "value", "setting": "call_minutes", "expected": "a whole number, 1 to 525600 minutes"}'::jsonb, 'what is wrong, and what would be right');
select is(raised($$select api.change_setting('call_minutes', '5', ' ')$$) #>> '{detail,field}', 'reason', 'for a reason');
select is(raised($$select api.change_setting('colour', '5', 'because')$$) ->> 'code', 'IR104', 'one that exists');
select is(raised($$select api.change_setting('unknown_name_password_hash', 'x', 'because')$$) ->> 'code', 'IR104', 'the hash is not one');
select is(api.change_setting('call_minutes', '30', 'because') ->> 'state', 'unchanged', 'the same again is nothing');
select is(api.change_setting('call_minutes', '20', 'long queues') - 'description',
    '{"unit": "minutes", "after": "20", "state": "changed", "before": "30", "setting": "call_minutes"}', 'it is changed at once');
select become_nobody();
select is(value_of('call_minutes'), '20', 'and counts');
select is((select before || after from audit.log where action = 'change_setting'), '{"value": "20", "reason": "long queues"}'::jsonb, 'on record, with why');

-- Guessing a caller's code or birthday, or who tried to log in: not by one person either.
select become('adil');
select is(api.change_setting(k.name, k.value, 'quicker') ->> 'state', 'waiting', format('%s: two people', k.name))
from (values ('otp_tries', '1000000'), ('otp_minutes', '1440'), ('otp_sends', '100'), ('read_back_minutes', '1440'), ('call_mismatch_limit_client', '1000'),
    ('call_mismatch_limit_agent', '1000'), ('call_mismatch_window_minutes', '1'), ('login_record_days', '1')) k (name, value);

-- Two people.
select become('adil');
select api.change_setting('square_off_approval_value', '5', 'less for one') ->> 'approval_id' as id \gset
select is(value_of('square_off_approval_value'), '100000000', 'what guards clients waits');
select is(raised($$select api.change_setting('square_off_approval_value', '6', 'less')$$) ->> 'code', 'IR206', 'one request at a time');
select is(api.change_setting('otp_required_value', '1', 'codes') ->> 'state', 'waiting', 'for each setting');
select is(raised(format('select api.approve(%s)', :id)) ->> 'code', 'IR404', 'nobody approves their own');
select become('sunil');
select is((select a.value -> 'shown' from jsonb_array_elements(api.list_approvals()) a where a.value ->> 'approval_id' = :'id'),
    '{"lines": ["Value above which a square-off needs a second person; 0 = never", "It counts from the next request on."],
      "title": "Change a setting", "changes": [{"name": "square_off_approval_value", "after": "5 rupees", "before": "10,00,00,000 rupees"}]}'::jsonb,
    'the second person sees from what to what');
select is(api.approve(:id) ->> 'state', 'approved', 'and agrees');
select is(value_of('square_off_approval_value'), '5', 'then it counts');
select become('adil');
select api.change_setting('square_off_approval_value', '7', 'again') ->> 'approval_id' as id \gset
select become_nobody();
update core.settings set value = '6' where name = 'square_off_approval_value';
select become('sunil');
select is(api.approve(:id) #>> '{problem,code}', 'IR204', 'a value that has moved since is not written over');
select is(value_of('square_off_approval_value'), '6', 'it stays');
select become_nobody();

select become('sunil');
select is((select api.reject((a.value ->> 'approval_id')::bigint, 'no') ->> 'state' from jsonb_array_elements(api.list_approvals()) a
    where a.value ->> 'state' = 'waiting' and a.value #>> '{payload,setting}' = 'otp_required_value'), 'rejected', 'or not');
select become_nobody();
select is(value_of('otp_required_value'), '0', 'then it stays');
-- Whatever can be asked for can be refused and can run out.
select is_empty($$
    select a.action, tap.raised(format('select logic.drop_approval(row(null, %L, ''{}'', null, ''waiting'', null, null, null, null, null, null)::core.approvals)', a.action))
    from unnest(regexp_split_to_array((
        select pg_get_constraintdef(c.oid) from pg_constraint c where c.conname = 'approvals_action_known'), '''')) with ordinality a (action, n)
    where a.n % 2 = 0
        and tap.raised(format('select logic.drop_approval(row(null, %L, ''{}'', null, ''waiting'', null, null, null, null, null, null)::core.approvals)', a.action)) is not null
$$, 'every action can be refused');

-- India's digits and times.
select is(logic.india_number(k.n, k.d), k.t, k.t) from (values (0, 0, '0'), (7, 2, '7.00'), (999, 0, '999'), (1000, 0, '1,000'), (99999, 0, '99,999'),
    (100000, 0, '1,00,000'), (1234567, 2, '12,34,567.00'), (-1234567.5, 2, '-12,34,567.50'), (123456789012.3456, 2, '1,23,45,67,89,012.3456')) k (n, d, t);
select is(logic.india_time('2026-11-21T17:11:05Z'), '21 Nov 2026, 22:41:05 IST', 'India''s time');
select is(logic.moment('2026-01-15', 'since'), '2026-01-14T18:30Z'::timestamptz, 'a day begins in India');
select is(logic.moment('2026-01-15', 'until', true), '2026-01-15T18:30Z'::timestamptz, 'and ends there');
select is(logic.moment('2026-01-15T10:30', 'since'), '2026-01-15T05:00Z'::timestamptz, 'a time without a zone is India''s');
select is(logic.moment('2026-01-15T10:30:01.5Z', 'since'), '2026-01-15T10:30:01.5Z'::timestamptz, 'or its own');
select is(raised(format('select logic.moment(%L, %L)', k.t, 'since')) #>> '{detail,field}', 'since', format('%L is no time', k.t))
from (values ('2026-02-30'), ('2026-01-15T25:00'), ('yesterday'), ('now'), ('2026-01-15T10:30:00+99:00'), ('')) k (t);
select * from finish();
rollback;
