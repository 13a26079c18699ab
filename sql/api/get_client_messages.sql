-- What the desk sent to one client about them, for whom they are on the line with: which kind, by
-- which way and what became of it. Neither address nor text: a text may hold a one-time code.
-- Calls: auth.audit_read, auth.page_end, auth.page_size, auth.page_start, auth.require_client.
-- Writes: none itself.
create or replace function api.get_client_messages(
    user_id bigint, page_limit bigint default null, page_cursor text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_list text := 'client-messages:' || get_client_messages.user_id;
    v_size bigint := auth.page_size(page_limit);
    v_before bigint := coalesce(
        (auth.page_start(v_list, page_cursor) ->> 0)::bigint, 9223372036854775807);
begin
    perform auth.require_client(get_client_messages.user_id);
    perform auth.audit_read('get_client_messages', get_client_messages.user_id);
    return auth.page_end(v_list, (
        select coalesce(jsonb_agg(jsonb_build_object('message_id', m.message_id,
            'kind', m.kind, 'about', k.description, 'channel', m.channel,
            'order_id', m.order_id, 'events', m.events, 'state', m.state,
            'created_at', m.created_at, 'finished_at', m.finished_at, 'failure', m.failure,
            'receipt', m.receipt, 'receipt_at', m.receipt_at) order by m.message_id desc), '[]')
        from (
            select x.* from notify.messages as x
            where x.user_id = get_client_messages.user_id and x.notice_id is null
                and x.message_id < v_before
            order by x.message_id desc limit v_size + 1) as m
        join notify.kinds as k on k.kind = m.kind), v_size, 'message_id');
end
$$;

revoke all on function api.get_client_messages(bigint, bigint, text) from public;
grant execute on function api.get_client_messages(bigint, bigint, text)
    to ops_agent, ops_supervisor, ops_admin, auditor;
comment on function api.get_client_messages(bigint, bigint, text) is
    'GET /users/{userId}/messages: what was sent to a client, newest first; IR403 without a call';
