-- POST /notify/ops. To everybody of the desk, or to one of them.
-- Calls: audit.append, auth.require, logic.raise, logic.require_speakable, notify.enqueue. Writes:
-- none itself.
create or replace function api.notify_ops(
    text text, title text default null, username text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_agent', 'ops_supervisor', 'ops_admin');
    v_key text := 'ops:' || gen_random_uuid();
    v_to bigint;
    v_sender text;
    v_answer jsonb;
begin
    perform logic.require_speakable('text', notify_ops.text);
    perform logic.require_speakable('title', coalesce(notify_ops.title, 'none'));
    if notify_ops.username is not null then
        select p.person_id into v_to from auth.ops_team p
        where p.username = notify_ops.username and p.disabled_at is null;
        if v_to is null then
            perform logic.raise('IR104', '{"object": "member of the team"}');
        end if;
    end if;
    select p.display_name into v_sender from auth.ops_team p where p.person_id = v_person_id;
    perform notify.enqueue('ops_message', v_key, jsonb_build_object('text', notify_ops.text,
        'title', coalesce(notify_ops.title, 'From ' || v_sender), 'sender', v_sender),
        person_id => v_to);
    v_answer := jsonb_build_object('state', 'queued', 'to', coalesce(notify_ops.username, 'all'));
    perform audit.append('notify_ops', v_key, null, null,
        v_answer || jsonb_build_object('text', notify_ops.text));
    return v_answer;
end
$$;

revoke all on function api.notify_ops(text, text, text) from public;
grant execute on function api.notify_ops(text, text, text)
    to ops_agent, ops_supervisor, ops_admin;
comment on function api.notify_ops(text, text, text) is
    'POST /notify/ops: writes to the people of the desk, or to one of them';
