-- What the session layer took by itself: its messages are kept as they came, and the number that is
-- expected next moves, before anything is answered. One number may be kept several times.
-- messages: as fix.receive takes them.
-- Calls: fix.require_lease. Writes: fix.inbound, fix.session_state.
create or replace function fix.advance(
    session_name text, epoch bigint, next_inbound bigint, messages jsonb default '[]')
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_state fix.session_state := fix.require_lease(advance.session_name, advance.epoch);
    v_at timestamptz := clock_timestamp();
begin
    -- A microsecond apart: the same number twice in one batch is two rows.
    insert into fix.inbound (
        session_name, incarnation, sequence, msg_type, received_at, poss_dup, raw)
    select advance.session_name, v_state.incarnation, (m.value ->> 'sequence')::bigint,
        m.value ->> 'msg_type', v_at + make_interval(secs => (m.place - 1) / 1000000.0),
        coalesce((m.value ->> 'poss_dup')::boolean, false), decode(m.value ->> 'raw', 'base64')
    from jsonb_array_elements(messages) with ordinality m (value, place);
    update fix.session_state s
    set next_inbound = advance.next_inbound, last_inbound_at = now()
    where s.session_name = advance.session_name;
end
$$;

revoke all on function fix.advance(text, bigint, bigint, jsonb) from public;
grant execute on function fix.advance(text, bigint, bigint, jsonb) to irra_gateway;
comment on function fix.advance(text, bigint, bigint, jsonb) is
    'Keeps session-level messages as they came and moves the number that is expected next';
