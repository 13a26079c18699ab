-- What speaks against a new password. Only the front may see it; it tells its length and what it
-- found: `common` (little more than a word of auth.common_passwords), `reused` (the present one or
-- one of the last), `name` (the person's), `repetitive`, `too_long`.
-- Calls: logic.setting_integer
-- Writes: -
create or replace function auth.password_refusals(password_length integer, findings text[])
returns text[]
language sql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select array(
        select f.finding from (
            select 'too_short' as finding
            where coalesce(password_length, 0) < logic.setting_integer('password_length_min')
            union
            select u.finding from unnest(findings) as u (finding)
            where u.finding in ('common', 'reused', 'name', 'repetitive', 'too_long')) as f
        order by f.finding);
$$;

revoke all on function auth.password_refusals(integer, text[]) from public;

comment on function auth.password_refusals(integer, text[]) is
    'Reasons against a new password, in a fixed order; empty when it may be used';
