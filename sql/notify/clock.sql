-- How a time is worded in messages: to_char(at at time zone zone, form). Asked for once a batch;
-- the rows then cost what to_char does.
-- Calls: logic.setting. Writes: none.
create or replace function notify.clock(out zone text, out form text)
returns record
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select s.zone, 'DD Mon YYYY, HH24:MI:SS "'
        || case s.zone when 'Asia/Kolkata' then 'IST' else s.zone end || '"'
    from (select logic.setting('notify_time_zone') as zone) s
$$;

revoke all on function notify.clock() from public;
comment on function notify.clock() is
    'Zone and to_char pattern for times in messages: 21 Nov 2026, 22:41:05 IST';
