-- New messages on the page: whoever shows it is told to read again, at commit.
-- Calls: pg_notify. Writes: none.
create or replace function notify.show(person_ids bigint[])
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_catalog.pg_notify('irra_notifications', array_to_string(person_ids, ','));
end
$$;

revoke all on function notify.show(bigint[]) from public;
comment on function notify.show(bigint[]) is
    'Tells the fronts that people have something new to read';
