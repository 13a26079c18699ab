-- Gains by hand: net and of the day, long and short, carried and of today, partly and wholly closed,
-- on two exchanges, with a trade taken back; and a client's funds.
begin;
set local search_path = tap;
set local client_min_messages = warning;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(38);
insert into book.instruments (instrument_id, exchange, segment, token, symbol, underlying, instrument_type, series,
    isin, lot_size, tick_size, multiplier, updated_at)
values (7103, 'BSE', 'CM', '500325', 'RELIANCE', 'RELIANCE', 'EQ', 'A', 'INE000000001', 1, 0.05, 1, now()),
    (7200, 'NSE', 'CD', '1', 'USDINR26JANFUT', 'USDINR', 'CUR', null, null, 1, 0.0025, 1000, now()),
    (7300, 'NSE', 'CM', '2', 'NEVERPRICED', 'NEVERPRICED', 'STK', 'EQ', null, 1, 0.05, 1, now());
insert into book.prices (instrument_id, price_date, close_price, last_price, previous_close, as_of)
values (7103, '2026-01-15', 1301, 1309, 1296, '2026-01-15 06:00+00'),
    -- Nothing came today: yesterday's close is the previous one.
    (7200, '2026-01-14', 83.5, 83.5, 83.1, '2026-01-14 10:00+00');
create function tap.trade(n text, user_id bigint, instrument_id bigint, product text, side text, units bigint, price numeric)
returns void language sql as $$
    insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date,
        trade_number, product, side, quantity, price, executed_at)
    select 1000 + (select count(*) from book.trades), 1, trade.user_id, trade.instrument_id, i.exchange, i.segment,
        '2026-01-15', n, trade.product, trade.side, units, trade.price, '2026-01-15 05:00+00'
    from book.instruments i where i.instrument_id = trade.instrument_id;
$$;
create function tap.figures(who bigint, instrument bigint, product text default null) returns text
language sql as $$
    select concat_ws(' ', f.net_quantity, '|', coalesce(f.realised::text, '-'), coalesce(f.unrealised::text, '-'),
        coalesce(f.pnl::text, '-'), '|', coalesce(f.day_realised::text, '-'), coalesce(f.day_unrealised::text, '-'),
        coalesce(f.day_pnl::text, '-'))
    from api.position_figures as f
    where f.user_id = who and f.instrument_id = instrument and f.product = coalesce(figures.product, f.product);
$$;
-- A future carried 150 long at 23000 (close 22950, last 23100): 75 sold at 23200.
-- Net: 75 x 200 = 15000 made, 75 x 100 = 7500 open. Day: 75 x 250 = 18750, 75 x 150 = 11250.
select tap.trade('A1', 9001, 7001, 'NRML', 'sell', 75, 23200);
-- A short option carried -70 at 420 (close 420, last 400.5): 35 bought back at 430.
-- Net and day: 35 x (420 - 430) = -350 lost, 35 x (420 - 400.5) = 682.50 open.
select tap.trade('A2', 9001, 7002, 'NRML', 'buy', 35, 430);
-- An option sold today, intraday, and none carried: 20 at 405.25 and 50 at 410.75, 28642.50 in all;
-- nothing is bought, to close costs 70 x 400.5 = 28035.00: open 607.50.
select tap.trade('A3', 9001, 7002, 'MIS', 'sell', 20, 405.25), tap.trade('A4', 9001, 7002, 'MIS', 'sell', 50, 410.75);
-- Shares: 10 carried at 1295.50 (close 1295.50), 5 bought at 1300, 12 sold at 1312, last 1310.
-- Average bought (12955 + 6500) / 15 = 1297; 12 x 15 = 180 made, 3 x 13 = 39 open.
select tap.trade('A5', 9001, 7003, 'CNC', 'buy', 5, 1300), tap.trade('A6', 9001, 7003, 'CNC', 'sell', 12, 1312);
-- Intraday shares with averages that do not end: 3 for 100.05 + 100.10 + 100.10, 2 sold at 100.20.
select tap.trade('A7', 9002, 7003, 'MIS', 'buy', 1, 100.05), tap.trade('A8', 9002, 7003, 'MIS', 'buy', 2, 100.10),
    tap.trade('A9', 9002, 7003, 'MIS', 'sell', 2, 100.20);
-- Bought and wholly sold: 10 x (12.35 - 12.30).
select tap.trade('B1', 9002, 7300, 'MIS', 'buy', 10, 12.30), tap.trade('B2', 9002, 7300, 'MIS', 'sell', 10, 12.35);
-- Never priced and still held.
select tap.trade('B3', 9002, 7300, 'CNC', 'buy', 10, 12.30);
-- Currency: 2 carried short at 83.2500, 1000 a unit; the day counts from yesterday's close 83.5.
insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity, average_price)
values ('2026-01-15', 9002, 7200, 'NRML', -2, 83.25);
select sync.fold_before_decision();

