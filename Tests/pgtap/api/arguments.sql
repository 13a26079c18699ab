-- A request's mistakes have names: which field, what was expected.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
select plan(34);

create function pg_temp.refused(name text, body jsonb, parameters jsonb default '{}') returns text
language plpgsql as $$
declare
    v_raised jsonb := tap.raised(format('select api.arguments(%L, %L, %L)', name, body, parameters));
begin
    return (v_raised ->> 'code') || coalesce(' ' || (v_raised #>> '{detail,field}'), '');
end
$$;

select tap.become('arun');
select is(api.arguments('get_positions', '{}', '{"user_id": "17"}'), '{"user_id": "17"}'::jsonb,
    'a path parameter is a string of the right shape');
select is(api.arguments('whoami', '{}', '{}'), '{}'::jsonb, 'a function without arguments takes none');
select is(api.arguments('get_orders', '{}', '{}'), '{}'::jsonb, 'what has a default may be left out');
select is(api.arguments('open_call', '{"broker_id": "A", "pan": "B", "date_of_birth": "2000-02-29",
    "caller_number": "1", "recording_ref": "r"}', '{}') ->> 'date_of_birth', '2000-02-29',
    'a whole body is taken over');
select is(api.arguments('get_orders', '{"user_id": null}', '{}'), '{}'::jsonb, 'null is left out');

select is(pg_temp.refused('whoami', '{"x": 1}'), 'IR102 x', 'an unknown field');
select is(pg_temp.refused('whoami', '{}', '{"page": "1"}'), 'IR102 page', 'an unknown parameter');
select is(pg_temp.refused('reject', '{}', '{"approval_id": "1"}'), 'IR103 reason', 'a missing field');
select is(pg_temp.refused('reject', '{"reason": null}', '{"approval_id": "1"}'), 'IR103 reason',
    'null is missing');
select is(pg_temp.refused('square_off', '{"call_id": "00000000-0000-0000-0000-000000000000",
    "position_id": 1}'), 'IR105 idempotency_key', 'a missing idempotency key has its own code');
select is(pg_temp.refused('reject', '{"reason": "r", "approval_id": 2}', '{"approval_id": "1"}'),
    'IR101 approval_id', 'a field twice');
select is(pg_temp.refused('whoami', '[]'), 'IR101', 'a body that is no object');
select is(pg_temp.refused('whoami', 'null'), 'IR101', 'nor is null one');
select is(pg_temp.refused('no_such_function', '{}'), 'IR901', 'an unknown function is our own mistake');

-- Types.
select is(pg_temp.refused('approve', jsonb_build_object('approval_id', v)), 'IR101 approval_id',
    'no whole number: ' || v::text)
from unnest(array['"1"', '1.5', 'true', '{}', '[1]', '9223372036854775808', '1e30']::jsonb[]) as v;
select is(pg_temp.refused('approve', '{}', jsonb_build_object('approval_id', v)), 'IR101 approval_id',
    'no whole number in a path: ' || v)
from unnest(array['', '1.0', 'x', '-', '99999999999999999999', '1; drop table core.orders']) as v;
select is(api.arguments('approve', '{"approval_id": -9223372036854775808}', '{}') ->> 'approval_id',
    '-9223372036854775808', 'the smallest whole number');
select is(pg_temp.refused('open_call', '{"broker_id": "A", "pan": "B", "caller_number": "1",
    "recording_ref": "r"}'::jsonb || jsonb_build_object('date_of_birth', v)), 'IR101 date_of_birth',
    'no date: ' || v)
from unnest(array['2001-02-29', '2000-13-01', '2000-00-10', '2000-01-00', '01/02/2000']) as v;
select is(pg_temp.refused('reject', jsonb_build_object('reason', 'a' || chr(1) || 'b'),
    '{"approval_id": "1"}'), 'IR101 reason', 'text without control characters');

select * from finish();
rollback;
