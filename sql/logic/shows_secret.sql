-- Answers that are shown once: what is masked everywhere else, secrets that were just made.
-- Calls: none. Writes: none.
create or replace function logic.shows_secret(function_name text)
returns boolean
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return function_name in (
        'create_api_key', 'register_member', 'reset_member', 'unmask_user');
end
$$;

revoke all on function logic.shows_secret(text) from public;
comment on function logic.shows_secret(text) is
    'Whether the answer of a function of schema api must not be kept';
