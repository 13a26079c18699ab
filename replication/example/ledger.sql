-- A worked example: a main site whose own tables look different feeds `book` by views and triggers.
--   psql -1 -v ON_ERROR_STOP=1 -d site -f replication/example/ledger.sql
--   psql -1 -v ON_ERROR_STOP=1 -d site -f replication/example/feed.sql
--   psql -1 -v ON_ERROR_STOP=1 -d site -f replication/publication.sql
-- This file stands for what is there already: accounts, contracts and deals of a ledger that counts
-- in lots and paise and knows one letter for a state. The desk's contract is in feed.sql.
create schema ledger;

create table ledger.accounts (
    account_no bigint primary key,
    client_code text not null unique,
    full_name text not null,
    tax_id text not null,
    born date not null,
    mail text,
    mobile text,
    -- A: active, B: blocked.
    state char(1) not null default 'A',
    login_hash text not null
);

create table ledger.contracts (
    contract_no bigint primary key,
    venue text not null,
    market text not null,
    venue_token text not null,
    code text not null,
    root text not null,
    class text not null,
    expires date,
    strike_paise bigint,
    call_put char(1),
    lot bigint not null,
    last_paise bigint not null,
    priced_at timestamptz not null
);

create table ledger.days (
    day date primary key,
    opened timestamptz not null default now()
);

-- Lots carried into a day; negative is short. C: delivery, N: carried, I: intraday.
create table ledger.carried (
    day date not null references ledger.days,
    account_no bigint not null references ledger.accounts,
    contract_no bigint not null references ledger.contracts,
    kind char(1) not null,
    lots bigint not null,
    paise bigint not null,
    primary key (day, account_no, contract_no, kind)
);

-- O: open, P: partly done, D: done, X: cancelled, R: refused.
create table ledger.tickets (
    ticket_no bigint primary key,
    day date not null references ledger.days,
    account_no bigint not null references ledger.accounts,
    contract_no bigint not null references ledger.contracts,
    kind char(1) not null,
    way char(1) not null,
    lots bigint not null,
    paise bigint,
    state char(1) not null default 'O',
    our_ref text,
    venue_ref text,
    made timestamptz not null default now()
);

create table ledger.deals (
    deal_no bigint primary key,
    ticket_no bigint not null references ledger.tickets,
    venue_deal text not null,
    lots bigint not null,
    paise bigint not null,
    dealt timestamptz not null default now()
);
create index on ledger.deals (ticket_no);
