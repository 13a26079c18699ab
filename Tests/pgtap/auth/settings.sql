-- What a DBA may write into a setting.
begin;
set local search_path = tap;
select plan(15);
create function pg_temp.put(setting text, value text) returns text language sql as $$
    select tap.raised(format('update core.settings set value = %L where name = %L', value, setting)) #>> '{detail,expected}';
$$;
select set_config('role', 'dba', true);
select is(pg_temp.put('otp_minutes', v), null, 'a number may be ' || v) from unnest(array['0', '12', '0.5']) as v;
select is(pg_temp.put('otp_minutes', v), 'a number, minutes', 'and not ' || coalesce(nullif(v, ''), 'nothing'))
from unnest(array['', 'five', '-1', '1e9', 'NaN']) as v;
select is(pg_temp.put('read_back_required', 'on'), null, 'a word is one of those in the unit');
select is(pg_temp.put('read_back_required', 'yes'), 'on or off', 'and no other');
select is(pg_temp.put('otp_required_for', 'square_off cancel'), null, 'where several may be, each');
select is(pg_temp.put('otp_required_for', 'square_off squareoff'), 'nothing or square_off, square_off_all, modify, cancel, unmask',
    'a slip is told');
select is(pg_temp.put('otp_required_for', ''), 'nothing or square_off, square_off_all, modify, cancel, unmask', 'nothing is a word');
select is(pg_temp.put('funds_policy', 'block'), null, 'words of one setting');
select is(pg_temp.put('unknown_name_password_hash', 'text'), null, 'text is text');
select * from finish();
rollback;
