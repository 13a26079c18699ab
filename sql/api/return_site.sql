-- Calls: auth.require, logic.request_site_change
-- Writes: -
create or replace function api.return_site(reason text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_supervisor', 'ops_admin');
    return logic.request_site_change('site_return', reason);
end
$$;

revoke all on function api.return_site(text) from public;
grant execute on function api.return_site(text) to ops_supervisor, ops_admin;

comment on function api.return_site(text) is
    'POST /site/return: asks a second person to end order making, so that the primary takes over';
