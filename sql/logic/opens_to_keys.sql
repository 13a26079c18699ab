-- What a machine may be let do: reading, and telling the team. Whatever acts for a client, decides
-- for a second person or gives rights needs somebody with two factors. The stream of events is a
-- session's.
-- Calls: none. Writes: none.
create or replace function logic.opens_to_keys(function_name text)
returns boolean
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return (function_name ~ '^(get|list)_'
            and function_name not in ('get_events', 'get_sessions', 'get_api_keys'))
        or function_name = 'notify_ops';
end
$$;

revoke all on function logic.opens_to_keys(text) from public;
comment on function logic.opens_to_keys(text) is
    'Whether an API key may name a function of schema api';
