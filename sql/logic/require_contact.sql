-- Calls: logic.raise
-- Writes: -
create or replace function logic.require_contact(email text, phone text)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
begin
    if require_contact.email !~ '^[^@\s]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then
        perform logic.raise('IR101', '{"field": "email", "expected": "an e-mail address"}');
    elsif require_contact.phone !~ '^\+[1-9][0-9]{7,14}$' then
        perform logic.raise('IR101', '{"field": "phone",
            "expected": "a telephone number with its country, as +919000012345"}');
    end if;
end
$$;

revoke all on function logic.require_contact(text, text) from public;

comment on function logic.require_contact(text, text) is
    'IR101 when an e-mail address or a telephone number is none; null is none given';
