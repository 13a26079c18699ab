-- On the primary, after primary.sql, in one transaction; twice without harm:
--   psql -1 -v ON_ERROR_STOP=1 -d broker -f replication/failback/merge.sql
-- How the desk's records get into the reference primary's book. A main site with other tables
-- rewrites the five functions that end in _orders, _trades and _contacts and keeps the rest.
-- Merging is idempotent: a trade is what the exchange calls it, an order what its ClOrdID says.
\set ON_ERROR_STOP 1
set client_min_messages = warning;

-- The desk's statuses in the words of the book.
create or replace function desk.book_status(status text, filled bigint, quantity bigint)
    returns text language sql immutable set search_path = ''
as $$
    select case when filled >= quantity then 'filled'
        when status = 'rejected' then 'rejected'
        when status in ('cancelled', 'expired') then 'cancelled'
        when filled > 0 then 'partially_filled'
        else 'open' end
$$;

-- One conflict a record and reason; one that is found no more was resolved elsewhere.
create or replace function desk.note_conflict(
    failback_id bigint, kind text, record_key text, reason text, desk_says jsonb, primary_has jsonb)
    returns void language sql volatile set search_path = ''
as $$
    insert into desk.conflicts as c (failback_id, kind, record_key, reason, desk_says, primary_has)
    values (note_conflict.failback_id, note_conflict.kind, note_conflict.record_key,
        note_conflict.reason, note_conflict.desk_says, note_conflict.primary_has)
    on conflict on constraint conflicts_once do update
        set desk_says = excluded.desk_says, primary_has = excluded.primary_has,
            -- What a person decided stays decided.
            resolved_at = case when c.resolution <> 'not found by the latest merge'
                then c.resolved_at end,
            resolution = nullif(c.resolution, 'not found by the latest merge')
$$;

-- The site's own orders as the desk's replica had them: those that a site restored from older data
-- has lost, and those that moved on after what it has.
create or replace function desk.merge_replica_orders(failback_id bigint)
    returns bigint language plpgsql volatile set search_path = ''
as $$
declare
    added bigint;
begin
    perform desk.note_conflict(merge_replica_orders.failback_id, l.kind, l.record_key,
        'order_id_reused', l.record, to_jsonb(o))
    from desk.latest l
    join book.orders o on o.order_id = l.record_key::bigint
    where l.failback_id = merge_replica_orders.failback_id and l.kind = 'replica_order'
        and (o.user_id, o.instrument_id, o.side, o.quantity) is distinct from (
            (l.record ->> 'user_id')::bigint, (l.record ->> 'instrument_id')::bigint,
            l.record ->> 'side', (l.record ->> 'quantity')::bigint);
    insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side,
        order_type, quantity, filled_quantity, limit_price, status, cl_ord_id, exchange_order_id,
        placed_at, updated_at)
    select r.order_id, r.user_id, r.instrument_id, r.trade_date, r.product, r.side, r.order_type,
        r.quantity, r.filled_quantity, r.limit_price, r.status, r.cl_ord_id, r.exchange_order_id,
        r.placed_at, r.updated_at
    from desk.latest l
    cross join lateral jsonb_populate_record(null::book.orders, l.record) r
    join book.users u on u.user_id = r.user_id
    join book.instruments i on i.instrument_id = r.instrument_id
    join book.trading_days d on d.trade_date = r.trade_date
    where l.failback_id = merge_replica_orders.failback_id and l.kind = 'replica_order'
    on conflict do nothing;
    get diagnostics added = row_count;
    update book.orders o
    set status = r.status, filled_quantity = r.filled_quantity, updated_at = r.updated_at,
        exchange_order_id = coalesce(r.exchange_order_id, o.exchange_order_id)
    from desk.latest l
    cross join lateral jsonb_populate_record(null::book.orders, l.record) r
    where l.failback_id = merge_replica_orders.failback_id and l.kind = 'replica_order'
        and o.order_id = r.order_id and r.updated_at > o.updated_at
        and (o.user_id, o.instrument_id, o.side, o.quantity)
            = (r.user_id, r.instrument_id, r.side, r.quantity);
    perform setval(pg_get_serial_sequence('book.orders', 'order_id'),
        greatest((select max(o.order_id) from book.orders o), 1));
    return added;
