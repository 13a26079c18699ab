-- Queues the next clients of the running notices: as many as their rate allows since the last time
-- (two seconds' worth at most), and none while too many of their messages wait. The row's cursor
-- moves in the same transaction, so a notice goes on where it was, whoever died. In a drill none
-- moves: what is practised is nobody's business outside.
-- Calls: logic.setting_integer. Writes: notify.outbox, notify.notices.
create or replace function notify.feed_notices()
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off set jit = off
as $$
declare
    v_notice notify.notices;
    v_room bigint;
    v_fed bigint;
    v_last bigint;
    v_all bigint := 0;
begin
    if (select s.mode from core.site s) = 'drill' then
        return 0;
    end if;
    for v_notice in
        select n.* from notify.notices n where n.state = 'running'
        order by n.notice_id for update skip locked
    loop
        select logic.setting_integer('notify_notice_backlog') - count(*) into v_room
        from (
            select from notify.outbox o join notify.streams s using (priority)
            where s.stream = 'notices'
            union all
            select from notify.messages m
            where m.notice_id = v_notice.notice_id and m.state = 'waiting') w;
        v_room := least(v_room, floor(v_notice.rate_per_second
            * least(2, extract(epoch from clock_timestamp() - v_notice.fed_at))));
        continue when v_room <= 0;
        with clients as (
            select u.user_id from book.users u
            where u.user_id > v_notice.after_user_id
            order by u.user_id limit v_room
        ),
        queued as (
            insert into notify.outbox (lane, kind, priority, user_id, notice_id, facts)
            select k.stream || ':u' || c.user_id, k.kind, s.priority, c.user_id,
                v_notice.notice_id, v_notice.facts
            from clients c
            join notify.kinds k on k.kind = v_notice.kind
            join notify.streams s on s.stream = k.stream
            returning user_id
        )
        select count(*), max(q.user_id) into v_fed, v_last from queued q;
        update notify.notices n
        set queued = n.queued + v_fed, after_user_id = coalesce(v_last, n.after_user_id),
            fed_at = clock_timestamp(),
            state = case when v_fed < v_room then 'done' else n.state end,
            ended_at = case when v_fed < v_room then now() end
        where n.notice_id = v_notice.notice_id;
        v_all := v_all + v_fed;
    end loop;
    return v_all;
end
$$;

revoke all on function notify.feed_notices() from public;
grant execute on function notify.feed_notices() to irra_notify;
comment on function notify.feed_notices() is
    'Queues the next clients of running notices, at their rate; answers how many';
