create or replace view ops.held_openings as
select h.trade_date, h.user_id, u.broker_id, h.instrument_id, i.symbol, h.product,
    h.frozen_quantity, h.frozen_price, h.book_quantity, h.book_price, h.noticed_at,
    f.dump_id, f.frozen_at
from sync.held_openings as h
join sync.frozen_days as f on f.trade_date = h.trade_date
left join book.users as u on u.user_id = h.user_id
left join book.instruments as i on i.instrument_id = h.instrument_id
order by h.trade_date desc, h.noticed_at desc;

revoke all on ops.held_openings from public;
grant select on ops.held_openings to dba, irra_monitor;

comment on view ops.held_openings is
    'Opening positions that the primary changed after they were frozen, and what still counts';