end
$$;

-- The desk's orders get numbers of this site's; their ClOrdID tells which is which.
create or replace function desk.merge_desk_orders(failback_id bigint)
    returns bigint language plpgsql volatile set search_path = ''
as $$
declare
    added bigint;
begin
    perform desk.note_conflict(merge_desk_orders.failback_id, l.kind, l.record_key,
        'client_instrument_or_day_unknown', l.record, null)
    from desk.latest l
    where l.failback_id = merge_desk_orders.failback_id and l.kind = 'order'
        and not exists (
            select from book.users u, book.instruments i, book.trading_days d
            where u.user_id = (l.record ->> 'user_id')::bigint
                and i.instrument_id = (l.record ->> 'instrument_id')::bigint
                and d.trade_date = (l.record ->> 'trade_date')::date);
    insert into book.orders as o (user_id, instrument_id, trade_date, product, side, order_type,
        quantity, filled_quantity, limit_price, status, cl_ord_id, exchange_order_id, placed_at,
        updated_at)
    select r.user_id, r.instrument_id, r.trade_date, r.product, r.side,
        case when r.limit_price is null then 'MARKET' else 'LIMIT' end, r.quantity,
        least(r.filled_quantity, r.quantity), r.limit_price,
        desk.book_status(r.status, r.filled_quantity, r.quantity), l.record_key,
        r.exchange_order_id, (l.record ->> 'created_at')::timestamptz, r.updated_at
    from desk.latest l
    cross join lateral jsonb_populate_record(null::book.orders, l.record) r
    join book.users u on u.user_id = r.user_id
    join book.instruments i on i.instrument_id = r.instrument_id
    join book.trading_days d on d.trade_date = r.trade_date
    where l.failback_id = merge_desk_orders.failback_id and l.kind = 'order'
    on conflict on constraint orders_cl_ord_id_key do update
        set filled_quantity = excluded.filled_quantity, status = excluded.status,
            exchange_order_id = excluded.exchange_order_id, updated_at = excluded.updated_at
        where o.updated_at < excluded.updated_at;
    get diagnostics added = row_count;
    return added;
end
$$;

-- What the exchange told the desk of this site's own orders: cancelled, filled, refused. Nothing
-- that has ended here is opened again.
create or replace function desk.merge_ended_orders(failback_id bigint)
    returns bigint language plpgsql volatile set search_path = ''
as $$
declare
    changed bigint;
begin
    update book.orders o
    set status = desk.book_status(l.record ->> 'status', o.filled_quantity, o.quantity),
        exchange_order_id = coalesce(o.exchange_order_id, l.record ->> 'exchange_order_id'),
        updated_at = greatest(o.updated_at, (l.record ->> 'updated_at')::timestamptz)
    from desk.latest l
    where l.failback_id = merge_ended_orders.failback_id and l.kind = 'primary_order'
        and not (l.record ->> 'is_live')::boolean and o.order_id = l.record_key::bigint
        and o.status in ('open', 'partially_filled')
        and l.record ->> 'status' in ('cancelled', 'expired', 'rejected');
    get diagnostics changed = row_count;
    perform desk.note_conflict(merge_ended_orders.failback_id, l.kind, l.record_key,
        'fills_missing', l.record, to_jsonb(o))
    from desk.latest l
    join book.orders o on o.order_id = l.record_key::bigint
    where l.failback_id = merge_ended_orders.failback_id and l.kind = 'primary_order'
        and (l.record ->> 'filled_quantity')::bigint > o.filled_quantity;
    return changed;
end
$$;

-- Trades by the exchange's identity. Their order is the desk's (ClOrdID) or this site's (the
-- exchange's number); where this site has lost its order, one is made of its trades.
create or replace function desk.merge_trades(failback_id bigint)
    returns bigint language plpgsql volatile set search_path = ''
as $$
declare
    added bigint;
    touched bigint[];
