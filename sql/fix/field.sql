-- One body field, or nothing when there is no value. A value can hold no SOH: the books' names are
-- checked where orders are made, so one here is a broken invariant and must not split a message.
-- Calls: logic.raise. Writes: none.
create or replace function fix.field(tag integer, value text)
returns text
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if value is null or value = '' then
        return '';
    end if;
    if value ~ E'[\\x01-\\x1f]' then
        perform logic.raise('IR901', jsonb_build_object('fix_tag', tag));
    end if;
    return tag || '=' || value || E'\x01';
end
$$;

revoke all on function fix.field(integer, text) from public;
comment on function fix.field(integer, text) is
    'tag=value and SOH; empty when value is null or empty';
