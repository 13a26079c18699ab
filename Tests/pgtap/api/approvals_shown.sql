-- What a second person reads before they agree: what will happen in words, and from what to what.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select no_plan();
select sync.fold_before_decision();
update core.settings set value = '1000' where name = 'square_off_approval_value';
-- What somebody who oversees reads of the newest request.
create function tap.shown(part text) returns jsonb language plpgsql as $$
declare v_answer jsonb;
begin
    perform tap.become('anna');
    v_answer := api.list_approvals();
    perform tap.become_nobody();
    return jsonb_path_query_array(v_answer, '$[*] ? (@.state == "waiting")') #> array['0', 'shown', part];
end $$;
create function tap.asks(username text, call text) returns bigint language plpgsql as $$
declare v_answer jsonb;
begin
    perform tap.become(username);
    execute 'select ' || call into v_answer;
    perform tap.become_nobody();
    return (select max(approval_id) from core.approvals);
end $$;
select open_call('arun', 9001) as call_id \gset

select asks('arun', format('api.square_off(%L, %s, ''k1'', 75)', :'call_id', position_of(9001, 7001))) as id \gset
select is(shown('title') #>> '{}', 'Close a position above the value for one person', 'a square-off');
select is(shown('lines') ->> 0, 'Sell 75 NIFTY26JANFUT on NSE, NRML, at Rs 22,869.00 or better; worth about Rs 17,15,175.00.', 'what will be sent');
select is(shown('changes'), '[{"name": "Position in NIFTY26JANFUT, NSE, NRML", "after": "75", "before": "150"}]', 'and what is left');
select become('sunil');
select is(api.get_approval(:id) - 'payload', (select a.value - 'payload' from jsonb_array_elements(api.list_approvals()) a where a.value ->> 'approval_id' = :'id'),
    'one is as it is in the list');
select is(api.get_approval(:id) ->> 'may_decide', 'true', 'who did not ask decides');
select is(raised('select api.get_approval(-1)') ->> 'code', 'IR104', 'one that exists');
select become('anna');
select is(api.get_approval(:id) ->> 'may_decide', 'false', 'an auditor does not');
select become('arun');
select throws_ok(format('select api.get_approval(%s)', :id), '42501', null, 'an agent does not see it');
select become('sunil');
select is(api.approve(:id) ->> 'state', 'approved', 'it is agreed to');
select is(jsonb_path_query_first(api.list_approvals(), '$[*] ? (@.state == "approved").shown.changes'), '[]', 'what is decided shows no position of another time');
select become_nobody();

select asks('arun', format('api.square_off_all(%L, ''k2'')', :'call_id'));
select is(shown('title') #>> '{}', 'Close 3 positions of a client', 'all of a client');
select is(jsonb_array_length(shown('lines')), 4, 'each of them, and the sum');
select is(shown('lines') ->> -1 ~ '^Worth together about Rs [0-9,.]+\.$', true, 'in rupees');
select is(jsonb_path_query_array(shown('changes'), '$[*].after'), '["75", "0", "0"]', 'what is left of each, with what is on its way');

select asks('sunil', 'api.update_position(''buy'', 75, 22900.5, ''missing'', ''contract note 7'', user_id => 9002, instrument_id => 7001, product => ''NRML'', trade_number => ''777'')');
select is(shown('lines') ->> 0 ~ '^Trade 777: bought 75 NIFTY26JANFUT on NSE at Rs 22,900.50 each, NRML, on .* IST\.$', true, 'a trade by hand');
select is(shown('lines') ->> 1, 'Evidence: contract note 7', 'with its evidence');
select is(shown('changes'), '[{"name": "Position in NIFTY26JANFUT, NSE, NRML", "after": "150", "before": "75"}]', 'before and after');

update core.site set mode = 'standby';
select asks('sunil', 'api.activate_site(''flood'')');
select is(shown('title') #>> '{}', 'Make the desk active', 'a change of mode');
select is(shown('changes'), '[{"name": "Mode", "after": "active", "before": "standby"}]', 'from what to what');
update core.site set mode = 'active';
select asks('sunil', 'api.return_site(''back'')');
select is(shown('title') #>> '{}', 'Begin the return to the primary', 'the way back');

-- One waits at a time of each of these; words of every action that a request may have.
select is_empty($$
    select a.action from unnest(regexp_split_to_array((
        select pg_get_constraintdef(c.oid) from pg_constraint c where c.conname = 'approvals_action_known'), '''')) with ordinality a (action, n)
    cross join lateral (select case when a.action in ('square_off', 'square_off_all') then logic.shown_exit_request('{}', true)
        when a.action in ('settle_order', 'promote_fill', 'assign_trade', 'manual_trade') then logic.shown_trade_request(a.action, '{}', true)
        else logic.shown_site_request(a.action, '{}') end as shown) k
    where a.n % 2 = 0 and coalesce(k.shown ->> 'title', '') !~ '\S'
$$, 'every action has a title');
select is(logic.shown_trade_request('settle_order', '{"cl_ord_id": "A1", "side": "sell", "quantity": 75, "symbol": "NIFTY26JANFUT", "exchange": "NSE",
    "outcome": "not_at_exchange", "quantity_freed": 75}', true) -> 'lines',
    '["The order A1 (sell 75 NIFTY26JANFUT on NSE) counts as not at exchange.", "75 units are free to be closed again. If it is at the exchange after all, both may trade."]'::jsonb,
    'what settling an order risks');
select is(logic.shown_site_request('contact_change', '{"phone": "+919800000001", "email": null, "before": {"phone": "XXXXX01", "email": "aXX@x.in"}}') -> 'changes',
    '[{"name": "Telephone", "after": "+919800000001", "before": "XXXXX01"}]'::jsonb, 'a contact, from what to what');
select * from finish();
rollback;
