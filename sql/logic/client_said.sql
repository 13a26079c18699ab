-- Whom a caller seems to be: by the broker id they say or, saying none, by the number they call
-- from. It proves nothing and gives nobody any access.
-- Calls: none. Writes: none.
create or replace function logic.client_said(broker_id text, caller_number text)
returns bigint
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (select u.user_id from book.users u where u.broker_id = client_said.broker_id),
        -- A number that several clients share is nobody's.
        (select min(u.user_id) from book.users u
         left join core.client_contacts k on k.user_id = u.user_id
         where length(n.digits) = 10 and client_said.broker_id is null
            and right(regexp_replace(coalesce(k.phone, u.phone), '\D', '', 'g'), 10) = n.digits
         having count(*) = 1))
    from (select right(regexp_replace(client_said.caller_number, '\D', '', 'g'), 10)) n (digits)
$$;

revoke all on function logic.client_said(text, text) from public;
comment on function logic.client_said(text, text) is
    'The client whom a broker id or telephone number belongs to; null when nobody or several';
