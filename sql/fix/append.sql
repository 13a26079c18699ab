-- Numbers and keeps one session-level message before it is written to the socket.
-- Calls: fix.require_lease. Writes: fix.session_state, fix.outbound.
create or replace function fix.append(
    session_name text, epoch bigint, msg_type text, body text)
returns table (sequence bigint, sent_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_state fix.session_state := fix.require_lease(append.session_name, append.epoch);
    v_sent_at timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
    insert into fix.outbound (
        session_name, incarnation, sequence, msg_type, sent_at, queued_at, body)
    values (append.session_name, v_state.incarnation, v_state.next_outbound, append.msg_type,
        v_sent_at, v_sent_at, append.body);
    update fix.session_state s
    set next_outbound = s.next_outbound + 1, last_outbound_at = v_sent_at,
        -- A ResendRequest: something of the exchange's is missing.
        gaps = s.gaps + (append.msg_type = '2')::integer
    where s.session_name = append.session_name;
    return query select v_state.next_outbound, v_sent_at;
end
$$;

revoke all on function fix.append(text, bigint, text, text) from public;
grant execute on function fix.append(text, bigint, text, text) to irra_gateway;
comment on function fix.append(text, bigint, text, text) is
    'Gives a session-level message its number and sending time and keeps it';
