-- What is left of an order is taken back; what was filled stays. True when it was live.
-- Writes: book.orders
create or replace function book.cancel_order(order_id bigint) returns boolean
    language plpgsql volatile security definer set search_path = ''
as $$
begin
    update book.orders o
    set status = 'cancelled', updated_at = now()
    where o.order_id = cancel_order.order_id and o.status in ('open', 'partially_filled');
    return found;
end
$$;
alter function book.cancel_order(bigint) owner to broker_owner;
revoke all on function book.cancel_order(bigint) from public;
grant execute on function book.cancel_order(bigint) to broker_site;
comment on function book.cancel_order(bigint) is 'The main site cancels a live order';
