-- Fires in the apply worker, and only when an order's exchange number comes or changes: trades that
-- wait for that number are looked for past the order's arrival.
-- Calls: none. Writes: book.orders.arrival.
create or replace function sync.number_order_again()
returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    new.arrival := nextval('book.orders_arrival_seq');
    return new;
end
$$;

revoke all on function sync.number_order_again() from public;
comment on function sync.number_order_again() is
    'An order whose exchange number is new counts as just arrived';

drop trigger if exists number_order_again on book.orders;
create trigger number_order_again before update on book.orders
    for each row when (old.exchange_order_id is distinct from new.exchange_order_id)
    execute function sync.number_order_again();
alter table book.orders enable always trigger number_order_again;
