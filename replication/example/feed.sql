-- The contract's tables, filled from ledger.* (ledger.sql): a view for each says how a row of the
-- ledger reads in the desk's words, a trigger keeps the table beside it in the same transaction.
-- A view cannot be published; a table that triggers keep can. What stays in the ledger (hashes of
-- passwords) is in no view, so it is in no table.
create schema book;

create view book.told_users as
select a.account_no as user_id, a.client_code as broker_id, a.full_name as name, a.tax_id as pan,
    a.born as date_of_birth, a.mail as email, a.mobile as phone,
    case a.state when 'A' then 'active' else 'suspended' end as status, now() as updated_at
from ledger.accounts as a;

create view book.told_instruments as
select c.contract_no as instrument_id, c.venue as exchange, c.market as segment,
    c.venue_token as token, c.code as symbol, c.root as underlying, c.class as instrument_type,
    null::text as series, null::text as isin, c.expires as expiry_date,
    (c.strike_paise / 100.0)::numeric(18, 4) as strike_price,
    case c.call_put when 'C' then 'CE' when 'P' then 'PE' end as option_type, c.lot as lot_size,
    0.05::numeric(18, 4) as tick_size, 1::numeric(18, 4) as multiplier,
    null::bigint as freeze_quantity, null::numeric(18, 4) as lower_price,
    null::numeric(18, 4) as upper_price, now() as updated_at
from ledger.contracts as c;

create view book.told_prices as
select c.contract_no as instrument_id,
    (c.priced_at at time zone 'Asia/Kolkata')::date as price_date,
    null::numeric(18, 4) as open_price, null::numeric(18, 4) as high_price,
    null::numeric(18, 4) as low_price, (c.last_paise / 100.0)::numeric(18, 4) as close_price,
    (c.last_paise / 100.0)::numeric(18, 4) as last_price, null::numeric(18, 4) as previous_close,
    null::numeric(18, 4) as settlement_price, null::numeric(18, 4) as underlying_price,
    null::bigint as open_interest, null::bigint as volume, c.priced_at as as_of
from ledger.contracts as c;

create view book.told_trading_days as
select d.day as trade_date, d.opened as opened_at
from ledger.days as d;

create function book.product_of(kind char) returns text
language sql immutable as $$
    select case kind when 'C' then 'CNC' when 'N' then 'NRML' when 'I' then 'MIS' end;
$$;

create view book.told_opening_positions as
select p.day as trade_date, p.account_no as user_id, p.contract_no as instrument_id,
    book.product_of(p.kind) as product, p.lots * c.lot as quantity,
    (p.paise / 100.0)::numeric(18, 4) as average_price
from ledger.carried as p
join ledger.contracts as c on c.contract_no = p.contract_no;

create view book.told_orders as
select t.ticket_no as order_id, t.account_no as user_id, t.contract_no as instrument_id,
    t.day as trade_date, book.product_of(t.kind) as product,
    case t.way when 'B' then 'buy' else 'sell' end as side,
    case when t.paise is null then 'MARKET' else 'LIMIT' end as order_type,
    t.lots * c.lot as quantity, (
        select coalesce(sum(d.lots), 0) * c.lot from ledger.deals as d
        where d.ticket_no = t.ticket_no)::bigint as filled_quantity,
    (t.paise / 100.0)::numeric(18, 4) as limit_price,
    case t.state when 'O' then 'open' when 'P' then 'partially_filled' when 'D' then 'filled'
        when 'X' then 'cancelled' else 'rejected' end as status,
    t.our_ref as cl_ord_id, t.venue_ref as exchange_order_id, t.made as placed_at,
    now() as updated_at
from ledger.tickets as t
join ledger.contracts as c on c.contract_no = t.contract_no;

create view book.told_trades as
select d.deal_no as trade_id, d.ticket_no as order_id, t.account_no as user_id,
    t.contract_no as instrument_id, c.venue as exchange, c.market as segment, t.day as trade_date,
    d.venue_deal as trade_number, t.venue_ref as exchange_order_id,
    book.product_of(t.kind) as product, case t.way when 'B' then 'buy' else 'sell' end as side,
    d.lots * c.lot as quantity, (d.paise / 100.0)::numeric(18, 4) as price,
    d.dealt as executed_at
