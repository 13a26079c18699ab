-- Rows about a client: an agent sees them through an open call of their own and not otherwise;
-- supervisors, admins and auditors see all, as somebody; a viewer has neither policy nor grant.
-- Scopes narrow what agents and supervisors see to their desks' clients and their segments; who has
-- none is asked once a statement and no row by itself.
do $$
declare
    v_table text;
    v_scope text;
    v_caller constant text := 'user_id = any ((select auth.callers())::bigint[])';
begin
    -- Tables with the client in the row; with the instrument, too; of one part of a position.
    for v_table, v_scope in values
        ('book.users', 'auth.in_scope(user_id, null)'),
        ('book.funds', 'auth.in_scope(user_id, null)'),
        ('core.batches', 'auth.in_scope(user_id, null)'),
        ('book.opening_positions', 'auth.in_scope(user_id, instrument_id)'),
        ('book.orders', 'auth.in_scope(user_id, instrument_id)'),
        ('book.trades', 'auth.in_scope(user_id, instrument_id)'),
        ('core.positions', 'auth.in_scope(user_id, instrument_id)'),
        ('core.orders', 'auth.in_scope(user_id, instrument_id)'),
        ('core.trades', 'auth.in_scope(user_id, instrument_id)'),
        ('core.exits', 'exists (select from core.positions as p '
            'where p.position_id = exits.position_id)'),
        ('core.primary_orders', 'exists (select from book.orders as b '
            'where b.order_id = primary_orders.book_order_id)')
    loop
        execute pg_catalog.format(
            'create policy caller_read on %s for select to ops_agent '
            'using (%s and ((select auth.is_unlimited()) or %s))', v_table, v_caller, v_scope);
        execute pg_catalog.format(
            'create policy overseer_read on %s for select to ops_supervisor, ops_admin, auditor '
            'using ((select auth.is_unlimited()) or %s)', v_table, v_scope);
    end loop;

    -- Tables that reach the client through an order; the order's own policy decides.
    foreach v_table in array array['core.order_events', 'core.temp_trades']
    loop
        execute pg_catalog.format(
            'create policy caller_read on %1$s for select to ops_agent '
            'using (exists (select from core.orders as o where o.order_id = %2$s.order_id))',
            v_table, pg_catalog.split_part(v_table, '.', 2));
    end loop;

    -- For those who oversee, what hangs on something else goes with it, when scopes limit them.
    for v_table, v_scope in values
        ('core.order_events', 'exists (select from core.orders as o '
            'where o.order_id = order_events.order_id)'),
        ('core.temp_trades', 'exists (select from core.orders as o '
            'where o.order_id = temp_trades.order_id)'),
        ('core.order_requests', 'exists (select from core.orders as o '
            'where o.order_id = order_requests.order_id)'),
        ('core.trade_changes', 'exists (select from core.trades as t '
            'where t.trade_id = trade_changes.trade_id)'),
        ('core.trade_notices', 'exists (select from core.orders as o '
            'where o.order_id = trade_notices.order_id)'),
        ('core.instructions', 'exists (select from core.calls as c '
            'where c.call_id = instructions.call_id)'),
        ('core.calls', 'auth.in_scope(user_id, null)'),
        ('core.call_attempts', 'auth.in_scope(user_id, null)'),
        ('core.handovers', 'auth.in_scope(user_id, null)'),
        ('core.client_contacts', 'auth.in_scope(user_id, null)'),
        ('core.read_backs', 'exists (select from core.calls as c '
            'where c.call_id = read_backs.call_id)'),
        ('core.call_otps', 'exists (select from core.calls as c '
            'where c.call_id = call_otps.call_id)'),
        ('core.waiting_callers', 'auth.in_scope(user_id, null)'),
        ('core.client_desks', 'auth.in_scope(user_id, null)'),
        ('core.approvals', 'auth.approval_in_scope(payload)'),
        -- What is for no client is for people of the desk: one's own, when scopes limit one.
        ('notify.messages', 'case when user_id is null then person_id = (select '
            'auth.current_person()) else auth.in_scope(user_id, null) end'),
        ('notify.outbox', 'case when user_id is null then person_id = (select '
            'auth.current_person()) else auth.in_scope(user_id, null) end'),
        ('notify.preferences', 'case when user_id is null then person_id = (select '
            'auth.current_person()) else auth.in_scope(user_id, null) end')
    loop
        execute pg_catalog.format(
            'create policy overseer_read on %s for select to ops_supervisor, ops_admin, auditor '
            'using ((select auth.is_unlimited()) or %s)', v_table, v_scope);
    end loop;
end
$$;

create policy caller_read on core.trade_changes for select to ops_agent
    using (exists (select from core.trades as t where t.trade_id = trade_changes.trade_id));
create policy overseer_read on core.purges for select to ops_supervisor, ops_admin, auditor
    using ((select auth.current_person()) is not null);

-- An agent's own calls, ended ones included, and what was instructed in the open ones.
create policy own_read on core.calls for select to ops_agent
    using (person_id = (select auth.current_person()));
create policy caller_read on core.instructions for select to ops_agent
    using (call_id in (
        select c.call_id from core.calls as c
        where c.user_id = any ((select auth.callers())::bigint[])));

-- PAN, date of birth, e-mail and phone are granted to nobody: auth.masked_client shows their ends.
grant select (user_id, broker_id, name, status, updated_at) on book.users
    to ops_agent, ops_supervisor, ops_admin, auditor;
grant select on book.opening_positions, book.orders, book.trades, book.funds, core.positions,
    core.orders, core.trades, core.order_events, core.temp_trades, core.calls, core.instructions,
    core.trade_changes, core.batches, core.exits, core.primary_orders
    to ops_agent, ops_supervisor, ops_admin, auditor;
grant select on core.order_requests, core.trade_notices, core.purges, core.call_attempts,
    core.client_desks, core.approvals, core.handovers,
    core.waiting_callers, core.read_backs
    to ops_supervisor, ops_admin, auditor;
grant select (user_id, approval_id, requested_by, approved_by, reason, primary_updated_at,
    changed_at) on core.client_contacts to ops_supervisor, ops_admin, auditor;
-- Not the hash: a code has six digits.
grant select (call_otp_id, call_id, sent_at, expires_at, tries, verified_at) on core.call_otps
    to ops_supervisor, ops_admin, auditor;
-- Not the recipient and not the facts: both hold what is masked elsewhere.
grant select (message_id, lane, channel, kind, template_id, user_id, person_id, order_id, notice_id,
    events, priority, state, attempts, next_attempt_at, expires_at, created_at, finished_at,
    provider, provider_ref, failure, last_error, receipt, receipt_at, read_at)
    on notify.messages to ops_supervisor, ops_admin, auditor;
grant select (outbox_id, lane, kind, priority, due_at, user_id, person_id, order_id, notice_id,
    channel, created_at) on notify.outbox to ops_supervisor, ops_admin, auditor;
grant select (preference_id, user_id, person_id, language, channels, muted, quiet_from, quiet_until,
    changed_at, changed_by) on notify.preferences to ops_supervisor, ops_admin, auditor;
