-- Takes inbound application messages, in order: the raw message, its effect and the next expected
-- number are one transaction, so a crash leaves either all or nothing and the exchange sends
-- again what was not taken. What cannot be applied is parked with an alert and never stops the
-- session: a batch that fails is taken again message by message.
-- messages: [{"sequence", "msg_type", "poss_dup", "raw" (base64), "fields": {tag: value}}],
-- ascending.
-- Lock order: positions, orders, session state.
-- Calls: fix.apply_messages, fix.is_transient, fix.park, fix.require_lease. Writes: fix.inbound,
-- fix.session_state.
create or replace function fix.receive(session_name text, epoch bigint, messages jsonb)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    -- Plans are made once, often over tables still empty: by key, whatever their size is then.
    -- Where there is no key the scan looks so dear that it would be compiled: never.
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
declare
    v_state fix.session_state;
    v_message jsonb;
    v_error text;
    v_detail text;
begin
    begin
        perform fix.apply_messages(session_name, messages);
    exception when others then
        if fix.is_transient(sqlstate) then
            raise;
        end if;
        for v_message in select m.value from jsonb_array_elements(messages) m loop
            begin
                perform fix.apply_messages(session_name, jsonb_build_array(v_message));
            exception when others then
                if fix.is_transient(sqlstate) then
                    raise;
                end if;
                get stacked diagnostics v_error = message_text, v_detail = pg_exception_detail;
                perform fix.park(session_name, v_message,
                    concat_ws(': ', v_error, nullif(v_detail, '')));
            end;
        end loop;
    end;

    v_state := fix.require_lease(session_name, epoch);
    with kept as (
        insert into fix.inbound (
            session_name, incarnation, sequence, msg_type, received_at, poss_dup, raw)
        select receive.session_name, v_state.incarnation, m.sequence, m.msg_type,
            clock_timestamp(), coalesce(m.poss_dup, false), decode(m.raw, 'base64')
        from jsonb_to_recordset(messages)
            as m (sequence bigint, msg_type text, poss_dup boolean, raw text)
        returning inbound.sequence
    )
    update fix.session_state s
    set next_inbound = k.last + 1, last_inbound_at = now()
    from (select max(i.sequence) as last from kept i) k
    where s.session_name = receive.session_name and k.last is not null;
end
$$;

revoke all on function fix.receive(text, bigint, jsonb) from public;
grant execute on function fix.receive(text, bigint, jsonb) to irra_gateway;
comment on function fix.receive(text, bigint, jsonb) is
    'Applies inbound application messages and moves the expected number, all or nothing';
