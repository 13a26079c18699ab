-- How far the exits are: queued, not yet confirmed, sent first and confirmed last.
-- One row: waiting|unconfirmed.
select (select count(*) from queue.dispatch),
    (select count(*) from core.orders o
        where o.leaves_quantity > 0 or o.cumulative_quantity > o.confirmed_quantity);
