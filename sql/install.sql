-- Table of contents of the logic. Repeatable; loads in one transaction or not at all:
--   psql --single-transaction --set ON_ERROR_STOP=1 --file sql/install.sql
-- Data lives in migrations/; everything here may be loaded again over a running desk.
\set ON_ERROR_STOP on
\set QUIET on
set local client_min_messages = warning;
set local role irra_owner;

do $$
begin
    if current_user <> 'irra_owner' then
        raise exception 'install.sql needs one transaction: run psql with --single-transaction';
    end if;
end
$$;
-- Bodies are checked by Tests/pgtap/lint, so that files need no order among themselves.
set local check_function_bodies = off;
set local search_path = pg_catalog, pg_temp;

\ir retired.sql

-- Everything closed but for the owner; the rest of policies/ opens it at the end.
\ir policies/reset.sql
\ir policies/owner.sql

-- Foundations -----------------------------------------------------------------------------------
\ir logic/error_codes.sql
\ir logic/raise.sql
\ir logic/problem.sql
\ir logic/settings.sql
\ir logic/cut_offs.sql
\ir logic/setting.sql
\ir logic/setting_integer.sql
\ir logic/setting_minutes.sql
\ir logic/setting_numeric.sql
\ir logic/argument_fits.sql

-- People and sessions ---------------------------------------------------------------------------
\ir auth/current_person.sql
\ir auth/current_session.sql
\ir logic/in_scope.sql
\ir logic/require_in_scope.sql
\ir logic/approval_in_scope.sql
\ir logic/closable_in_scope.sql
\ir logic/scope_shown.sql
\ir auth/is_unlimited.sql
\ir auth/in_scope.sql
\ir auth/approval_in_scope.sql
\ir auth/callers.sql
\ir auth/require.sql
\ir auth/sees_all.sql
\ir auth/may_see.sql
\ir auth/require_client.sql
\ir auth/masked_client.sql
\ir auth/refuse.sql
\ir auth/retry_after.sql
\ir auth/login_begin.sql
\ir auth/login_outcome.sql
\ir auth/login_finish.sql
\ir auth/register.sql
\ir auth/end_session.sql

-- Audit -----------------------------------------------------------------------------------------
\ir audit/append.sql
\ir audit/refuse_change.sql
\ir audit/settings.sql
\ir audit/seal_hash.sql
\ir audit/given_log_id.sql
\ir audit/add_seal.sql
\ir audit/seal_marked.sql
\ir audit/seal.sql
\ir audit/head_parts.sql
\ir audit/head_line.sql
\ir audit/note_head.sql
\ir audit/broken_seals.sql
\ir audit/doubtful_seals.sql
\ir audit/broken_rows.sql
\ir audit/broken_tail.sql
\ir audit/verify.sql
\ir audit/verify_heads.sql
\ir audit/extent.sql
\ir auth/audit_change.sql
\ir auth/audit_read.sql

