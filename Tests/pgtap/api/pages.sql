-- Lists in pages: every row once, in a stable order; cursors that are not ours, limits beyond.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
select plan(24);
create function tap.person(username text) returns bigint
language sql stable security definer set search_path = '' as $$
    select p.person_id from auth.ops_team as p where p.username = person.username;
$$;

insert into core.alerts (kind, severity, subject, details)
select 'trade_mismatch', case n % 3 when 0 then 'critical' when 1 then 'warning' else 'info' end,
    'number ' || n, '{}'
from generate_series(1, 23) as n;
update core.alerts set resolved_at = now(), resolution = 'done', resolved_by = tap.person('sita')
where alert_id % 4 = 0;
insert into book.orders (order_id, trade_date, user_id, instrument_id, side, order_type, quantity, status, cl_ord_id,
    exchange_order_id, product, filled_quantity, placed_at, updated_at)
select 9000 + n, '2026-01-15', 9001, 7001, 'sell', 'LIMIT', 75, 'open', 'P' || n, 'E' || n, 'NRML', 0,
    -- Not in the order of the numbers.
    now() - make_interval(mins => (n * 7) % 11), now()
from generate_series(1, 20) as n;

-- All pages of a list, one after the other, and how many there were.
create function pg_temp.pages(call text, id text, size bigint) returns text[] language plpgsql as $$
declare
    v_answer jsonb;
    v_cursor text;
    v_ids text[] := '{}';
begin
    for page in 1 .. 50 loop
        execute format(call, size, v_cursor) into v_answer;
        if jsonb_array_length(v_answer) > size then raise 'a page is too long'; end if;
        v_ids := v_ids || array(select a ->> id from jsonb_array_elements(v_answer) as a);
        v_cursor := nullif(current_setting('irra.next_cursor'), '');
        if v_cursor is null then
            return v_ids;
        end if;
    end loop;
    raise 'the list does not end';
end
$$;
create function pg_temp.all_of(answer jsonb, id text) returns text[] language sql as $$
    select array(select a ->> id from jsonb_array_elements(answer) as a);
$$;

select tap.become('sunil');
select is(pg_temp.pages('select api.get_alerts(%s, %L)', 'alert_id', 5),
    pg_temp.all_of(api.get_alerts(), 'alert_id'), 'pages of alerts are the list of alerts');
select is(cardinality(pg_temp.all_of(api.get_alerts(), 'alert_id')), 23, 'all of them');
select is(current_setting('irra.next_cursor'), '', 'a list that is complete has no next page');
select is(pg_temp.pages('select api.get_alerts(%s, %L)', 'alert_id', 23),
    pg_temp.all_of(api.get_alerts(), 'alert_id'), 'a page that just holds all of them has no next one');
select is(pg_temp.pages('select api.get_orders(9001, %s, %L)', 'order_id', 3),
    pg_temp.all_of(api.get_orders(9001), 'order_id'), 'pages of a client''s orders are the list');
select is(pg_temp.pages('select api.get_orders(null, %s, %L)', 'order_id', 7),
    pg_temp.all_of(api.get_orders(), 'order_id'), 'and those of everybody''s');
select cmp_ok(cardinality(pg_temp.all_of(api.get_orders(9001), 'order_id')), '>=', 20, 'with every order');
select is(pg_temp.pages('select api.get_trades(9001, %s, %L)', 'trade_id', 1),
    pg_temp.all_of(api.get_trades(9001), 'trade_id'), 'trades');
select is(pg_temp.pages('select api.list_approvals(%s, %L)', 'approval_id', 1),
    pg_temp.all_of(api.list_approvals(), 'approval_id'), 'approvals');

-- New rows come first and disturb nobody who is reading.
select is(jsonb_array_length(api.get_alerts(4)), 4, 'somebody reads the first page');
select tap.become_nobody();
create temp table reading on commit drop as select current_setting('irra.next_cursor') as cursor;
grant all on reading to public;
insert into core.alerts (kind, severity, subject, details) values ('trade_mismatch', 'critical', 'newest', '{}');
select tap.become('sunil');
select is((api.get_alerts(1, (select cursor from reading)) #>> '{0,alert_id}'),
    (api.get_alerts() #>> '{5,alert_id}'), 'and goes on where the page ended, whatever came meanwhile');

select is(api.get_controls(1), '[]'::jsonb, 'controls');
select is(pg_temp.pages('select api.get_handovers(%s, %L)', 'handover_id', 2), '{}'::text[], 'hand-overs');
select tap.become('adil');
select lives_ok(format('select api.add_scope(%s, %L, %L)', tap.person('arun'), 'r', 'NSE'), 'scopes:');
select lives_ok(format('select api.add_scope(%s, %L, %L)', tap.person('arun'), 'r', 'BSE'), 'two');
select is(pg_temp.pages('select api.get_scopes(' || tap.person('arun') || ', %s, %L)', 'scope_id', 1),
    pg_temp.all_of(api.get_scopes(tap.person('arun')), 'scope_id'), 'in pages of one');
select is(pg_temp.pages('select api.get_callers(%s, %L)', 'caller_id', 1), '{}'::text[], 'callers');

-- What is refused.
select is(raised('select api.get_alerts(0)') #>> '{detail,field}', 'limit', 'no page of nothing');
select is(raised('select api.get_alerts(501)') #>> '{detail,expected}', '1 to 500', 'none beyond the setting');
select is(raised('select api.get_alerts(5, ''nonsense'')') #>> '{detail,field}', 'cursor', 'no cursor of anybody');
select is(raised('select api.get_alerts(5, ''!!'')') ->> 'code', 'IR101', 'nor what is not base64url');
select is(raised(format('select api.get_controls(5, %L)', (select cursor from reading))) #>> '{detail,field}',
    'cursor', 'nor one of another list');
select isnt(api.get_orders(9001, 2), null, 'a cursor of a client''s orders');
select is(raised(format('select api.get_orders(9002, 2, %L)', current_setting('irra.next_cursor')))
    #>> '{detail,field}', 'cursor', 'is none of another client''s');

select * from finish();
rollback;
