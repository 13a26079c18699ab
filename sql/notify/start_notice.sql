-- A notice to all clients: a row that notifiers feed from, a little at a time.
-- Calls: logic.setting_integer. Writes: notify.notices.
create or replace function notify.start_notice(
    kind text, facts jsonb, person_id bigint, rate_per_second bigint default null)
returns bigint
language sql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
    insert into notify.notices (kind, facts, made_by, total, rate_per_second)
    select start_notice.kind, start_notice.facts, start_notice.person_id,
        (select count(*) from book.users), coalesce(start_notice.rate_per_second,
            logic.setting_integer('notify_notice_rate'))
    returning notice_id
$$;

revoke all on function notify.start_notice(text, jsonb, bigint, bigint) from public;
comment on function notify.start_notice(text, jsonb, bigint, bigint) is
    'Begins a notice to all clients; answers its number';
