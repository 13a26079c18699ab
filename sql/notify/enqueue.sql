-- What the desk has to say, in the transaction of what happened: no event without its message, no
-- message without its event. With a key the same is queued once, ever.
-- In a drill nothing is told to a client: what is practised is nobody's business outside.
-- To a client, to a person of the desk, or, with neither, to everybody whom the kind concerns.
-- Calls: none. Writes: notify.told, notify.outbox.
create or replace function notify.enqueue(
    kind text, dedupe_key text, facts jsonb, user_id bigint default null,
    person_id bigint default null, order_id bigint default null, channel text default null,
    recipient text default null)
returns boolean
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if enqueue.user_id is not null and (select s.mode from core.site s) = 'drill' then
        return false;
    end if;
    insert into notify.told (dedupe_key) values (enqueue.dedupe_key) on conflict do nothing;
    if not found then
        return false;
    end if;
    insert into notify.outbox (lane, kind, priority, due_at, user_id, person_id, order_id, channel,
        recipient, facts)
    select k.stream || coalesce(':u' || enqueue.user_id, ':p' || enqueue.person_id, ':ops'),
        k.kind, s.priority, now() + make_interval(secs => k.hold_seconds), enqueue.user_id,
        enqueue.person_id, enqueue.order_id, enqueue.channel, enqueue.recipient, enqueue.facts
    from notify.kinds k
    join notify.streams s on s.stream = k.stream
    where k.kind = enqueue.kind;
    return found;
end
$$;

revoke all on function notify.enqueue(text, text, jsonb, bigint, bigint, bigint, text, text)
    from public;
comment on function notify.enqueue(text, text, jsonb, bigint, bigint, bigint, text, text) is
    'Queues what is to be told; false when this key was queued before';
