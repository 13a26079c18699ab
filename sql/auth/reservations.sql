-- logic.position_reservations for functions that run as the person's own role: a reservation counts
-- orders of every source, and a figure that misses one would be wrong, not merely partial.
-- Calls: auth.callers, auth.in_scope, auth.is_unlimited, auth.sees_all,
-- logic.position_reservations
-- Writes: -
create or replace function auth.reservations(position_ids bigint[])
returns table (
    position_id bigint, reserved bigint, provisional bigint, linked bigint, available bigint)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select r.position_id, r.reserved, r.provisional, r.linked, r.available
    from logic.position_reservations(array(
        select p.position_id from core.positions as p
        where p.position_id = any (reservations.position_ids)
            and ((select auth.sees_all())
                or p.user_id = any ((select auth.callers())::bigint[]))
            and ((select auth.is_unlimited())
                or auth.in_scope(p.user_id, p.instrument_id)))) as r;
end
$$;

revoke all on function auth.reservations(bigint[]) from public;
grant execute on function auth.reservations(bigint[])
    to ops_agent, ops_supervisor, ops_admin, auditor;

comment on function auth.reservations(bigint[]) is
    'Reserved, linked and available quantity of those positions that the person may see';
