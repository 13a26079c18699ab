-- Doubling is capped before it can overflow.
-- Calls: logic.setting_integer
-- Writes: -
create or replace function auth.wait_seconds(
    failures_above_limit bigint, longest bigint, last_at timestamptz, at timestamptz)
returns bigint
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if (failures_above_limit >= 0) is not true then
        return 0;
    end if;
    return greatest(0, ceil(extract(epoch from last_at - at)) + least(longest,
        logic.setting_integer('login_wait_seconds')
            * (1::bigint << least(failures_above_limit, 20)::integer)));
end
$$;

revoke all on function
    auth.wait_seconds(bigint, bigint, timestamptz, timestamptz) from public;

comment on function auth.wait_seconds(bigint, bigint, timestamptz, timestamptz) is
    'Seconds still to wait after the last failure: the first wait doubled for each above the limit';
