-- Who calls in a rehearsal: one client after the other with an opening position that can still be closed, at most so many.
--   psql -v calls=20 -d broker -f replication/private_desk/rehearsal_callers.sql
select u.broker_id, u.pan, u.date_of_birth
from book.users u
where u.status = 'active' and exists (
    select from book.opening_positions o
    join book.instruments i using (instrument_id)
    where o.user_id = u.user_id and o.trade_date = book.current_trade_date() and o.quantity <> 0
        and coalesce(i.expiry_date > o.trade_date, true))
order by u.user_id
limit :calls;
