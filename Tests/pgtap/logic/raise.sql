-- Errors and settings: one shape, one place.
begin;
set local search_path = tap;
select plan(10);

select is(raised($$select logic.raise('IR301', '{"available": 5}')$$),
    '{"code": "IR301", "title": "The quantity is above what is available", "detail": {"available": 5}}',
    'an error is a code, its title and facts');
select is(raised($$select logic.raise('IR301')$$) -> 'detail', '{}', 'or no facts');
select is(raised($$select logic.raise('IR301', null)$$) -> 'detail', '{}', 'null is no facts');
select is(raised($$select logic.raise('IR999', '{"a": 1}')$$) ->> 'code', 'IR901',
    'a code without a row is a broken invariant');
select is(logic.problem('IR205'),
    '{"problem": {"code": "IR205", "title": "The client is already served in another call",
      "detail": {}}}', 'a refusal that is committed has the same parts');
select is(raised($$select logic.problem('IR999')$$) ->> 'code', 'IR901', 'and needs a row, too');
select is(logic.setting_integer('call_minutes'), 30::bigint, 'a setting as a whole number');
select is(logic.setting_minutes('call_minutes'), interval '30 minutes', 'as an interval');
select is(logic.setting_numeric('call_minutes'), 30::numeric, 'as an exact number');
select is(raised($$select logic.setting('no_such')$$) #>> '{detail,missing_setting}', 'no_such',
    'a missing setting is a broken invariant');

select * from finish();
rollback;
