-- On the primary, as a superuser or the owner of the tables, in one transaction:
--   psql -1 -v ON_ERROR_STOP=1 -d broker -f replication/publication.sql
-- What the desk may know of the book, column by column; nothing else leaves the primary. The list
-- is the contract with the backup's migrations/deploy/book.sql: the same columns less `arrival`.
-- Twice without harm; run it again after changing the list. Without `truncate`: a slip on the
-- primary must not empty the desk's book.
\set ON_ERROR_STOP 1
set client_min_messages = warning;

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'irra_replicator') then
        create role irra_replicator login noinherit replication;
    end if;
    if not exists (select from pg_catalog.pg_publication where pubname = 'book') then
        create publication book with (publish = 'insert, update, delete');
    end if;
end
$$;
comment on role irra_replicator is 'The desk''s subscription: reads the published columns only';

alter publication book set table
    book.users (user_id, broker_id, name, pan, date_of_birth, email, phone, status, updated_at),
    book.instruments (
        instrument_id, exchange, segment, token, symbol, underlying, instrument_type, series,
        isin, expiry_date, strike_price, option_type, lot_size, tick_size, multiplier,
        freeze_quantity, lower_price, upper_price, updated_at),
    book.prices (
        instrument_id, price_date, open_price, high_price, low_price, close_price, last_price,
        previous_close, settlement_price, underlying_price, open_interest, volume, as_of),
    book.trading_days (trade_date, opened_at),
    book.opening_positions (
        trade_date, user_id, instrument_id, product, quantity, average_price),
    book.orders (
        order_id, user_id, instrument_id, trade_date, product, side, order_type, quantity,
        filled_quantity, limit_price, status, cl_ord_id, exchange_order_id, placed_at,
        updated_at),
    book.trades (
        trade_id, order_id, user_id, instrument_id, exchange, segment, trade_date, trade_number,
        exchange_order_id, product, side, quantity, price, executed_at),
    book.funds (user_id, available, used, as_of);

-- The initial copy reads with these rights, so they are the publication's columns and no more.
grant usage on schema book to irra_replicator;
do $$
declare
    published record;
begin
    execute (
        select format('revoke all on %s from irra_replicator',
            string_agg(format('%I.%I', schemaname, tablename), ', '))
        from pg_catalog.pg_publication_tables where pubname = 'book');
    for published in
        select schemaname, tablename,
            string_agg(format('%I', attribute), ', ') as columns
        from pg_catalog.pg_publication_tables
        cross join unnest(attnames) attribute
        where pubname = 'book'
        group by schemaname, tablename
    loop
        execute format('grant select (%s) on %I.%I to irra_replicator',
            published.columns, published.schemaname, published.tablename);
    end loop;
end
$$;
