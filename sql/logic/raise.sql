-- The only place that raises a desk error: the constant title of the code as the message, the facts
-- as JSON in the detail. A code that has no row is itself a broken invariant.
-- Calls: -
-- Writes: -
create or replace function logic.raise(code text, detail jsonb default '{}')
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_title text;
begin
    select c.title into v_title from core.error_codes as c where c.code = raise.code;
    if v_title is null then
        raise exception using
            errcode = 'IR901',
            message = 'An invariant is broken',
            detail = jsonb_build_object(
                'unknown_code', raise.code, 'detail', raise.detail)::text;
    end if;
    raise exception using
        errcode = raise.code,
        message = v_title,
        detail = coalesce(raise.detail, '{}')::text;
end
$$;

revoke all on function logic.raise(text, jsonb) from public;

comment on function logic.raise(text, jsonb) is
    'Raises SQLSTATE `code` with its title from core.error_codes and `detail` as JSON';
