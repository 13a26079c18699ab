-- Opening positions of a frozen day that the primary wrote or deleted afterwards: the position
-- keeps its figure, people see the difference. Written back as it was, it is no difference.
-- Calls: logic.raise_alert. Writes: sync.held_openings, core.alerts.
create or replace function logic.hold_openings(keys jsonb)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_held bigint;
begin
    with given as (
        select k.trade_date, k.user_id, k.instrument_id, k.product,
            coalesce(p.overnight_quantity, 0) as frozen_quantity,
            coalesce(p.overnight_price, 0) as frozen_price, o.quantity, o.average_price,
            coalesce(p.overnight_quantity, 0) <> coalesce(o.quantity, 0)
                or p.overnight_quantity <> 0 and p.overnight_price <> o.average_price as differs
        from jsonb_to_recordset(keys)
            k (trade_date date, user_id bigint, instrument_id bigint, product text)
        left join core.positions p on (p.user_id, p.trade_date, p.instrument_id, p.product)
            = (k.user_id, k.trade_date, k.instrument_id, k.product)
        left join book.opening_positions o
            on (o.trade_date, o.user_id, o.instrument_id, o.product)
                = (k.trade_date, k.user_id, k.instrument_id, k.product)
    ),
    settled as (
        delete from sync.held_openings h using given g
        where not g.differs and (h.trade_date, h.user_id, h.instrument_id, h.product)
            = (g.trade_date, g.user_id, g.instrument_id, g.product)
    )
    insert into sync.held_openings as h (trade_date, user_id, instrument_id, product,
        frozen_quantity, frozen_price, book_quantity, book_price)
    select g.trade_date, g.user_id, g.instrument_id, g.product, g.frozen_quantity,
        g.frozen_price, g.quantity, g.average_price
    from given g where g.differs
    on conflict (trade_date, user_id, instrument_id, product) do update
    set book_quantity = excluded.book_quantity, book_price = excluded.book_price;

    select count(*) into v_held from sync.held_openings h
    where h.trade_date = (select max(f.trade_date) from sync.frozen_days f);
    if v_held > 0 then
        perform logic.raise_alert('opening_changed_after_freeze', 'warning', 'book',
            jsonb_build_object('positions', v_held, 'advice',
                'ops.held_openings names them; a new dump (POST /sync/dump) takes them over'));
    else
        update core.alerts a set resolved_at = now()
        where a.kind = 'opening_changed_after_freeze' and a.resolved_at is null;
    end if;
end
$$;

revoke all on function logic.hold_openings(jsonb) from public;
comment on function logic.hold_openings(jsonb) is
    'Keeps what the primary changed of a frozen day apart from positions, and alerts';
