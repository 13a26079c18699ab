-- GET /notify/messages. What became of messages, the newest first; dead ones are what
-- POST /notify/messages/redrive sends again. Neither address nor text: both are masked elsewhere.
-- Calls: auth.audit_read, auth.page_end, auth.page_size, auth.page_start, auth.require. Writes:
-- none.
create or replace function api.get_messages(
    user_id bigint default null, state text default null, page_limit bigint default null,
    page_cursor text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_size bigint := auth.page_size(page_limit);
    v_start jsonb := auth.page_start('messages', page_cursor);
    v_answer jsonb;
begin
    perform auth.require('ops_supervisor', 'ops_admin', 'auditor');
    select coalesce(jsonb_agg(jsonb_build_object('message_id', k.message_id, 'kind', k.kind,
        'channel', k.channel, 'user_id', k.user_id, 'person_id', k.person_id,
        'order_id', k.order_id, 'notice_id', k.notice_id, 'events', k.events, 'state', k.state,
        'attempts', k.attempts, 'provider', k.provider, 'failure', k.failure,
        'error', k.last_error, 'created_at', k.created_at, 'finished_at', k.finished_at,
        'next_attempt_at', case k.state when 'waiting' then k.next_attempt_at end,
        'receipt', k.receipt, 'receipt_at', k.receipt_at) order by k.message_id desc), '[]')
    into v_answer
    from (
        select m.message_id, m.kind, m.channel, m.user_id, m.person_id, m.order_id, m.notice_id,
            m.events, m.state, m.attempts, m.provider, m.failure, m.last_error, m.created_at,
            m.finished_at, m.next_attempt_at, m.receipt, m.receipt_at
        from notify.messages m
        where (get_messages.user_id is null or m.user_id = get_messages.user_id)
            and (get_messages.state is null or m.state = get_messages.state)
            and (v_start is null or m.message_id < (v_start ->> 0)::bigint)
        order by m.message_id desc
        limit v_size + 1) k;
    perform auth.audit_read('get_messages', get_messages.user_id, v_answer);
    return auth.page_end('messages', v_answer, v_size, 'message_id');
end
$$;

revoke all on function api.get_messages(bigint, text, bigint, text) from public;
grant execute on function api.get_messages(bigint, text, bigint, text)
    to ops_supervisor, ops_admin, auditor;
comment on function api.get_messages(bigint, text, bigint, text) is
    'GET /notify/messages: what became of messages, of one client or in one state';
