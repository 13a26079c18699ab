-- What a value of a setting has to be, in words, when `value` is not that; null when it fits. Kinds
-- follow from the unit: a word out of a list (or some of them), a zone, a language, exact or whole
-- numbers. Zero is a value only where the description says what it means or the unit makes it
-- harmless; a number so large that it cannot be meant would stop whoever reads it. Texts so short
-- that a setting's name is too long would stop everybody, and nobody could change it back.
-- Calls: none. Writes: none.
create or replace function logic.setting_expected(setting core.settings, value text)
returns text
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_words text[] := regexp_split_to_array(setting.unit, '\s+or\s+|,\s*');
    v_is_exact boolean := setting.unit in ('percent', 'rupees');
    v_least numeric := case when setting.name = 'text_length_max' then 200
        when setting.name = 'password_length_min' then 8
        when setting.description ~ '\m0 = ' or v_is_exact
        or setting.unit in ('points', 'passwords', 'replacements') then 0 else 1 end;
    v_most numeric := case setting.unit when 'percent' then 100 when 'rupees' then 1e12
        when 'seconds' then 2592000 when 'minutes' then 525600 when 'hours' then 87600
        when 'days' then 3650 else 1e9 end;
begin
    if setting.unit ~ '\mor\M' then
        return case when value = any (v_words) or setting.unit like 'nothing or %'
            and value <> '' and string_to_array(value, ' ') <@ v_words then null
            else setting.unit end;
    elsif setting.unit = 'time zone' then
        return case when exists (
                select from pg_catalog.pg_timezone_names z
                where z.name = setting_expected.value) then null
            else 'a time zone, as Asia/Kolkata' end;
    elsif setting.unit = 'ISO 639' then
        return case when value ~ '^[a-z]{2,3}$' then null else 'a language, as en or hi' end;
    elsif value ~ (case when v_is_exact then '^[0-9]{1,15}(\.[0-9]{1,4})?$'
            else '^[0-9]{1,15}$' end) then
        if value::numeric between v_least and v_most then
            return null;
        end if;
    end if;
    return format('%s, %s to %s %s', case when v_is_exact then 'a number' else 'a whole number' end,
        v_least, v_most, setting.unit);
end
$$;

revoke all on function logic.setting_expected(core.settings, text) from public;
comment on function logic.setting_expected(core.settings, text) is
    'What a setting''s value has to be, when this one is not; null when it fits';
