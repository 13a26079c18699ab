-- While a table of the book is being copied, or is taken out of the subscription for that, an order
-- that reserves a position or a trade may be missing: nothing may be decided on it. A desk without
-- a subscription reads what it has.
-- Calls: logic.raise. Writes: none.
create or replace function logic.require_book_complete()
returns void
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    book_tables constant bigint := 8;
    v_tables text[];
    v_subscribed bigint := (select count(*) from pg_catalog.pg_subscription_rel);
begin
    select array_agg(c.relname::text order by c.relname) into v_tables
    from pg_catalog.pg_subscription_rel r
    join pg_catalog.pg_class c on c.oid = r.srrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = 'book'
    where r.srsubstate <> 'r';
    if v_tables is null and v_subscribed not in (0, book_tables) then
        select array_agg(distinct c.table_name order by c.table_name) into v_tables
        from ops.book_columns c
        where not exists (
            select from pg_catalog.pg_subscription_rel r
            where r.srrelid = format('book.%I', c.table_name)::regclass);
    end if;
    if v_tables is not null then
        perform logic.raise('IR504', jsonb_build_object('tables', v_tables));
    end if;
end
$$;

revoke all on function logic.require_book_complete() from public;
comment on function logic.require_book_complete() is
    'IR504 while any table of the book is not copied whole';
