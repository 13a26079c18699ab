-- How many rows of a list are answered at a time: as many as were asked for, all that a list may
-- answer where nothing was said. Asked for too many, a page would silently be short: refused.
-- Calls: logic.raise, logic.setting_integer
-- Writes: -
create or replace function auth.page_size(asked bigint)
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most bigint := logic.setting_integer('list_limit');
begin
    if page_size.asked not between 1 and v_most then
        perform logic.raise('IR101', jsonb_build_object(
            'field', 'limit', 'expected', format('1 to %s', v_most)));
    end if;
    return coalesce(page_size.asked, v_most);
end
$$;

revoke all on function auth.page_size(bigint) from public;
grant execute on function auth.page_size(bigint)
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.page_size(bigint) is
    'Rows of a page: `asked`, or the setting list_limit when null; IR101 beyond it';
