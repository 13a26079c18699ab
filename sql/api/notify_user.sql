-- POST /notify/user. An agent writes to the client on the line, others to clients within their
-- scopes; by every channel that the client has, and by none in a drill.
-- Calls: audit.append, auth.require, auth.require_client, logic.client_contact,
-- logic.require_speakable, notify.enqueue. Writes: none itself.
create or replace function api.notify_user(user_id bigint, text text, title text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
    v_key text := 'user:' || gen_random_uuid();
    v_is_queued boolean;
    v_answer jsonb;
begin
    perform auth.require_client(notify_user.user_id);
    perform logic.require_speakable('text', notify_user.text);
    perform logic.require_speakable('title', coalesce(notify_user.title, 'none'));
    -- In a drill there is no message, and whoever wrote it is to know.
    v_is_queued := notify.enqueue('client_message', v_key, jsonb_build_object(
        'text', notify_user.text,
        'title', coalesce(notify_user.title, 'A message of our backup desk')),
        notify_user.user_id);
    if v_is_queued then
        select jsonb_build_object('user_id', notify_user.user_id, 'state', 'queued', 'channels',
            to_jsonb(array_remove(array[case when k.email <> '' then 'email' end,
                case when k.phone <> '' then 'sms' end], null)))
        into v_answer from logic.client_contact(notify_user.user_id) k;
    else
        v_answer := jsonb_build_object('user_id', notify_user.user_id, 'state', 'not_sent',
            'channels', '[]'::jsonb,
            'reason', 'in a drill no message leaves the desk: nothing was sent');
    end if;
    perform audit.append('notify_user', v_key, notify_user.user_id, null,
        v_answer || jsonb_build_object('text', notify_user.text, 'by', v_person_id));
    return v_answer;
end
$$;

revoke all on function api.notify_user(bigint, text, text) from public;
grant execute on function api.notify_user(bigint, text, text)
    to ops_agent, ops_supervisor, ops_admin;
comment on function api.notify_user(bigint, text, text) is
    'POST /notify/user: writes to one client; IR603 when the text shows a PAN';
