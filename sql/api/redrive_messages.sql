-- POST /notify/messages/redrive. A person has seen to what killed them: one message, or all that a
-- failure killed on a channel within a day, start again, to the address that holds now.
-- One-time codes are not sent again.
-- Calls: audit.append, auth.require, logic.client_contact, logic.raise, logic.require_reason,
-- queue.wake. Writes: notify.messages, core.alerts.
create or replace function api.redrive_messages(
    reason text, message_id bigint default null, channel text default null,
    failure text default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_supervisor', 'ops_admin');
    v_ids bigint[];
    v_most constant integer := 100000;
begin
    perform logic.require_reason(redrive_messages.reason);
    if (redrive_messages.message_id is null)
        = (num_nonnulls(redrive_messages.channel, redrive_messages.failure) = 0)
    then
        perform logic.raise('IR101', '{"field": "message_id", "expected": "a message, or channel '
            'and failure"}');
    end if;
    with chosen as (
        select m.message_id, m.user_id, m.channel from notify.messages m
        join notify.kinds k on k.kind = m.kind
        where m.state = 'dead' and not k.is_secret and m.template_id is not null
            and case when redrive_messages.message_id is not null
                then m.message_id = redrive_messages.message_id
                else m.finished_at > now() - interval '1 day'
                    and m.channel = coalesce(redrive_messages.channel, m.channel)
                    and m.failure = coalesce(redrive_messages.failure, m.failure) end
        order by m.message_id limit v_most for update of m
    ),
    again as (
        update notify.messages m
        set state = 'waiting', attempts = 0, next_attempt_at = now(), created_at = now(),
            expires_at = null, finished_at = null, recipient = coalesce(nullif(
                case m.channel when 'email' then a.email when 'sms' then a.phone end, ''),
                m.recipient)
        from chosen c left join lateral logic.client_contact(c.user_id) a on true
        where m.message_id = c.message_id
        returning m.message_id
    )
    select array_agg(a.message_id order by a.message_id) into v_ids from again a;
    if v_ids is null then
        perform logic.raise('IR104', '{"object": "dead message"}');
    end if;
    update core.alerts a set resolved_at = now(), resolved_by = v_person_id,
        resolution = redrive_messages.reason
    where a.kind = 'message_dead' and a.resolved_at is null and redrive_messages.message_id is null
        and a.subject like coalesce(redrive_messages.channel, '%') || ':'
            || coalesce(redrive_messages.failure, '%');
    perform queue.wake('notify');
    perform audit.append('redrive_messages', 'messages:' || cardinality(v_ids), null, null,
        jsonb_build_object('reason', redrive_messages.reason, 'message_ids', v_ids[1:1000],
            'count', cardinality(v_ids)));
    return jsonb_build_object('redriven', cardinality(v_ids));
end
$$;

revoke all on function api.redrive_messages(text, bigint, text, text) from public;
grant execute on function api.redrive_messages(text, bigint, text, text)
    to ops_supervisor, ops_admin;
comment on function api.redrive_messages(text, bigint, text, text) is
    'POST /notify/messages/redrive: dead messages are tried again; IR104 when there is none';
