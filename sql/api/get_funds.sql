-- GET /funds/{userId}. What the primary last said, how old it is, and what the desk's live
-- buy-backs of short options will still take from it.
-- Calls: audit.append, auth.require_client, logic.premium_on_its_way. Writes: none itself.
create or replace function api.get_funds(user_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_funds book.funds;
    v_on_its_way numeric;
begin
    perform auth.require_client(get_funds.user_id);
    perform audit.append('read:get_funds', null, get_funds.user_id);
    select * into v_funds from book.funds as f where f.user_id = get_funds.user_id;
    v_on_its_way := logic.premium_on_its_way(get_funds.user_id);
    return jsonb_build_object('user_id', get_funds.user_id,
        'known', v_funds.user_id is not null,
        'available', v_funds.available, 'used', v_funds.used,
        'total', v_funds.available + v_funds.used,
        'premium_on_its_way', round(v_on_its_way, 2),
        'available_after', v_funds.available - round(v_on_its_way, 2),
        'as_of', v_funds.as_of,
        'age_seconds', floor(extract(epoch from now() - v_funds.as_of))::bigint);
end
$$;

revoke all on function api.get_funds(bigint) from public;
grant execute on function api.get_funds(bigint) to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_funds(bigint) is
    'GET /funds/{userId}: funds of a client with their age and what is spoken for; IR403 without '
    'a call';