from ledger.deals as d
join ledger.tickets as t on t.ticket_no = d.ticket_no
join ledger.contracts as c on c.contract_no = t.contract_no;

-- The tables have the views' columns, the contract's keys, and nothing else.
do $$
declare
    told record;
begin
    for told in
        select * from (values
            ('users', 'user_id'), ('instruments', 'instrument_id'), ('prices', 'instrument_id'),
            ('trading_days', 'trade_date'),
            ('opening_positions', 'trade_date, user_id, instrument_id, product'),
            ('orders', 'order_id'), ('trades', 'trade_id')) as v (name, keys)
    loop
        execute format('create table book.%I as table book.%I', told.name, 'told_' || told.name);
        execute format('alter table book.%I add primary key (%s)', told.name, told.keys);
    end loop;
end
$$;
-- This site keeps no funds; the desk then warns of none.
create table book.funds (
    user_id bigint primary key,
    available numeric(18, 2) not null,
    used numeric(18, 2) not null,
    as_of timestamptz not null
);

-- A row of a table is what its view says of the key now; one that the view no longer has goes.
create function book.tell(name text, key_column text, key text) returns void
language plpgsql as $$
declare
    columns text;
    changes text;
begin
    select string_agg(quote_ident(attname), ', ' order by attnum),
        string_agg(format('%1$I = excluded.%1$I', attname), ', ' order by attnum)
    into columns, changes
    from pg_attribute
    where attrelid = format('book.%I', name)::regclass and attnum > 0 and not attisdropped;
    execute format('delete from book.%1$I where %2$I::text = $1 and not exists (
            select from book.%3$I v where v.%2$I::text = $1)',
        name, key_column, 'told_' || name) using key;
    execute format('insert into book.%1$I (%2$s) select %2$s from book.%3$I where %4$I::text = $1
            on conflict (%4$I) do update set %5$s',
        name, columns, 'told_' || name, key_column, changes) using key;
end
$$;

-- Trigger with pairs of arguments: table of the book, its key's column, column of the ledger's row.
create function book.follow() returns trigger
language plpgsql as $$
declare
    changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
    for n in 0 .. tg_nargs - 1 by 3 loop
        perform book.tell(tg_argv[n], tg_argv[n + 1], changed ->> tg_argv[n + 2]);
    end loop;
    return null;
end
$$;

-- Positions have a key of four columns: a statement of their own says the same.
create function book.follow_carried() returns trigger
language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        delete from book.opening_positions o
        where (o.trade_date, o.user_id, o.instrument_id, o.product)
            = (old.day, old.account_no, old.contract_no, book.product_of(old.kind));
    end if;
    if tg_op <> 'DELETE' then
        insert into book.opening_positions
        select v.* from book.told_opening_positions v
        where (v.trade_date, v.user_id, v.instrument_id, v.product)
            = (new.day, new.account_no, new.contract_no, book.product_of(new.kind));
    end if;
    return null;
end
$$;

create trigger follow after insert or update or delete on ledger.accounts
    for each row execute function book.follow('users', 'user_id', 'account_no');
create trigger follow after insert or update or delete on ledger.contracts
    for each row execute function book.follow(
        'instruments', 'instrument_id', 'contract_no', 'prices', 'instrument_id', 'contract_no');
create trigger follow after insert or update or delete on ledger.days
    for each row execute function book.follow('trading_days', 'trade_date', 'day');
create trigger follow after insert or update or delete on ledger.carried
    for each row execute function book.follow_carried();
create trigger follow after insert or update or delete on ledger.tickets
    for each row execute function book.follow('orders', 'order_id', 'ticket_no');
-- A deal and what its order has filled are told in one transaction.
create trigger follow after insert or update or delete on ledger.deals
    for each row execute function book.follow(
        'trades', 'trade_id', 'deal_no', 'orders', 'order_id', 'ticket_no');
