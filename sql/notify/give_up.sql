-- Dead letters, for a person to look at (api.redrive_messages). A one-time code that nobody got is
-- forgotten. One alert for all of a failure: a thousand dead messages are one fault.
-- Calls: logic.raise_alert, logic.setting. Writes: notify.messages.
create or replace function notify.give_up(message_ids bigint[], failure text, error text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_dead record;
begin
    for v_dead in
        with dead as (
            update notify.messages m
            set state = 'dead', finished_at = now(), failure = give_up.failure,
                last_error = left(give_up.error, 1000),
                facts = case when k.is_secret then '{}' else m.facts end
            from notify.kinds k
            where m.message_id = any (give_up.message_ids) and m.state = 'waiting'
                and k.kind = m.kind
            returning m.channel, m.message_id
        )
        select d.channel, min(d.message_id) as message_id, count(*) as messages
        from dead d group by d.channel
    loop
        if logic.setting('notify_dead_alert') = 'on' then
            perform logic.raise_alert('message_dead', 'warning',
                v_dead.channel || ':' || give_up.failure, jsonb_build_object(
                    'message_id', v_dead.message_id, 'messages', v_dead.messages,
                    'error', left(give_up.error, 500)));
        end if;
    end loop;
end
$$;

revoke all on function notify.give_up(bigint[], text, text) from public;
comment on function notify.give_up(bigint[], text, text) is
    'Marks messages as dead, with one alert for each channel and failure';
