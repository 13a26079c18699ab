-- What a front needs to know before anybody is somebody: how often an address and a person may ask.
-- Calls: logic.setting_integer
-- Writes: -
create or replace function auth.front_limits()
returns table (
    person_rate bigint, person_burst bigint, address_rate bigint, address_burst bigint)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query select logic.setting_integer('front_person_requests_per_second'),
        logic.setting_integer('front_person_burst'),
        logic.setting_integer('front_address_requests_per_second'),
        logic.setting_integer('front_address_burst');
end
$$;

revoke all on function auth.front_limits() from public;
grant execute on function auth.front_limits() to irra_front;

comment on function auth.front_limits() is
    'Requests a second and at once that a front takes of a person and of an address';
