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
    updated_at timestamptz not null,
    arrival bigint generated always as identity
) with (fillfactor = 80);
create index orders_open_by_user on book.orders (user_id, instrument_id, product)
    where status in ('open', 'partially_filled');
create index orders_user on book.orders (user_id, order_id);
create index orders_exchange_order_id on book.orders (exchange_order_id);
create index orders_arrival on book.orders (arrival);

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

-- What everything is -----------------------------------------------------------------------------
comment on table book.users is 'Clients as the primary knows them; replicated, read-only here';
comment on column book.users.user_id is 'The primary''s id of the client';
comment on column book.users.broker_id is 'What the client calls themselves on the phone; unique';
comment on column book.users.name is 'The client''s name';
comment on column book.users.pan is
    'Tax id; compared when a caller is verified, otherwise shown masked only';
comment on column book.users.date_of_birth is 'Compared when a caller is verified; never shown';
comment on column book.users.email is 'Where messages go; null when unknown';
comment on column book.users.phone is 'Where text messages go; null when unknown';
comment on column book.users.status is 'The primary''s word for the account''s state';
comment on column book.users.updated_at is 'When the primary changed the row last';

comment on table book.instruments is
    'What can be traded, one row for each exchange and symbol; from exchange files';
comment on column book.instruments.instrument_id is 'The primary''s id';
comment on column book.instruments.exchange is 'NSE or BSE';
comment on column book.instruments.segment is 'CM cash, FO futures and options';
comment on column book.instruments.token is
    'The exchange''s own number (FIX SecurityID); null when unknown';
comment on column book.instruments.symbol is 'The exchange''s symbol of this contract or share';
comment on column book.instruments.underlying is
    'What a derivative is on; of a share, its own symbol';
comment on column book.instruments.instrument_type is 'The exchange''s type, such as STF, IDO, EQ';
comment on column book.instruments.series is 'Series of a share; null for derivatives';
comment on column book.instruments.isin is
    'Links the same share on two exchanges; null for derivatives';
comment on column book.instruments.expiry_date is 'Last day of a derivative; null for shares';
comment on column book.instruments.strike_price is 'Rupees; null unless an option';
comment on column book.instruments.option_type is 'CE or PE; null unless an option';
comment on column book.instruments.lot_size is 'Units; quantities are multiples of it';
comment on column book.instruments.tick_size is 'Rupees; prices are multiples of it';
comment on column book.instruments.multiplier is
    'Rupees of value for one rupee of price and one unit';
comment on column book.instruments.freeze_quantity is
    'Units; larger orders are sliced; null = no limit';
comment on column book.instruments.lower_price is
    'Lowest price of the day, rupees; null = no range';
comment on column book.instruments.upper_price is
    'Highest price of the day, rupees; null = no range';
comment on column book.instruments.updated_at is 'When the primary changed the row last';

comment on table book.prices is 'Last known price of each instrument';
comment on column book.prices.instrument_id is 'Of book.instruments';
comment on column book.prices.price_date is 'Business day of the figures';
comment on column book.prices.open_price is 'Rupees';
comment on column book.prices.high_price is 'Rupees';
comment on column book.prices.low_price is 'Rupees';
comment on column book.prices.close_price is 'Rupees';
comment on column book.prices.last_price is
    'Rupees; what profit, loss and protected prices are reckoned from';
comment on column book.prices.previous_close is 'Rupees, of the business day before';
comment on column book.prices.settlement_price is 'Rupees, of derivatives';
comment on column book.prices.underlying_price is 'Rupees, of derivatives';
comment on column book.prices.open_interest is 'Units';
comment on column book.prices.volume is 'Units';
comment on column book.prices.as_of is 'How old the figures are';

comment on table book.trading_days is
    'Business days that the primary has opened; the latest is the day positions are shown for';
comment on column book.trading_days.trade_date is 'The business day, India';
comment on column book.trading_days.opened_at is 'When the primary opened it';

comment on table book.opening_positions is 'Positions carried into a business day';
comment on column book.opening_positions.trade_date is 'The business day they open';
comment on column book.opening_positions.user_id is 'Of book.users';
comment on column book.opening_positions.instrument_id is 'Of book.instruments';
comment on column book.opening_positions.product is 'CNC, MIS or NRML';
comment on column book.opening_positions.quantity is 'Units; negative is short';
comment on column book.opening_positions.average_price is
    'Rupees; what the overnight part is valued at';
comment on column book.opening_positions.arrival is
    'Order of arrival on this side; the primary has no such column';

comment on table book.orders is
    'The client''s orders at the primary; those that are open reserve the position';
comment on column book.orders.order_id is 'The primary''s id';
comment on column book.orders.user_id is 'Of book.users';
comment on column book.orders.instrument_id is 'Of book.instruments';
comment on column book.orders.trade_date is 'Business day';
comment on column book.orders.product is 'CNC, MIS or NRML';
comment on column book.orders.side is 'buy or sell';
comment on column book.orders.order_type is 'The primary''s word';
comment on column book.orders.quantity is 'Units';
comment on column book.orders.filled_quantity is 'Units traded so far, as the primary knows';
comment on column book.orders.limit_price is 'Rupees; null for market orders';
comment on column book.orders.status is 'open and partially_filled may still trade';
comment on column book.orders.cl_ord_id is 'ClOrdID the primary gave it; null when it never left';
comment on column book.orders.exchange_order_id is 'The exchange''s number; null when unknown';
comment on column book.orders.placed_at is 'When the client placed it';
comment on column book.orders.updated_at is 'When the primary changed the row last';
comment on column book.orders.arrival is
    'Order of arrival of the row, or of its exchange''s number; the primary has no such column';

comment on table book.trades is 'The primary''s trades; folded into core.trades by arrival';
comment on column book.trades.trade_id is 'The primary''s id';
comment on column book.trades.order_id is 'Of book.orders';
comment on column book.trades.user_id is 'Of book.users';
comment on column book.trades.instrument_id is 'Of book.instruments';
comment on column book.trades.exchange is 'NSE or BSE';
comment on column book.trades.segment is 'CM or FO';
comment on column book.trades.trade_date is 'Business day';
comment on column book.trades.trade_number is
    'The exchange''s number, unique for exchange, segment, day and side';
comment on column book.trades.exchange_order_id is
    'The exchange''s order number; null when unknown';
comment on column book.trades.product is 'CNC, MIS or NRML';
comment on column book.trades.side is 'buy or sell';
comment on column book.trades.quantity is 'Units';
comment on column book.trades.price is 'Rupees';
comment on column book.trades.executed_at is 'When the exchange traded';
comment on column book.trades.arrival is
    'Order of arrival on this side; the primary has no such column';

comment on table book.funds is 'Money of a client at the primary';
comment on column book.funds.user_id is 'Of book.users';
comment on column book.funds.available is 'Rupees that can be used';
comment on column book.funds.used is 'Rupees that are blocked';
comment on column book.funds.as_of is 'How old the figures are';

commit;
