-- Times of an exchange file are India's, without a zone: 2025-02-28T10:15:30 or with a blank.
-- Calls: logic.file_date. Writes: none.
create or replace function logic.file_time(value text)
returns timestamptz
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if logic.file_date(left(value, 10)) is null or value !~
        '^.{10}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?$' then
        return null;
    end if;
    return (logic.file_date(left(value, 10)) + substr(value, 12)::time)
        at time zone 'Asia/Kolkata';
end
$$;

revoke all on function logic.file_time(text) from public;
comment on function logic.file_time(text) is
    'A time of an exchange file; null when it is none';
