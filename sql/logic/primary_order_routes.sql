-- By which session each order of the primary can be cancelled, or why it cannot. While the desk is
-- not active the primary looks after its orders itself.
-- Calls: logic.route_order. Writes: none.
create or replace function logic.primary_order_routes(book_order_ids bigint[])
returns table (book_order_id bigint, session_name text, code text, refusal text)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_place record;
    v_sessions jsonb := '{}'::jsonb;
    v_mode text := (select s.mode from core.site s);
begin
    -- As many rounds as there are exchanges and segments.
    for v_place in
        select distinct i.exchange, i.segment
        from book.orders b
        join book.instruments i on i.instrument_id = b.instrument_id
        where b.order_id = any (book_order_ids)
    loop
        begin
            v_sessions := v_sessions || jsonb_build_object(
                v_place.exchange || '-' || v_place.segment,
                logic.route_order(v_place.exchange, v_place.segment));
        exception when sqlstate 'IR203' then
            null;
        end;
    end loop;
    return query
        select b.order_id, v_sessions ->> (i.exchange || '-' || i.segment),
            case when v_mode not in ('active', 'drill') then 'IR201'
                when b.status in ('open', 'partially_filled') and i.instrument_id is not null
                    and b.exchange_order_id is not null
                    and not v_sessions ? (i.exchange || '-' || i.segment)
                then 'IR203' else 'IR202' end,
            case when v_mode not in ('active', 'drill')
                    then 'the desk is not active: the primary looks after its orders'
                when b.status not in ('open', 'partially_filled')
                    then 'the primary has told that it is ' || b.status
                when b.exchange_order_id is null
                    then 'the exchange''s number of it is not known'
                when i.instrument_id is null then 'the instrument is not in the book'
                when not v_sessions ? (i.exchange || '-' || i.segment)
                    then 'no session serves this exchange and segment' end
        from book.orders b
        left join book.instruments i on i.instrument_id = b.instrument_id
        where b.order_id = any (book_order_ids)
        order by b.order_id;
end
$$;

revoke all on function logic.primary_order_routes(bigint[]) from public;
comment on function logic.primary_order_routes(bigint[]) is
    'Sessions for cancels of the primary''s orders, or the reason why there is none';