select tap.become('anna');
select is(tap.figures(9001, 7001), '75 | 15000.00 7500.00 22500.00 | 18750.00 11250.00 30000.00', 'a long future, half closed');
select is(tap.figures(9001, 7002, 'NRML'), '-35 | -350.00 682.50 332.50 | -350.00 682.50 332.50', 'a short option, half bought back');
select is(tap.figures(9001, 7002, 'MIS'), '-70 | 0.00 607.50 607.50 | 0.00 607.50 607.50', 'an option sold today: day and net are one');
select is(tap.figures(9001, 7003), '3 | 180.00 39.00 219.00 | 180.00 39.00 219.00', 'shares carried, bought and sold');
-- Bought 3 for 300.25: average 100.08333; 2 x (100.2 - 100.08333) = 0.2333; whole 200.4 - 300.25 + 1310 = 1210.15.
select is(tap.figures(9002, 7003), '1 | 0.23 1209.92 1210.15 | 0.23 1209.92 1210.15', 'an average that does not end is rounded once, and parts add up');
select is(tap.figures(9002, 7300, 'MIS'), '0 | 0.50 0.00 0.50 | 0.50 0.00 0.50', 'what is closed needs no price');
select is(tap.figures(9002, 7300, 'CNC'), '10 | 0.00 - - | 0.00 - -', 'what is open is not guessed without one');
select is(tap.figures(9002, 7200), '-2 | 0.00 -500.00 -500.00 | 0.00 0.00 0.00', 'a multiplier, and yesterday''s close when nothing came today');

