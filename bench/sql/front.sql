-- One client with twenty positions, a supervisor with a session, no limit on requests.
insert into auth.ops_team (username, display_name, role, password_hash, totp_secret_sealed)
values ('bench', 'Bench', 'ops_supervisor', '$argon2id$bench', '\x00');
insert into auth.sessions (person_id, secret_hash, role, expires_at)
select p.person_id, sha256(convert_to('secret of the benchmark', 'UTF8')), p.role, now() + interval '8 hours'
from auth.ops_team as p where p.username = 'bench';
insert into book.trading_days (trade_date, opened_at) values (current_date, now());
insert into book.users (user_id, broker_id, name, pan, date_of_birth, phone, status, updated_at)
values (9001, 'ZC9001', 'Client One', 'AAAZZ1234Z', '1980-02-29', '+919000009001', 'active', now());
insert into book.instruments (instrument_id, exchange, segment, token, symbol, underlying, instrument_type,
    expiry_date, lot_size, tick_size, multiplier, freeze_quantity, lower_price, upper_price, updated_at)
select 7000 + n, 'NSE', 'FO', (35000 + n)::text, 'NIFTY' || n || 'FUT', 'NIFTY', 'IDF', '2099-01-29', 75, 0.05, 1,
    1800, 20000, 26000, now()
from generate_series(1, 20) as n;
insert into book.prices (instrument_id, price_date, close_price, last_price, previous_close, as_of)
select instrument_id, current_date, 23010, 23100, 22950, now() from book.instruments;
insert into core.positions (trade_date, user_id, instrument_id, product, overnight_quantity, overnight_price)
select current_date, 9001, instrument_id, 'NRML', 75, 23000 from book.instruments;
update core.settings set value = '0' where name like 'front\_%\_requests\_per\_second';
update core.settings set value = '2000' where name like 'front\_%\_burst';
analyze;
