-- A FIX UTCTimestamp to the microsecond; null when the text is none. Whatever follows is cut.
-- Calls: none. Writes: none.
create or replace function fix.utc_time(value text)
returns timestamptz
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case when value ~ '^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])-'
            '([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?'
        then to_timestamp(substring(value from '^[0-9]{8}-[0-9:]{8}') || '+00',
                'YYYYMMDD-HH24:MI:SSTZH')
            + coalesce(substring(value from '(\.[0-9]{1,6})')::numeric, 0) * interval '1 second'
        end
$$;

revoke all on function fix.utc_time(text) from public;
comment on function fix.utc_time(text) is 'A FIX UTCTimestamp; null when the text is none';
