-- The client as an approval names them: enough to tell who it is, not more.
-- Calls: none. Writes: none.
create or replace function logic.client_shown(user_id bigint)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('user_id', u.user_id, 'broker_id', u.broker_id,
        'name', left(u.name, 1) || 'XXX',
        'pan', case when length(u.pan) > 4 then 'XXXXXX' || right(u.pan, 4) else 'XXXXXX' end)
    from book.users u where u.user_id = client_shown.user_id
$$;

revoke all on function logic.client_shown(bigint) from public;
comment on function logic.client_shown(bigint) is
    'Number, broker id and masked name and PAN of a client';
