-- A time that a person wrote: a day, or a day and a time of India's clock, or with an offset of its
-- own. A day alone is its begin, or its end where a range ends.
-- Calls: logic.raise. Writes: none.
create or replace function logic.moment(written text, field text, is_end boolean default false)
returns timestamptz
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_day boolean := written ~ '^\d{4}-\d\d-\d\d$';
begin
    if written is null then
        return null;
    end if;
    begin
        if v_is_day then
            return (written::date + case when is_end then 1 else 0 end)::timestamp
                at time zone 'Asia/Kolkata';
        elsif written ~ '^(19|20)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?$' then
            return written::timestamp at time zone 'Asia/Kolkata';
        elsif written ~ ('^(19|20)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?'
                || '(Z|[+-]\d\d:\d\d)$') then
            return written::timestamptz;
        end if;
    exception
        when datetime_field_overflow or invalid_datetime_format
            or invalid_time_zone_displacement_value then
            null;
    end;
    perform logic.raise('IR101', jsonb_build_object('field', moment.field, 'expected',
        'a day (2026-01-15) or a time (2026-01-15T10:30, India; or with Z or an offset)'));
    return null;
end
$$;

revoke all on function logic.moment(text, text, boolean) from public;
comment on function logic.moment(text, text, boolean) is
    'A day or time in a request''s field as a moment; IR101 when it is none';