begin
    create temporary table if not exists merged_trades on commit drop as
    select l.record_key, l.record, r.*, l.record ->> 'cl_ord_id' as cl_ord_id,
        (l.record ->> 'busted')::boolean as busted, null::bigint as found_order_id
    from desk.latest l
    cross join lateral jsonb_populate_record(null::book.trades, l.record) r
    where false;
    truncate pg_temp.merged_trades;
    insert into pg_temp.merged_trades
    select l.record_key, l.record, r.*, l.record ->> 'cl_ord_id',
        (l.record ->> 'busted')::boolean, d.order_id
    from desk.latest l
    cross join lateral jsonb_populate_record(null::book.trades, l.record) r
    left join book.orders d on d.cl_ord_id = l.record ->> 'cl_ord_id'
    where l.failback_id = merge_trades.failback_id and l.kind = 'trade';
    -- From here on the planner knows how many they are: each step reads the site's tables once.
    analyze pg_temp.merged_trades;
    update pg_temp.merged_trades m set found_order_id = p.order_id
    from (
        select distinct on (o.exchange_order_id, o.trade_date, o.instrument_id) o.*
        from book.orders o where o.exchange_order_id is not null
        order by o.exchange_order_id, o.trade_date, o.instrument_id, o.order_id desc) p
    where m.found_order_id is null
        and (p.exchange_order_id, p.trade_date, p.instrument_id)
            = (m.exchange_order_id, m.trade_date, m.instrument_id)
        and p.user_id = coalesce(m.user_id, p.user_id) and p.side = m.side;
    -- The site knows whose its own order was.
    update pg_temp.merged_trades m set user_id = o.user_id, product = o.product
    from book.orders o
    where o.order_id = m.found_order_id and (m.user_id is null or m.product is null);

    perform desk.note_conflict(merge_trades.failback_id, 'trade', m.record_key,
        case when m.busted then 'busted_by_the_exchange'
            when m.user_id is null then 'client_unknown' else 'trade_differs' end,
        m.record, to_jsonb(t))
    from pg_temp.merged_trades m
    left join book.trades t on (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
        = (m.exchange, m.segment, m.trade_date, m.trade_number, m.side)
    where m.busted and t.trade_id is not null
        or not m.busted and t.trade_id is null
            and (m.user_id is null or m.instrument_id is null or m.product is null)
        or not m.busted and (t.quantity, t.price) is distinct from (m.quantity, m.price)
            and t.trade_id is not null
        or not m.busted and m.user_id is not null and t.trade_id is not null
            and (t.user_id, t.instrument_id, t.product)
                is distinct from (m.user_id, m.instrument_id, m.product);

    with lost as (
        insert into book.orders (user_id, instrument_id, trade_date, product, side, order_type,
            quantity, filled_quantity, status, exchange_order_id, placed_at, updated_at)
        select m.user_id, m.instrument_id, m.trade_date, m.product, m.side, 'MARKET',
            sum(m.quantity), 0, 'open', m.exchange_order_id, min(m.executed_at),
            max(m.executed_at)
        from pg_temp.merged_trades m
        join book.trading_days d on d.trade_date = m.trade_date
        where m.found_order_id is null and not m.busted and m.user_id is not null
            and m.instrument_id is not null and m.product is not null
            and not exists (
                select from book.trades t
                where (t.exchange, t.segment, t.trade_date, t.trade_number, t.side)
                    = (m.exchange, m.segment, m.trade_date, m.trade_number, m.side))
        group by m.user_id, m.instrument_id, m.trade_date, m.product, m.side, m.exchange_order_id,
            coalesce(m.exchange_order_id, m.record_key)
        returning *)
    update pg_temp.merged_trades m set found_order_id = o.order_id
    from lost o
    where m.found_order_id is null and not m.busted
        and (o.user_id, o.instrument_id, o.trade_date, o.product, o.side)
            = (m.user_id, m.instrument_id, m.trade_date, m.product, m.side)
        and o.exchange_order_id is not distinct from m.exchange_order_id;

    with inserted as (
        insert into book.trades (order_id, user_id, instrument_id, exchange, segment, trade_date,
            trade_number, exchange_order_id, product, side, quantity, price, executed_at)
        select m.found_order_id, m.user_id, m.instrument_id, m.exchange, m.segment, m.trade_date,
            m.trade_number, m.exchange_order_id, m.product, m.side, m.quantity, m.price,
            m.executed_at
        from pg_temp.merged_trades m
        where m.found_order_id is not null and not m.busted
            and m.user_id is not null and m.instrument_id is not null and m.product is not null
        on conflict on constraint trades_identity do nothing
        returning order_id)
    select count(*), array_agg(distinct i.order_id) into added, touched from inserted i;
    update book.orders o
    set filled_quantity = least(o.quantity, t.filled),
        status = case when t.filled >= o.quantity then 'filled'
            when o.status = 'open' then 'partially_filled' else o.status end,
        updated_at = greatest(o.updated_at, t.last_at)
    from (
        select x.order_id, sum(x.quantity) as filled, max(x.executed_at) as last_at
        from book.trades x
        where x.order_id = any (touched)
        group by x.order_id) t
    where o.order_id = t.order_id and t.filled > o.filled_quantity;
    return added;
end
$$;

-- A contact that two people of the desk changed, unless this site has changed it since, too.
create or replace function desk.merge_contacts(failback_id bigint)
    returns bigint language plpgsql volatile set search_path = ''
as $$
declare
    changed bigint;
begin
    perform desk.note_conflict(merge_contacts.failback_id, l.kind, l.record_key,
        'contact_changed_on_both_sides', l.record,
        jsonb_build_object('updated_at', u.updated_at))
    from desk.latest l
    join book.users u on u.user_id = l.record_key::bigint
    where l.failback_id = merge_contacts.failback_id and l.kind = 'contact'
        and u.updated_at > (l.record ->> 'primary_updated_at')::timestamptz
        and (u.email, u.phone) is distinct from (coalesce(l.record ->> 'email', u.email),
            coalesce(l.record ->> 'phone', u.phone));
    update book.users u
    set email = coalesce(l.record ->> 'email', u.email),
        phone = coalesce(l.record ->> 'phone', u.phone), updated_at = now()
    from desk.latest l
    where l.failback_id = merge_contacts.failback_id and l.kind = 'contact'
        and u.user_id = l.record_key::bigint
        and u.updated_at <= (l.record ->> 'primary_updated_at')::timestamptz;
    get diagnostics changed = row_count;
    return changed;
end
$$;

-- All of one outage, the latest by default; only what the desk has sealed and all of it. Answers
-- what was added; a second time that is nothing.
create or replace function desk.merge(failback_id bigint default null)
    returns jsonb language plpgsql volatile set search_path = ''
as $$
declare
    chosen bigint := coalesce(failback_id, (select max(s.failback_id) from desk.seals s));
    seal integer := desk.require_complete(chosen);
    summary jsonb;
begin
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('desk.merge'), 0);
    update desk.conflicts c set resolved_at = now(), resolution = 'not found by the latest merge'
    where c.failback_id = chosen and c.resolved_at is null;
    summary := jsonb_build_object('failback_id', chosen, 'seal_number', seal)
        || jsonb_build_object('site_orders_restored', desk.merge_replica_orders(chosen))
        || jsonb_build_object('desk_orders', desk.merge_desk_orders(chosen))
        || jsonb_build_object('trades', desk.merge_trades(chosen))
        || jsonb_build_object('site_orders_ended', desk.merge_ended_orders(chosen))
        || jsonb_build_object('contacts', desk.merge_contacts(chosen));
    summary := summary || jsonb_build_object('open_conflicts', (
        select count(*) from desk.conflicts c
        where c.failback_id = chosen and c.resolved_at is null));
    insert into desk.merges as m (failback_id, seal_number, summary) values (chosen, seal, summary)
    on conflict on constraint merges_pkey do update
        set merged_at = now(), summary = excluded.summary;
    return summary;
end
$$;
comment on function desk.merge(bigint) is
    'Takes what the desk did into the book; repeating it changes nothing';

revoke all on function desk.book_status(text, bigint, bigint), desk.merge_replica_orders(bigint),
    desk.note_conflict(bigint, text, text, text, jsonb, jsonb), desk.merge_desk_orders(bigint),
    desk.merge_ended_orders(bigint), desk.merge_trades(bigint), desk.merge_contacts(bigint),
    desk.merge(bigint) from public;
