-- Calls: logic.raise. Writes: none.
create or replace function logic.require_reason(reason text)
returns void
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(reason, '') !~ '\S' then
        perform logic.raise('IR101', '{"field": "reason", "expected": "a reason in words"}');
    end if;
end
$$;

revoke all on function logic.require_reason(text) from public;
comment on function logic.require_reason(text) is 'IR101 when a reason has no words';
