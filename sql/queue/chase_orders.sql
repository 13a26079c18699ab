-- The desk's clock: protected exits that rest unfilled are priced again, a bounded number of them
-- a call; the client's instruction covers it, whether or not the call is over. The quantity stays,
-- so no reservation changes and no position is locked. Not chased: what a person has given a price
-- since, what was to be taken back and the exchange did not (it is no exit that anybody wants),
-- what a control stops (asked again later), and a price that would stay the same.
-- Lock order: site (shared, advisory), orders (skip locked). Calls: logic.chase_price,
-- logic.is_controlled, logic.replace_orders, logic.setting_integer. Writes: core.orders.chases,
-- core.orders.chase_at.
create or replace function queue.chase_orders(max_orders integer default 50)
returns table (chased integer, next_due_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    -- Plans are made once, often over tables still empty: by key, whatever their size is then.
    -- Where there is no key the scan looks so dear that it would be compiled: never.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
declare
    v_seconds bigint := logic.setting_integer('chase_after_seconds');
    v_max_chases bigint := logic.setting_integer('chase_max_replaces');
    v_due bigint[];
    v_chased bigint[];
    v_quantities bigint[];
    v_prices numeric[];
begin
    perform pg_advisory_xact_lock_shared(hashtext('core.site'), 0);
    if v_seconds <= 0 or not exists (
        select from core.site s where s.mode in ('active', 'drill')) then
        return query select 0, null::timestamptz;
        return;
    end if;
    v_due := array(
        select o.order_id from core.orders o
        where o.chase_at <= now()
        order by o.chase_at limit max_orders
        for no key update skip locked);
    select array_agg(c.order_id), array_agg(c.quantity), array_agg(c.price)
    into v_chased, v_quantities, v_prices
    from (
        select o.order_id, o.quantity, o.limit_price,
            logic.chase_price(i, o.side, o.chases + 1) as price
        from core.orders o
        join book.instruments i on i.instrument_id = o.instrument_id
        where o.order_id = any (v_due) and o.order_type = 'PROTECTED'
            and o.status in ('acknowledged', 'partially_filled') and o.chases < v_max_chases
            and not logic.is_controlled(o.person_id, i.exchange, i.segment, o.session_name)
            and not exists (
                select from core.order_events e
                where e.order_id = o.order_id and (e.event = 'cancel_rejected'
                    or e.event = 'replace_requested' and e.details ->> 'cause' = 'price'))
        order by o.order_id
    ) c
    where c.price is distinct from c.limit_price and c.price is not null;
    perform logic.replace_orders(v_chased, v_quantities, v_prices, 'chase');
    update core.orders o
    set chases = o.chases + (o.order_id = any (coalesce(v_chased, '{}')))::integer,
        chase_at = case when o.order_id = any (coalesce(v_chased, '{}'))
                or o.chases >= v_max_chases
                or o.status not in ('acknowledged', 'partially_filled')
                or exists (
                    select from core.order_events e
                    where e.order_id = o.order_id and (e.event = 'cancel_rejected'
                        or e.event = 'replace_requested' and e.details ->> 'cause' = 'price'))
                then null
            else now() + make_interval(secs => v_seconds) end
    where o.order_id = any (v_due);
    return query
        select coalesce(cardinality(v_chased), 0), (
            select min(o.chase_at) from core.orders o where o.chase_at is not null);
end
$$;

revoke all on function queue.chase_orders(integer) from public;
grant execute on function queue.chase_orders(integer) to irra_gateway;
comment on function queue.chase_orders(integer) is
    'Prices protected exits that rest unfilled again; answers how many, and when the next is due';
