-- The primary's book. Only columns that the desk needs: the publication's column lists name exactly
-- these (less `arrival`, which orders what came to this side). No foreign keys: tables are copied in
-- parallel and a cut stream must never stop the apply worker on a missing parent.
begin;
set local role irra_owner;

create table book.users (
    user_id bigint primary key,
    broker_id text not null unique,
    name text not null,
    pan text not null,
    date_of_birth date not null,
    email text,
    phone text,
    status text not null,
    updated_at timestamptz not null
);

create table book.instruments (
    instrument_id bigint primary key,
    exchange text not null,
    segment text not null,
    token text,
    symbol text not null,
    underlying text not null,
    instrument_type text not null,
    series text,
    isin text,
    expiry_date date,
    strike_price numeric(18, 4),
    option_type text,
    lot_size bigint not null,
    tick_size numeric(18, 4) not null,
    multiplier numeric(18, 4) not null,
    freeze_quantity bigint,
    lower_price numeric(18, 4),
    upper_price numeric(18, 4),
    updated_at timestamptz not null,
    constraint instruments_symbol_key unique (exchange, segment, symbol)
);
create index instruments_token on book.instruments (exchange, segment, token);

create table book.prices (
    instrument_id bigint primary key,
    price_date date not null,
    open_price numeric(18, 4),
    high_price numeric(18, 4),
    low_price numeric(18, 4),
    close_price numeric(18, 4) not null,
    last_price numeric(18, 4) not null,
    previous_close numeric(18, 4),
    settlement_price numeric(18, 4),
    underlying_price numeric(18, 4),
    open_interest bigint,
    volume bigint,
    as_of timestamptz not null
) with (fillfactor = 80);

create table book.trading_days (
    trade_date date primary key,
    opened_at timestamptz not null
);

create table book.opening_positions (
    trade_date date not null,
    user_id bigint not null,
    instrument_id bigint not null,
    product text not null,
    quantity bigint not null,
    average_price numeric(18, 4) not null,
    arrival bigint generated always as identity,
    primary key (trade_date, user_id, instrument_id, product)
);
create index opening_positions_arrival on book.opening_positions (arrival);

create table book.orders (
    order_id bigint primary key,
    user_id bigint not null,
    instrument_id bigint not null,
    trade_date date not null,
    product text not null,
    side text not null,
    order_type text not null,
    quantity bigint not null,
    filled_quantity bigint not null,
    limit_price numeric(18, 4),
    status text not null,
    cl_ord_id text,
    exchange_order_id text,
    placed_at timestamptz not null,
    updated_at timestamptz not null
) with (fillfactor = 80);
create index orders_open_by_user on book.orders (user_id, instrument_id, product)
    where status in ('open', 'partially_filled');
create index orders_exchange_order_id on book.orders (exchange_order_id);

create table book.trades (
    trade_id bigint primary key,
    order_id bigint not null,
    user_id bigint not null,
    instrument_id bigint not null,
    exchange text not null,
    segment text not null,
    trade_date date not null,
    trade_number text not null,
    exchange_order_id text,
    product text not null,
    side text not null,
    quantity bigint not null,
    price numeric(18, 4) not null,
    executed_at timestamptz not null,
    arrival bigint generated always as identity
);
create index trades_arrival on book.trades (arrival);

create table book.funds (
    user_id bigint primary key,
    available numeric(18, 2) not null,
    used numeric(18, 2) not null,
    as_of timestamptz not null
);

-- Closed until sql/policies opens it, for the owner too.
alter table book.users enable row level security;
alter table book.users force row level security;
alter table book.instruments enable row level security;
alter table book.instruments force row level security;
alter table book.prices enable row level security;
alter table book.prices force row level security;
alter table book.trading_days enable row level security;
alter table book.trading_days force row level security;
alter table book.opening_positions enable row level security;
alter table book.opening_positions force row level security;
alter table book.orders enable row level security;
alter table book.orders force row level security;
alter table book.trades enable row level security;
alter table book.trades force row level security;
alter table book.funds enable row level security;
alter table book.funds force row level security;

commit;
