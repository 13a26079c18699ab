-- What is about no client and no person: every signed-in person may read it.
do $$
declare
    v_table text;
begin
    foreach v_table in array array[
        'book.instruments', 'book.prices', 'book.trading_days', 'core.site',
        'core.site_mode_transitions', 'core.site_changes', 'core.error_codes',
        'core.order_statuses', 'core.order_transitions', 'core.controls', 'core.holidays',
        'core.cut_offs', 'sync.primary_state']
    loop
        execute pg_catalog.format(
            'create policy everybody_read on %s for select '
            'to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor '
            'using ((select auth.current_person()) is not null)', v_table);
        execute pg_catalog.format(
            'grant select on %s to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor',
            v_table);
    end loop;
end
$$;
