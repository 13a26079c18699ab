-- What is queued of it stays where it is, out of everybody's way, and goes on when the notice does;
-- a message that is under way at this moment goes out. At most notify_notice_backlog rows.
-- Calls: none. Writes: notify.notices, notify.outbox, notify.messages.
create or replace function notify.stop_notice(notice_id bigint, person_id bigint)
returns void
language plpgsql volatile security invoker
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off set jit = off
as $$
#variable_conflict use_column
begin
    update notify.notices n
    set state = 'stopped', ended_at = now(), stopped_by = stop_notice.person_id
    where n.notice_id = stop_notice.notice_id;
    update notify.outbox o set due_at = 'infinity' where o.notice_id = stop_notice.notice_id;
    update notify.messages m set next_attempt_at = 'infinity'
    where m.notice_id = stop_notice.notice_id and m.state = 'waiting'
        and (m.attempts = 0 or m.next_attempt_at <= now());
end
$$;

revoke all on function notify.stop_notice(bigint, bigint) from public;
comment on function notify.stop_notice(bigint, bigint) is
    'Stops a notice to all clients where it is';
