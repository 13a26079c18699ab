-- The desk's clock looks after messages that the exchange has not answered while their session is
-- up (after a log-on the session asks by itself): what became of the order is asked for, a few
-- times, and a person is told when nothing helps. One at a time.
-- Calls: logic.ask_order_status, logic.raise_alert, logic.setting_integer. Writes: core.alerts.
create or replace function queue.check_answers()
returns table (asked integer, next_due_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_seconds bigint := logic.setting_integer('answer_wait_seconds');
    v_wait interval := make_interval(secs => v_seconds);
    v_questions constant bigint := 3;
    v_silent jsonb;
begin
    if v_seconds <= 0
        or not pg_try_advisory_xact_lock(hashtext('queue.check_answers'), 0) then
        return query select 0, null::timestamptz;
        return;
    end if;
    asked := logic.ask_order_status(array(
        select distinct q.order_id
        from core.order_requests q
        join core.orders o on o.order_id = q.order_id and o.leaves_quantity > 0
            and o.status <> 'unknown'
        cross join lateral (
            select count(*) as questions, max(coalesce(a.sent_at, a.queued_at)) as last_at
            from core.order_requests a
            where a.order_id = q.order_id and a.kind = 'status' and a.queued_at >= q.sent_at) k
        where q.state = 'sent' and q.kind in ('new', 'cancel', 'replace')
            and q.sent_at <= now() - v_wait and k.questions < v_questions
            and coalesce(k.last_at <= now() - v_wait, true)));

    select coalesce(jsonb_object_agg(k.session_name, k.facts), '{}') into v_silent
    from (
        select q.session_name, jsonb_build_object(
            'waiting', count(*), 'oldest_at', min(q.sent_at)) as facts
        from core.order_requests q
        join fix.session_state s on s.session_name = q.session_name and s.status = 'logged_on'
        left join core.orders o on o.order_id = q.order_id
        left join core.primary_orders w on w.book_order_id = q.book_order_id
        where q.state = 'sent' and q.kind in ('new', 'cancel', 'replace')
            and q.sent_at <= now() - (v_questions + 1) * v_wait
            and (o.leaves_quantity > 0 and o.status <> 'unknown' or w.is_live)
        group by q.session_name) k;
    -- One that stands as it is is not told again.
    perform logic.raise_alert('exchange_silent', 'critical', n.key, n.value)
    from jsonb_each(v_silent) n
    where not exists (
        select from core.alerts a
        where a.kind = 'exchange_silent' and a.subject = n.key and a.resolved_at is null
            and a.details -> 'waiting' = n.value -> 'waiting');
    update core.alerts a set resolved_at = now()
    where a.kind = 'exchange_silent' and a.resolved_at is null and not v_silent ? a.subject;
    next_due_at := (
        select min(q.sent_at) + v_wait from core.order_requests q
        where q.state = 'sent' and q.kind in ('new', 'cancel', 'replace')
            and q.sent_at > now() - v_wait);
    return next;
end
$$;

revoke all on function queue.check_answers() from public;
grant execute on function queue.check_answers() to irra_gateway;
comment on function queue.check_answers() is
    'Asks after orders whose message has no answer; answers how many and when to look next';
