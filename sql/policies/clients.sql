-- Rows about a client: an agent sees them through an open call of their own and not otherwise;
-- supervisors, admins and auditors see all, as somebody; a viewer has neither policy nor grant.
do $$
declare
    v_table text;
begin
    -- Tables with the client in the row.
    foreach v_table in array array[
        'book.users', 'book.opening_positions', 'book.orders', 'book.trades', 'book.funds',
        'core.positions', 'core.orders', 'core.trades', 'core.batches', 'core.exits',
        'core.primary_orders']
    loop
        execute pg_catalog.format(
            'create policy caller_read on %s for select to ops_agent '
            'using (user_id = any ((select auth.callers())::bigint[]))', v_table);
    end loop;

    -- Tables that reach the client through an order; the order's own policy decides.
    foreach v_table in array array['core.order_events', 'core.temp_trades']
    loop
        execute pg_catalog.format(
            'create policy caller_read on %1$s for select to ops_agent '
            'using (exists (select from core.orders as o where o.order_id = %2$s.order_id))',
            v_table, pg_catalog.split_part(v_table, '.', 2));
    end loop;

    -- Everything about clients, for those who oversee.
    foreach v_table in array array[
        'book.users', 'book.opening_positions', 'book.orders', 'book.trades', 'book.funds',
        'core.positions', 'core.orders', 'core.trades', 'core.order_events', 'core.temp_trades',
        'core.order_requests', 'core.trade_changes', 'core.trade_notices', 'core.purges',
        'core.batches', 'core.exits', 'core.primary_orders', 'core.calls', 'core.call_attempts',
        'core.instructions', 'notify.outbox']
    loop
        execute pg_catalog.format(
            'create policy overseer_read on %s for select to ops_supervisor, ops_admin, auditor '
            'using ((select auth.current_person()) is not null)', v_table);
    end loop;
end
$$;

create policy caller_read on core.trade_changes for select to ops_agent
    using (exists (select from core.trades as t where t.trade_id = trade_changes.trade_id));

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
grant select on core.order_requests, core.trade_notices, core.purges
    to ops_supervisor, ops_admin, auditor;
grant select on core.call_attempts to ops_supervisor, ops_admin, auditor;
-- Not the recipient and not the text: both hold what is masked elsewhere.
grant select (outbox_id, template_name, channel, user_id, order_id, state, attempts,
    next_attempt_at, created_at, sent_at) on notify.outbox to ops_supervisor, ops_admin, auditor;