-- 9001 whole: net 22500 + 332.5 + 607.5 + 219 = 23659, day 31159.
select is(api.get_pnl(9001) #> '{net}', '{"realised": 14830.00, "unrealised": 8829.00, "pnl": 23659.00}'::jsonb, 'a client''s sum');
select is(api.get_pnl(9001) #> '{day}', '{"realised": 18580.00, "unrealised": 12579.00, "pnl": 31159.00}'::jsonb, 'of the day');
select results_eq($$ select s ->> 'segment', s #>> '{net,pnl}', s #>> '{day,pnl}', s ->> 'positions'
    from jsonb_array_elements(api.get_pnl(9001) -> 'segments') as s $$,
    $$ values ('CM', '219.00', '219.00', '1'), ('FO', '23440.00', '30940.00', '3') $$, 'by segment');
select is(jsonb_array_length(api.get_pnl(9001) -> 'by_position'), 4, 'by position');
select is(api.get_pnl(9001) #> '{by_position,1,net}', '{"realised": -350.00, "unrealised": 682.50, "pnl": 332.50}'::jsonb, 'each with its own figures');
select is(api.get_pnl(9002) ->> 'without_price', '1', 'a sum says what it leaves out');
select is(api.get_pnl() -> 'clients', '2', 'of all clients');
select is(api.get_pnl() -> 'net' ->> 'pnl', '39369.65', 'the sum of all');
select is(api.get_pnl() -> 'top_losses', '[]', 'nobody has lost');

-- The NIFTY future falls, and 9001 has lost more than 9002.
select tap.become_nobody();
update book.prices set last_price = 22700 where instrument_id = 7001;
select tap.become('sunil');
-- 9001: 15000 - 22500 + 332.5 + 607.5 + 219 = -6341; 9002: 75 x (22700 - 22900) = -15000 + 1210.15 + 0.5 - 500.
select results_eq($$ select l ->> 'broker_id', l #>> '{net,pnl}' from jsonb_array_elements(api.get_pnl() -> 'top_losses') as l $$,
    $$ values ('ZC9002', '-14289.35'), ('ZC9001', '-6341.00') $$, 'the largest loss first');
-- Day: 9001 18750 - 18750 + 332.5 + 607.5 + 219 = 1159; 9002 75 x -250 = -18750 + 1210.15 + 0.5.
select results_eq($$ select l ->> 'broker_id', l #>> '{day,pnl}' from jsonb_array_elements(api.get_pnl(view => 'day') -> 'top_losses') as l $$,
    $$ values ('ZC9002', '-17539.35') $$, 'or by the day');
select is(raised($$ select api.get_pnl(view => 'week') $$) #>> '{detail,field}', 'view', 'no other view');

-- Two exchanges: 3 shares on NSE are sold as 3 on BSE at 1309; the pair has gained what the client has.
select tap.become_nobody();
insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id)
values ('BSEORDERS', 'order', 'BSE', 9880, 'IRRA2', 'SIMBSE');
select tap.trade('C1', 9001, 7103, 'CNC', 'sell', 3, 1309);
select tap.become('sunil');
select is(api.get_pnl(9001) #>> '{net,pnl}', '-6341.00', 'a leg on another exchange gains what its price moves, no more');
select is(tap.figures(9001, 7103), '-3 | 0.00 0.00 0.00 | 0.00 0.00 0.00', 'and stands as a position of its own');

-- A trade taken back was never there: A6 leaves 15 shares at 1297, last 1310.
select tap.become_nobody();
insert into core.trade_notices (session_name, source, kind, trade_date, exec_id, exchange, segment, side, trade_number)
values ('DROPCOPY', 'drop_copy', 'bust', '2026-01-15', 'X1', 'NSE', 'CM', 'sell', 'A6');
select logic.settle_notices();
select tap.become('sunil');
select is(tap.figures(9001, 7003), '15 | 0.00 195.00 195.00 | 0.00 195.00 195.00', 'a trade taken back was never there');

-- Who may ask.
select tap.become('arun');
select is(raised('select api.get_pnl()') ->> 'code', 'IR403', 'all clients are not an agent''s');
select is(raised('select api.get_pnl(9001)') #>> '{detail,reason}', 'no open call with this client', 'nor one without a call');
select is(raised('select api.get_funds(9001)') ->> 'code', 'IR403', 'funds neither');
select tap.open_call('arun', 9001);
select is(jsonb_array_length(api.get_pnl(9001) -> 'by_position'), 5, 'the client on the line is');
select is((select count(*) from api.position_figures where user_id = 9002), 0::bigint, 'and nobody else');

-- Funds.
select is(api.get_funds(9001) - 'age_seconds', '{"user_id": 9001, "known": true, "available": 250000.00, "used": 125000.50,
    "total": 375000.50, "premium_on_its_way": 0.00, "available_after": 250000.00, "as_of": "2026-01-15T06:00:00+00:00"}'::jsonb,
    'what the primary said, and when');
-- 35 of the short option at a protected 440.55 (400.5 + 10 %).
select tap.become_nobody();
select tap.exit(9001, 7002, 35);
select tap.become('arun');
select is(api.get_funds(9001) - 'age_seconds' -> 'premium_on_its_way', '15419.25', 'buying back a short option costs premium');
select is(api.get_funds(9001) -> 'available_after', '234580.75', 'which is not there twice');
select tap.become('anna');
select is(api.get_funds(9002) - 'user_id', '{"known": false, "available": null, "used": null, "total": null,
    "premium_on_its_way": 0.00, "available_after": null, "as_of": null, "age_seconds": null}'::jsonb, 'funds that are not known are not zero');
select is(raised('select api.get_funds(1)') ->> 'code', 'IR104', 'nobody has none');
select tap.become('vera');
select is(raised('select api.get_pnl()') ->> 'code', '42501', 'a viewer sees no gain');
select tap.become_nobody();
select ok((select count(*) filter (where action = 'read:get_pnl' and user_id = 9001) > 0
    and count(*) filter (where action = 'read:get_pnl' and user_id is null) > 0
    and count(*) filter (where action = 'read:get_funds' and user_id = 9001) = 3 from audit.log), 'reads are audited');
-- The set for whom scopes limit is what the policies show row by row, whatever the scopes are.
create function tap.other_figures(exchange text, segment text, desk text) returns bigint language plpgsql as $$
declare
    v_count bigint;
begin
    delete from core.person_scopes;
    insert into core.person_scopes (person_id, exchange, segment, desk, granted_by)
    select p.person_id, other_figures.exchange, other_figures.segment, other_figures.desk, p.person_id
    from auth.ops_team p where p.username = 'sunil';
    perform tap.become('sunil');
    select count(*) into v_count from (
        (select f.* from api.position_figures f where f.trade_date = '2026-01-15'
            except all select s.* from auth.scoped_figures('2026-01-15') s)
        union all (select s.* from auth.scoped_figures('2026-01-15') s
            except all select f.* from api.position_figures f where f.trade_date = '2026-01-15')) d;
    perform tap.become_nobody();
    return v_count;
end
$$;
insert into core.client_desks (user_id, desk, assigned_by) select 9001, 'retail', min(person_id) from auth.ops_team
on conflict do nothing;
select is((select sum(tap.other_figures(e, s, d)) from unnest('{NSE,BSE,null}'::text[]) as e, unnest('{FO,CM,CD,null}'::text[]) as s,
    unnest('{retail,other,null}'::text[]) as d where num_nonnulls(e, s, d) > 0), 0::numeric, 'a set is what the policies show');
select tap.other_figures('NSE', null, null);
select tap.become('sunil');
select is((api.get_pnl() #>> '{net,pnl}')::numeric, (select sum(f.pnl) from api.position_figures f where f.trade_date = '2026-01-15'),
    'and the sums are of it');
select tap.become_nobody();
delete from core.person_scopes;
-- Positions and gains are one figure.
select tap.become('anna');
select is_empty($$ select p.value ->> 'position_id' from (values (9001), (9002)) as u (id),
        json_array_elements(api.get_positions(u.id)) as p
    except select p.value ->> 'position_id' from (values (9001), (9002)) as u (id),
        json_array_elements(api.get_positions(u.id)) as p
    join api.position_figures as f on f.position_id = (p.value ->> 'position_id')::bigint
        and (f.realised, f.unrealised, f.pnl) is not distinct from ((p.value ->> 'realised')::numeric,
            (p.value ->> 'unrealised')::numeric, (p.value ->> 'pnl')::numeric) $$,
    'GET /positions and GET /pnl tell the same');
select * from finish();
rollback;
