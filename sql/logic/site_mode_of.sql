-- Calls: -
-- Writes: -
create or replace function logic.site_mode_of(action text)
returns text
language sql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select case action
        when 'site_activate' then 'active'
        when 'site_return' then 'returning'
        when 'site_standby' then 'standby'
        when 'site_drill' then 'drill'
    end;
$$;

revoke all on function logic.site_mode_of(text) from public;

comment on function logic.site_mode_of(text) is 'The mode that an approval''s action leads to';
