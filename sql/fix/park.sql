-- Calls: logic.raise_alert. Writes: fix.parked.
create or replace function fix.park(session_name text, message jsonb, reason text)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_parked_id bigint;
begin
    insert into fix.parked (session_name, incarnation, sequence, msg_type, reason, fields)
    select park.session_name, s.incarnation, (message ->> 'sequence')::bigint,
        message ->> 'msg_type', left(park.reason, 2000), coalesce(message -> 'fields', '{}')
    from fix.session_state s where s.session_name = park.session_name
    returning parked_id into v_parked_id;
    perform logic.raise_alert('message_parked', 'critical', session_name, jsonb_build_object(
        'parked_id', v_parked_id, 'sequence', message -> 'sequence', 'reason', left(reason, 200)));
end
$$;

revoke all on function fix.park(text, jsonb, text) from public;
comment on function fix.park(text, jsonb, text) is
    'Sets a message that cannot be applied aside, whole, with an alert';
