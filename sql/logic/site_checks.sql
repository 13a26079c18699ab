-- Calls: logic.drill_checks, logic.handback_checks, logic.takeover_checks.
-- Writes: none.
create or replace function logic.site_checks(to_mode text)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if to_mode = 'active' then
        return (select jsonb_agg(to_jsonb(c)) from logic.takeover_checks() c);
    elsif to_mode in ('returning', 'standby') then
        return (select jsonb_agg(to_jsonb(c)) from logic.handback_checks() c);
    elsif to_mode = 'drill' then
        return (select jsonb_agg(to_jsonb(c)) from logic.drill_checks() c);
    end if;
    return jsonb '[]';
end
$$;

revoke all on function logic.site_checks(text) from public;
comment on function logic.site_checks(text) is
    'What is to be looked at before a change to this mode: check_name, verdict, detail, advice';
