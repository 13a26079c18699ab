-- Functions and views that were removed or whose signature changed: `drop … if exists`, newest
-- first. Loaded before everything else, so that an old signature never stays callable beside the
-- new one.

drop function if exists logic.noticed_outcome(bigint, bigint);
drop function if exists fix.dispatch(text, bigint, integer);
drop function if exists fix.number_requests(
    fix.session_state, bigint[], timestamptz, numeric);
drop function if exists notify.claim(text, integer, integer);
drop function if exists notify.claim_waiting(smallint, text, text, integer, integer);
drop function if exists notify.compose(smallint, text, text, integer, integer, integer);
drop function if exists auth.approval_shown(text, jsonb, boolean);
drop function if exists sync.book_part_rows(text, bigint[]);
drop function if exists sync.book_parts(text, bigint[]);
drop function if exists logic.book_statements();
drop function if exists api.get_positions(bigint);
drop function if exists audit.append(text, text, bigint, jsonb, jsonb);
drop function if exists api.get_settings();
drop function if exists api.get_rules();
drop function if exists api.get_templates(text);
drop function if exists api.square_off_all(
    uuid, text, text, text, text, text, boolean, text);
drop function if exists api.preview_square_off_all(uuid, text, text, text, text, boolean);
drop function if exists notify.take_due(smallint, integer, integer);
drop function if exists auth.register(text, text, text, text, bytea, text);
drop function if exists auth.login_finish(text, inet, text, boolean, boolean, bigint, bytea);
drop function if exists auth.login_outcome(auth.ops_team, integer, boolean, boolean, bigint);
drop function if exists notify.fail(bigint, text);
drop function if exists notify.complete(bigint[]);
drop function if exists notify.claim(integer, integer);
drop function if exists notify.render(text, jsonb);
drop function if exists api.get_orders(bigint);
drop function if exists api.get_trades(bigint);
drop function if exists api.get_scopes(bigint);
drop function if exists api.get_handovers();
drop function if exists api.get_controls();
drop function if exists api.get_alerts();
drop function if exists api.get_callers();
drop function if exists api.list_approvals();
drop function if exists auth.audit_read(text, bigint);
drop function if exists logic.require_as_read_back(core.exits, core.read_backs);
drop function if exists fix.acquire(text, text, integer);
drop function if exists api.settle_order(bigint, text, text);
drop function if exists api.square_off_all(uuid, text, text, text, text, text, boolean);
drop function if exists api.square_off(
    uuid, bigint, text, bigint, numeric, text, numeric, boolean, text);
drop function if exists logic.plan_order_changes(core.order_change[]);
drop function if exists fix.change_reported_orders(fix.sessions, fix.report[], jsonb);
drop function if exists logic.send_cancel(core.orders);
drop function if exists api.cancel_order(bigint);
drop function if exists logic.order_event(core.orders, text);
drop function if exists fix.expect(text, bigint, bigint);
drop function if exists fix.sessions_to_run();
drop function if exists fix.request_body(core.order_requests, core.orders, book.instruments, text);
drop function if exists fix.field(integer, text);
drop function if exists api.square_off(uuid, bigint, text, bigint, numeric, text, numeric);
drop function if exists logic.place_exit(core.calls, bigint, bigint, numeric, text, numeric);
drop function if exists logic.insert_exit_orders(
    core.calls, bigint, core.positions, book.instruments, text, bigint, text, numeric);
drop function if exists logic.exit_quantity(bigint, bigint, bigint, numeric);
drop function if exists logic.position_reservations(bigint[]);
drop function if exists auth.reservations(bigint[]);
drop function if exists fix.number(text);
drop function if exists fix.whole_number(text);
drop function if exists fix.utc_time(text);
drop function if exists fix.trade_day(text, date);
drop function if exists fix.is_fill(fix.report);
drop function if exists fix.order_changes(fix.report[]);
drop function if exists fix.answer_requests(fix.sessions, fix.report[]);
drop function if exists sync.fold_before_decision(bigint);
drop function if exists logic.apply_trades(text, core.trade_report[]);
drop function if exists fix.expire_unsent_requests(bigint[]);
drop function if exists logic.fold_opening_positions(bigint);
drop function if exists logic.assignable_trades();
drop function if exists logic.assign_trades();
drop function if exists logic.reread_opening_position(jsonb);
drop function if exists fix.number_requests(fix.session_state, bigint[], timestamptz);
drop function if exists logic.has_refused_rows(bigint, bigint);
drop function if exists logic.price_range(book.instruments);
drop function if exists fix.is_paused(text);
drop function if exists fix.rate_allowance(text, timestamptz);
drop function if exists fix.claim_requests(text, integer);
