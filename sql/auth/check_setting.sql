-- A setting with a slip in it would be noticed when it matters, or never: what a rule asks for by a
-- word that nobody wrote is not asked for. So a value has to be of the kind that it was: a number
-- stays a number, and a setting whose unit says "a, b or c" holds words out of these.
-- Calls: logic.raise
-- Writes: -
create or replace function auth.check_setting()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_words text[] := regexp_split_to_array(new.unit, '\s+or\s+|,\s*');
begin
    if old.value ~ '^[0-9]+(\.[0-9]+)?$' and new.value !~ '^[0-9]{1,15}(\.[0-9]{1,8})?$' then
        perform logic.raise('IR101', jsonb_build_object('setting', new.name,
            'expected', 'a number, ' || new.unit));
    elsif new.unit ~ '\mor\M' and (
        new.value = '' or not string_to_array(new.value, ' ') <@ v_words) then
        perform logic.raise('IR101', jsonb_build_object('setting', new.name,
            'expected', new.unit));
    end if;
    return new;
end
$$;

revoke all on function auth.check_setting() from public;

comment on function auth.check_setting() is
    'Trigger: a setting keeps its kind: a number, or words out of those in its unit; IR101';

create or replace trigger settings_checked
    before update of value on core.settings
    for each row execute function auth.check_setting();
