-- Calls: none. Writes: none.
create or replace function fix.is_paused(session_name text)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select from core.controls c
        where c.lifted_at is null and (c.scope = 'desk'
            or (c.scope = 'session' and c.subject = is_paused.session_name)));
end
$$;

revoke all on function fix.is_paused(text) from public;
comment on function fix.is_paused(text) is
    'Whether new orders and replacements of a session wait because of a pause or kill switch';
