extension Battlefield {
    static let exchangeInstruments = """
        Sgmt,Src,FinInstrmTp,FinInstrmId,TckrSymb,FinInstrmNm,ClsPric,LastPric,UndrlygPric,\
        NewBrdLotQty
        FO,NSE,IDF,35001,NIFTY,NIFTY26JANFUT,23010.00,23100.00,23050.00,75
        FO,NSE,IDO,43002,BANKNIFTY,BANKNIFTY26JAN50000CE,410.00,400.50,50000.00,35
        CM,NSE,STK,2885,RELIANCE,RELIANCE,1301.25,1310.00,,1

        """

    /// What the primary knows: clients with long futures, short calls and shares.
    static let book = """
        insert into book.trading_days (trade_date, opened_at)
        values ('2026-01-15', '2026-01-15 03:30+00');
        insert into book.users (user_id, broker_id, name, pan, date_of_birth, email, phone,
            status, password_hash, updated_at)
        select 9000 + n, 'ZZC' || 9000 + n, 'Client ' || n, 'AAAZZ1234Z', '1980-02-29',
            'client@client.invalid', '+919000009001', 'active', 'no log-in', now()
        from generate_series(1, :clients) n;
        insert into book.instruments (instrument_id, exchange, segment, token, symbol,
            underlying, instrument_type, series, isin, expiry_date, strike_price, option_type,
            lot_size, tick_size, multiplier, freeze_quantity, lower_price, upper_price,
            updated_at)
        values
            (7001, 'NSE', 'FO', '35001', 'NIFTY26JANFUT', 'NIFTY', 'IDF', null, null,
                '2026-01-29', null, null, 75, 0.05, 1, 1800, 20000, 26000, now()),
            (7002, 'NSE', 'FO', '43002', 'BANKNIFTY26JAN50000CE', 'BANKNIFTY', 'IDO', null,
                null, '2026-01-29', 50000, 'CE', 35, 0.05, 1, 600, 0.05, 4000, now()),
            (7003, 'NSE', 'CM', '2885', 'RELIANCE', 'RELIANCE', 'STK', 'EQ', 'INE000000001',
                null, null, null, 1, 0.05, 1, null, 1000, 1600, now());
        insert into book.prices (instrument_id, price_date, close_price, last_price, as_of)
        values (7001, '2026-01-15', 23010, 23100, now()), (7002, '2026-01-15', 410, 400.5, now()),
            (7003, '2026-01-15', 1301.25, 1310, now());
        insert into book.opening_positions (trade_date, user_id, instrument_id, product,
            quantity, average_price)
        select '2026-01-15', u.user_id, k.instrument_id, k.product,
            k.lot * (20 + u.user_id % 17 * 3), k.price
        from book.users u, (values (7001, 'NRML', 75, 23000), (7002, 'NRML', -35, 420),
            (7003, 'CNC', 7, 1295.5)) k (instrument_id, product, lot, price);
        """

    /// An active desk whose clocks tick fast, so that chases and repeated cancels happen in a short
    /// run; every client is in a call.
    static let deskAtWork = """
        select sync.fold_before_decision();
        update core.site set mode = 'active';
        update core.settings s set value = k.value
        from (values ('square_off_all_needs_approval', 'off'), ('chase_after_seconds', '1'),
            ('cancel_retry_seconds', '2'), ('cancel_pending_wait_seconds', '5')) k (name, value)
        where s.name = k.name;
        insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id,
            heartbeat_seconds, max_resend_age, mass_status)
        values ('ORDERS', 'order', 'NSE', :orders_port, 'IRRA1', 'SIMEX', 1, '20 seconds',
                :mass_status),
            ('DROPCOPY', 'drop_copy', 'NSE', :copies_port, 'IRRADC', 'SIMEX', 1, '20 seconds',
                false);
        insert into auth.ops_team (username, display_name, role, password_hash,
            totp_secret_sealed)
        values ('arun', 'Arun Agent', 'ops_agent', '$argon2id$test', '\\x00');
        insert into auth.sessions (person_id, secret_hash, role, expires_at)
        select person_id, sha256(convert_to(:'secret', 'UTF8')), role, now() + interval '8 hours'
        from auth.ops_team;
        insert into core.calls (user_id, person_id, session_id, caller_number, recording_ref,
            expires_at)
        select u.user_id, s.person_id, s.session_id, '+910000000000', 'recording',
            now() + interval '8 hours'
        from auth.sessions s, book.users u;
        """
}
