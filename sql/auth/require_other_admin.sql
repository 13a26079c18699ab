-- A desk without an admin could not be given one from inside. All admins are locked, in order, so
-- that two who put each other out queue and the second is refused.
-- Calls: logic.raise
-- Writes: -
create or replace function auth.require_other_admin(person_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    perform from auth.ops_team as p where p.role = 'ops_admin' order by p.person_id for update;
    if not exists (
        select from auth.ops_team as p
        where p.role = 'ops_admin' and p.disabled_at is null
            and p.totp_secret_sealed is not null
            and p.person_id <> require_other_admin.person_id)
        and exists (
            select from auth.ops_team as p
            where p.person_id = require_other_admin.person_id and p.role = 'ops_admin'
                and p.disabled_at is null) then
        perform logic.raise('IR213', '{"reason": "nobody else could administer the desk"}');
    end if;
end
$$;

revoke all on function auth.require_other_admin(bigint) from public;

comment on function auth.require_other_admin(bigint) is
    'IR213 when a member is the last admin who is enabled and enrolled; locks all admins';