-- Orders and exchange: positions, trades, orders, FIX, queues, notifications, sync ---------------
\ir logic/order_settings.sql
\ir logic/order_states.sql
\ir logic/guard_order_status.sql
\ir logic/trading_day.sql
\ir logic/raise_alert.sql
\ir logic/apply_trades.sql
\ir logic/mismatched_fills.sql
\ir logic/alert_mismatched_fills.sql
\ir logic/count_confirmed.sql
\ir logic/confirm_fills.sql
\ir logic/noticed_candidates.sql
\ir logic/find_noticed_trades.sql
\ir logic/noticed_outcome.sql
\ir logic/settle_trade.sql
\ir logic/settle_fill.sql
\ir logic/standing_fills.sql
\ir logic/amend_orders.sql
\ir logic/settle_notices.sql
\ir logic/lose_orders.sql
\ir logic/require_reason.sql
\ir logic/ask_order_status.sql
\ir logic/resolve_unknown_alerts.sql
\ir logic/order_to_settle.sql
\ir logic/approve_settle_order.sql
\ir logic/fill_to_promote.sql
\ir logic/approve_promote_fill.sql
\ir logic/trade_to_assign.sql
\ir logic/approve_assign_trade.sql
\ir logic/trades_in_doubt.sql
\ir logic/alert_unconfirmed_fills.sql
\ir logic/alert_unassigned_trades.sql
\ir logic/position_reservations.sql
\ir logic/assignable_trades.sql
\ir logic/assign_trades.sql
\ir logic/full_look_due.sql
\ir logic/fold_needed.sql
\ir logic/refusable_trades.sql
\ir logic/refusable_opening_positions.sql
\ir logic/refuse_rows.sql
\ir logic/take_trades.sql
\ir logic/set_overnight.sql
\ir logic/take_opening_positions.sql
\ir logic/lock_fold_positions.sql
\ir logic/fold_opening_positions.sql
\ir logic/fold_trades.sql
\ir logic/fold_book_changes.sql
\ir logic/reread_opening_position.sql
\ir logic/settle_deleted_positions.sql
\ir logic/settle_refused_rows.sql
\ir logic/has_refused_rows.sql
\ir logic/require_book_complete.sql
\ir logic/order_event.sql
\ir logic/plan_order_changes.sql
\ir logic/replace_cause.sql
\ir logic/follow_order_events.sql
\ir logic/change_orders.sql
\ir logic/withdraw_unsent.sql
\ir logic/cancel_orders.sql
\ir logic/replace_orders.sql
\ir logic/excess_exits.sql
\ir logic/pull_excess.sql
\ir logic/repeat_refused_cancels.sql
\ir logic/is_controlled.sql
\ir logic/chase_price.sql
\ir logic/check_modification.sql
\ir logic/modify_order.sql
\ir logic/open_call_for_primary_order.sql
\ir logic/primary_order_routes.sql
\ir logic/cancel_primary_orders.sql
\ir logic/request_primary_cancel.sql
\ir logic/cancel_all_answer.sql
\ir logic/exit_price.sql
\ir logic/exit_quantity.sql
\ir logic/exit_price_shown.sql
\ir logic/premium_on_its_way.sql
\ir logic/slice_quantity.sql
\ir logic/client_shown.sql
\ir logic/needs_second_person.sql
\ir logic/funds_warnings.sql
\ir logic/lock_funds.sql
\ir logic/other_listing.sql
\ir logic/lock_leg.sql
\ir logic/require_free_leg.sql
\ir logic/route_order.sql
\ir logic/require_order_mode.sql
\ir logic/require_no_control.sql
\ir logic/control_subject.sql
\ir logic/controlled_orders.sql
\ir logic/mass_cancel.sql
\ir logic/kill_orders.sql
\ir logic/is_sendable.sql
\ir logic/tradable_instrument.sql
\ir logic/next_cl_ord_id.sql
\ir logic/enqueue_requests.sql
\ir logic/insert_exit_orders.sql
\ir logic/remember_instruction.sql
\ir logic/store_exit.sql
\ir logic/keep_waiting_exit.sql
\ir logic/cancel_pending_exits.sql
\ir logic/make_exit.sql
\ir logic/wake_order_sessions.sql
\ir logic/unfolded_trades.sql
\ir logic/position_fold_needed.sql
\ir logic/fold_position.sql
\ir logic/lock_position.sql
\ir logic/available_quantity.sql
\ir logic/place_exit.sql
\ir logic/wake_exits.sql
\ir logic/try_place_exit.sql
\ir logic/finish_batches.sql
\ir logic/withdraw_exit.sql
\ir logic/expire_approvals.sql
\ir logic/closable_positions.sql
\ir logic/ask_batch.sql
\ir logic/request_cancel.sql
\ir logic/open_call.sql
\ir logic/open_call_for_order.sql
\ir logic/remember_request.sql
\ir logic/remember_response.sql
\ir queue/wake.sql
\ir queue/prepare_to_sleep.sql
\ir queue/check_fills.sql
\ir queue/chase_orders.sql
\ir queue/wake_exits_worker.sql
\ir queue/work_exits.sql
\ir notify/templates.sql
\ir notify/render.sql
\ir notify/enqueue_order_messages.sql
\ir notify/enqueue_trade_message.sql
\ir notify/wake_notifier.sql
\ir notify/claim.sql
\ir notify/complete.sql
\ir notify/fail.sql
\ir sync/fold.sql
\ir sync/fold_before_decision.sql
\ir sync/note_book_change.sql
\ir sync/number_order_again.sql
\ir sync/heartbeat.sql
\ir sync/end_heartbeat.sql
\ir sync/record_primary.sql
\ir fix/session_hours.sql
\ir fix/note_closed_sessions.sql
\ir fix/sessions_to_run.sql
\ir fix/ms_to_schedule_change.sql
\ir fix/acquire.sql
\ir fix/renew.sql
\ir fix/release.sql
\ir fix/require_lease.sql
\ir fix/reset.sql
\ir fix/append.sql
\ir fix/advance.sql
\ir fix/timestamp_text.sql
\ir fix/request_body.sql
\ir fix/is_paused.sql
\ir fix/rate_allowance.sql
\ir fix/claim_requests.sql
\ir fix/refusable_requests.sql
\ir fix/withdraw_requests.sql
\ir fix/number_requests.sql
\ir fix/sleep_before_dispatch.sql
\ir fix/dispatch.sql
\ir fix/resend.sql
\ir fix/set_status.sql
\ir fix/is_transient.sql
\ir fix/told_instrument.sql
\ir fix/told_primary_order.sql
\ir fix/read_reports.sql
\ir fix/take_fills.sql
\ir fix/take_drop_copies.sql
\ir fix/take_notices.sql
\ir fix/take_mass_answers.sql
\ir fix/note_primary_orders.sql
\ir fix/report_event.sql
\ir fix/names_refused_replacement.sql
\ir fix/order_changes.sql
\ir fix/answer_requests.sql
\ir fix/park.sql
\ir fix/answer_conformance.sql
\ir fix/change_reported_orders.sql
\ir fix/park_unreadable.sql
\ir fix/apply_messages.sql
\ir fix/receive.sql
\ir fix/conformance_session.sql
\ir fix/conformance_acquire.sql
\ir fix/conformance_order.sql
\ir api/square_off.sql
\ir api/square_off_all.sql
\ir api/get_batch.sql
\ir api/cancel_order.sql
\ir api/modify_order.sql
\ir api/cancel_all_orders.sql
\ir api/set_control.sql
\ir api/lift_control.sql
\ir api/get_controls.sql

