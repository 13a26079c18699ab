-- The request itself keeps what two people decided about; the log need not say how to reach a
-- client.
-- Calls: none. Writes: none.
create or replace function logic.payload_logged(payload jsonb)
returns jsonb
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select payload - array['email', 'phone']
$$;

revoke all on function logic.payload_logged(jsonb) from public;
comment on function logic.payload_logged(jsonb) is
    'What of a request for a second person goes into the log';
