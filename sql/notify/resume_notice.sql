-- Calls: none. Writes: notify.notices, notify.outbox, notify.messages.
create or replace function notify.resume_notice(notice_id bigint)
returns void
language plpgsql volatile security invoker
set search_path = pg_catalog, pg_temp set enable_seqscan = off
set enable_bitmapscan = off set enable_mergejoin = off set enable_hashjoin = off set jit = off
as $$
#variable_conflict use_column
begin
    update notify.notices n
    set state = 'running', ended_at = null, fed_at = clock_timestamp()
    where n.notice_id = resume_notice.notice_id;
    update notify.outbox o set due_at = now() where o.notice_id = resume_notice.notice_id;
    update notify.messages m set next_attempt_at = now()
    where m.notice_id = resume_notice.notice_id and m.state = 'waiting'
        and m.next_attempt_at = 'infinity';
end
$$;

revoke all on function notify.resume_notice(bigint) from public;
comment on function notify.resume_notice(bigint) is
    'Goes on with a stopped notice behind the last client that was queued';