-- End of orders and exchange ----------------------------------------------------------------------

-- Calls and approvals ---------------------------------------------------------------------------
\ir auth/list_limit.sql
\ir auth/reservations.sql
\ir logic/too_many_mismatches.sql
\ir logic/begin_call.sql
\ir logic/client_said.sql
\ir logic/caller_priorities.sql
\ir logic/callers_due.sql
\ir logic/serve_caller.sql
\ir logic/require_successor.sql
\ir logic/move_call.sql
\ir logic/handover_answer.sql
\ir logic/claim_handover.sql
\ir logic/site_transitions.sql
\ir logic/site_mode_of.sql
\ir logic/change_site_mode.sql
\ir logic/request_approval.sql
\ir logic/request_site_change.sql
\ir logic/approve_site_change.sql
\ir logic/require_exit_as_shown.sql
\ir logic/approve_square_off.sql
\ir logic/approve_square_off_all.sql
\ir logic/carry_out_approval.sql
\ir logic/drop_approval.sql
\ir logic/claim_approval.sql

-- The door for people ---------------------------------------------------------------------------
\ir api/arguments.sql
\ir api/health.sql
\ir api/record_refusal.sql
\ir api/whoami.sql
\ir api/logout.sql
\ir api/open_call.sql
\ir api/close_call.sql
\ir api/add_caller.sql
\ir api/get_callers.sql
\ir api/take_caller.sql
\ir api/give_up_caller.sql
\ir api/hand_over_call.sql
\ir api/accept_handover.sql
\ir api/decline_handover.sql
\ir api/get_handovers.sql
\ir api/get_user.sql
\ir api/add_scope.sql
\ir api/remove_scope.sql
\ir api/get_scopes.sql
\ir api/assign_desk.sql
\ir api/get_positions.sql
\ir api/position_figures.sql
\ir api/get_pnl.sql
\ir api/get_funds.sql
\ir api/orders.sql
\ir api/get_orders.sql
\ir api/get_order.sql
\ir api/get_trades.sql
\ir api/get_site.sql
\ir api/activate_site.sql
\ir api/return_site.sql
\ir api/standby_site.sql
\ir api/list_approvals.sql
\ir api/approve.sql
\ir api/reject.sql
\ir api/settle_order.sql
\ir api/promote_fill.sql
\ir api/assign_trade.sql
\ir api/purge_session.sql
\ir api/resolve_parked.sql
\ir api/get_reconciliation.sql

-- What a DBA reads ------------------------------------------------------------------------------
\ir ops/replication.sql
\ir ops/queues.sql
\ir ops/fix_sessions.sql
\ir ops/live_orders.sql
\ir ops/positions.sql
\ir ops/position_breaks.sql
\ir ops/unconfirmed_trades.sql
\ir ops/unassigned_trades.sql
\ir ops/unknown_orders.sql
\ir ops/purges.sql
\ir ops/parked_messages.sql
\ir ops/refused_rows.sql
\ir ops/alerts.sql
\ir ops/incident_timeline.sql
\ir ops/audit_rows.sql
\ir ops/audit_chain.sql
\ir ops/audit_seals.sql
\ir ops/health.sql

-- Who may see what ------------------------------------------------------------------------------
\ir policies/schemas.sql
\ir policies/reference.sql
\ir policies/clients.sql
\ir policies/oversight.sql
\ir policies/administration.sql
