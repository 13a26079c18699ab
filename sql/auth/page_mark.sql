-- Leaves the cursor of the next page for the front, which reads `irra.next_cursor` with the answer:
-- an answer stays a plain list. Null: there is no next page.
-- Calls: auth.require
-- Writes: -
create or replace function auth.page_mark(list text, keys jsonb)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_viewer', 'ops_agent', 'ops_supervisor', 'ops_admin', 'auditor');
    perform set_config('irra.next_cursor', coalesce(rtrim(translate(
        encode(convert_to((jsonb_build_array(list) || keys)::text, 'UTF8'), 'base64'),
        E'+/\n', '-_'), '='), ''), true);
end
$$;

revoke all on function auth.page_mark(text, jsonb) from public;
grant execute on function auth.page_mark(text, jsonb)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.page_mark(text, jsonb) is
    'Keeps the cursor of the next page of a list, for this transaction; null ends the list';
