
CREATE SCHEMA api;

ALTER SCHEMA api OWNER TO irra_owner;

COMMENT ON SCHEMA api IS 'The only door for people: one function a route';

CREATE SCHEMA audit;

ALTER SCHEMA audit OWNER TO irra_owner;

COMMENT ON SCHEMA audit IS 'Append-only log of who did what';

CREATE SCHEMA auth;

ALTER SCHEMA auth OWNER TO irra_owner;

COMMENT ON SCHEMA auth IS 'Ops members, sessions and log-in attempts';

CREATE SCHEMA book;

ALTER SCHEMA book OWNER TO irra_owner;

COMMENT ON SCHEMA book IS 'The primary''s book, written by replication only';

CREATE SCHEMA core;

ALTER SCHEMA core OWNER TO irra_owner;

COMMENT ON SCHEMA core IS 'The desk''s own truth: positions, orders, trades, calls, approvals, site mode';

CREATE SCHEMA desk;

ALTER SCHEMA desk OWNER TO irra_owner;

COMMENT ON SCHEMA desk IS 'What the desk did, as it is published to the primary';

CREATE SCHEMA fix;

ALTER SCHEMA fix OWNER TO irra_owner;

COMMENT ON SCHEMA fix IS 'FIX sessions, sequence numbers, outbound and inbound messages';

CREATE SCHEMA logic;

ALTER SCHEMA logic OWNER TO irra_owner;

COMMENT ON SCHEMA logic IS 'Private rules; no grants';

CREATE SCHEMA monitor;

ALTER SCHEMA monitor OWNER TO irra_owner;

COMMENT ON SCHEMA monitor IS 'Measures, rules over them, and what they last said';

CREATE SCHEMA notify;

ALTER SCHEMA notify OWNER TO irra_owner;

COMMENT ON SCHEMA notify IS 'Templates and outbox of messages to clients and ops';

CREATE SCHEMA ops;

ALTER SCHEMA ops OWNER TO irra_owner;

COMMENT ON SCHEMA ops IS 'Views a DBA reads; holds no data';

CREATE SCHEMA queue;

ALTER SCHEMA queue OWNER TO irra_owner;

COMMENT ON SCHEMA queue IS 'Small hot queue tables; rows are deleted when done';

CREATE SCHEMA sync;

ALTER SCHEMA sync OWNER TO irra_owner;

COMMENT ON SCHEMA sync IS 'Fold watermarks, what is known of the primary';

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;

COMMENT ON EXTENSION pgcrypto IS 'cryptographic functions';

CREATE DOMAIN core.exit_state AS text
	CONSTRAINT exit_state_known CHECK ((VALUE = ANY (ARRAY['waiting_approval'::text, 'waiting_cancels'::text, 'queued'::text, 'placed'::text, 'failed'::text, 'withdrawn'::text])));

ALTER DOMAIN core.exit_state OWNER TO irra_owner;

CREATE DOMAIN core.instruction_kind AS text
	CONSTRAINT instruction_kind_known CHECK ((VALUE = ANY (ARRAY['square_off'::text, 'square_off_all'::text, 'cancel'::text, 'cancel_all'::text, 'modify'::text])));

ALTER DOMAIN core.instruction_kind OWNER TO irra_owner;

CREATE TYPE core.order_change AS (
	order_id bigint,
	event text,
	cumulative_quantity bigint,
	leaves_quantity bigint,
	average_price numeric(18,4),
	exchange_order_id text,
	reason text,
	details jsonb,
	quantity bigint,
	limit_price numeric(18,4),
	cl_ord_id text
);

ALTER TYPE core.order_change OWNER TO irra_owner;

CREATE DOMAIN core.order_status AS text
	CONSTRAINT order_status_known CHECK ((VALUE = ANY (ARRAY['pending_approval'::text, 'queued'::text, 'sent'::text, 'acknowledged'::text, 'partially_filled'::text, 'filled'::text, 'replace_pending'::text, 'cancel_pending'::text, 'cancelled'::text, 'rejected'::text, 'expired'::text, 'unknown'::text])));

ALTER DOMAIN core.order_status OWNER TO irra_owner;

CREATE DOMAIN core.order_type AS text
	CONSTRAINT order_type_known CHECK ((VALUE = ANY (ARRAY['PROTECTED'::text, 'LIMIT'::text, 'MARKET'::text])));

ALTER DOMAIN core.order_type OWNER TO irra_owner;

CREATE DOMAIN core.request_kind AS text
	CONSTRAINT request_kind_known CHECK ((VALUE = ANY (ARRAY['new'::text, 'cancel'::text, 'replace'::text, 'status'::text, 'mass_status'::text, 'mass_cancel'::text])));

ALTER DOMAIN core.request_kind OWNER TO irra_owner;

CREATE DOMAIN core.request_state AS text
	CONSTRAINT request_state_known CHECK ((VALUE = ANY (ARRAY['queued'::text, 'sent'::text, 'answered'::text, 'expired'::text, 'withdrawn'::text])));

ALTER DOMAIN core.request_state OWNER TO irra_owner;

CREATE DOMAIN core.side AS text
	CONSTRAINT side_known CHECK ((VALUE = ANY (ARRAY['buy'::text, 'sell'::text])));

ALTER DOMAIN core.side OWNER TO irra_owner;

CREATE DOMAIN core.time_in_force AS text
	CONSTRAINT time_in_force_known CHECK ((VALUE = ANY (ARRAY['day'::text, 'ioc'::text])));

ALTER DOMAIN core.time_in_force OWNER TO irra_owner;

CREATE TYPE core.trade_report AS (
	exchange text,
	segment text,
	trade_date date,
	trade_number text,
	side text,
	quantity bigint,
	price numeric(18,4),
	executed_at timestamp with time zone,
	user_id bigint,
	instrument_id bigint,
	product text,
	order_id bigint,
	exchange_order_id text,
	account text,
	exec_id text
);

ALTER TYPE core.trade_report OWNER TO irra_owner;

CREATE TYPE fix.report AS (
	sequence bigint,
	msg_type text,
	order_id bigint,
	cl_ord_id text,
	orig_cl_ord_id text,
	exchange_order_id text,
	exec_id text,
	exec_type text,
	ord_status text,
	cumulative_quantity bigint,
	leaves_quantity bigint,
	average_price numeric(18,4),
	last_quantity bigint,
	last_price numeric(18,4),
	trade_number text,
	trade_date date,
	executed_at timestamp with time zone,
	side text,
	account text,
	exchange text,
	segment text,
	token text,
	symbol text,
	reason text,
	order_quantity bigint,
	price numeric(18,4),
	exec_ref_id text,
	response_to text,
	book_order_id bigint,
	reference_id text,
	is_fill boolean,
	order_request_id bigint,
	request_kind text,
	is_answer boolean,
	is_last boolean,
	answer_count bigint
);

ALTER TYPE fix.report OWNER TO irra_owner;

CREATE TYPE notify.addressed AS (
	outbox_id bigint,
	lane text,
	kind text,
	channel text,
	user_id bigint,
	person_id bigint,
	order_id bigint,
	notice_id bigint,
	recipient text,
	language text,
	facts jsonb,
	created_at timestamp with time zone,
	expires_at timestamp with time zone,
	not_before timestamp with time zone,
	coalesces boolean,
	priority smallint
);

ALTER TYPE notify.addressed OWNER TO irra_owner;

CREATE FUNCTION api.accept_handover(handover_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.accept_handover(handover_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.accept_handover(handover_id bigint) IS 'POST /handovers/{id}/accept: the call is yours now; IR209 when over, decided or too late';

CREATE FUNCTION api.acknowledge_alert(alert_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.acknowledge_alert(alert_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.acknowledge_alert(alert_id bigint) IS 'POST /alerts/{id}/acknowledge: a person looks after it; IR104, IR202 when it is over';

CREATE FUNCTION api.acknowledge_failback(acknowledgement text, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.acknowledge_failback(acknowledgement text, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.acknowledge_failback(acknowledgement text, reason text) IS 'POST /site/failback/acknowledge: asks a second person to vouch for the primary''s answer';

CREATE FUNCTION api.activate_site(reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.activate_site(reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.activate_site(reason text) IS 'POST /site/activate: asks a second person to make the desk active, so that orders can be made';

CREATE FUNCTION api.activate_template(template_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.activate_template(template_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.activate_template(template_id bigint) IS 'POST /notify/templates/{id}/activate: a second person puts a draft into use';

CREATE FUNCTION api.add_caller(caller_number text, broker_id text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.add_caller(caller_number text, broker_id text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.add_caller(caller_number text, broker_id text) IS 'POST /callers: puts a caller in the queue; IR429 when it is full';

CREATE FUNCTION api.add_scope(person_id bigint, reason text, exchange text DEFAULT NULL::text, segment text DEFAULT NULL::text, desk text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.add_scope(person_id bigint, reason text, exchange text, segment text, desk text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.add_scope(person_id bigint, reason text, exchange text, segment text, desk text) IS 'POST /ops-team/{id}/scopes: limits an agent or supervisor to an exchange, segment or desk';

CREATE FUNCTION api.add_template(kind text, channel text, body text, language text DEFAULT 'en'::text, subject text DEFAULT NULL::text, html text DEFAULT NULL::text, line text DEFAULT NULL::text, dlt_template_id text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.add_template(kind text, channel text, body text, language text, subject text, html text, line text, dlt_template_id text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.add_template(kind text, channel text, body text, language text, subject text, html text, line text, dlt_template_id text) IS 'POST /notify/templates: a draft, with a preview; IR601 for a placeholder there is not';

CREATE FUNCTION api.approve(approval_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.approve(approval_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.approve(approval_id bigint) IS 'POST /approvals/{id}/approve: does what was shown; IR404 one''s own, IR204 late or outdated';

CREATE FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) IS 'The arguments of api.`function_name` from a request, checked: IR101, IR102, IR103, IR105';

CREATE FUNCTION api.assign_desk(user_id bigint, reason text, desk text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.assign_desk(user_id bigint, reason text, desk text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.assign_desk(user_id bigint, reason text, desk text) IS 'PUT /users/{userId}/desk: puts a client to a desk of the broker, or to none';

CREATE FUNCTION api.assign_trade(trade_id bigint, product text, reason text, user_id bigint DEFAULT NULL::bigint, broker_id text DEFAULT NULL::text, instrument_id bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.assign_trade(trade_id bigint, product text, reason text, user_id bigint, broker_id text, instrument_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.assign_trade(trade_id bigint, product text, reason text, user_id bigint, broker_id text, instrument_id bigint) IS 'POST /trades/{id}/assign: asks a second person to give an unassigned trade to a client';

CREATE FUNCTION api.call_otp(call_id uuid, code text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.call_otp(call_id uuid, code text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.call_otp(call_id uuid, code text) IS 'POST /calls/{id}/otp: sends a caller a one-time code, or compares the one they name; IR406';

CREATE FUNCTION api.cancel_all_orders(call_id uuid, segment text DEFAULT NULL::text, product text DEFAULT NULL::text, underlying text DEFAULT NULL::text, include_primary boolean DEFAULT true) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.cancel_all_orders(call_id uuid, segment text, product text, underlying text, include_primary boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION api.cancel_all_orders(call_id uuid, segment text, product text, underlying text, include_primary boolean) IS 'POST /orders/cancel-all: takes back what the client of a call has pending, or part of it';

CREATE FUNCTION api.cancel_order(order_id bigint, source text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.cancel_order(order_id bigint, source text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.cancel_order(order_id bigint, source text) IS 'Takes an order of the client of an open call back; answers the order as it stands';

CREATE FUNCTION api.change_contact(user_id bigint, reason text, email text DEFAULT NULL::text, phone text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.change_contact(user_id bigint, reason text, email text, phone text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.change_contact(user_id bigint, reason text, email text, phone text) IS 'PATCH /users/{userId}: asks a second person to change e-mail or telephone of a client';

CREATE FUNCTION api.change_member(person_id bigint, reason text, display_name text DEFAULT NULL::text, role text DEFAULT NULL::text, email text DEFAULT NULL::text, phone text DEFAULT NULL::text, disabled boolean DEFAULT NULL::boolean) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.change_member(person_id bigint, reason text, display_name text, role text, email text, phone text, disabled boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION api.change_member(person_id bigint, reason text, display_name text, role text, email text, phone text, disabled boolean) IS 'PATCH /ops-team/{id}: changes role, name or contact of a member, or disables them';

CREATE FUNCTION api.change_rule(rule_name text, reason text, threshold numeric DEFAULT NULL::numeric, hold_seconds bigint DEFAULT NULL::bigint, severity text DEFAULT NULL::text, quiet_seconds bigint DEFAULT NULL::bigint, escalate_seconds bigint DEFAULT NULL::bigint, enabled boolean DEFAULT NULL::boolean) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.change_rule(rule_name text, reason text, threshold numeric, hold_seconds bigint, severity text, quiet_seconds bigint, escalate_seconds bigint, enabled boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION api.change_rule(rule_name text, reason text, threshold numeric, hold_seconds bigint, severity text, quiet_seconds bigint, escalate_seconds bigint, enabled boolean) IS 'PATCH /rules/{name}: how strict a rule is; IR101, IR104';

CREATE FUNCTION api.change_setting(setting_name text, value text, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.change_setting(setting_name text, value text, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.change_setting(setting_name text, value text, reason text) IS 'PATCH /settings/{name}: a new value, or a request for a second person; IR101, IR104, IR206';

CREATE FUNCTION api.close_call(call_id uuid) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.close_call(call_id uuid) OWNER TO irra_owner;

COMMENT ON FUNCTION api.close_call(call_id uuid) IS 'POST /calls/{id}/close: ends the access that the call gave; IR104 for a call of somebody else';

CREATE FUNCTION api.create_api_key(person_id bigint, label text, endpoints text, secret_hash text, requests_per_minute bigint DEFAULT NULL::bigint, days bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.create_api_key(person_id bigint, label text, endpoints text, secret_hash text, requests_per_minute bigint, days bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.create_api_key(person_id bigint, label text, endpoints text, secret_hash text, requests_per_minute bigint, days bigint) IS 'POST /auth/api-keys: gives a machine a key for the endpoints named, for so many days';

CREATE FUNCTION api.decline_handover(handover_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.decline_handover(handover_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.decline_handover(handover_id bigint) IS 'POST /handovers/{id}/decline: the call stays where it is; IR209 when it is too late to say so';

CREATE FUNCTION api.drill_site(reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.drill_site(reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.drill_site(reason text) IS 'POST /site/drill: asks a second person to begin a drill with simulator sessions';

CREATE FUNCTION api.end_session(session_id uuid) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.end_session(session_id uuid) OWNER TO irra_owner;

COMMENT ON FUNCTION api.end_session(session_id uuid) IS 'DELETE /auth/sessions/{id}: ends a session of one''s own, or anybody''s as an admin';

CREATE FUNCTION api.get_alerts(page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_alerts(page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_alerts(page_limit bigint, page_cursor text) IS 'GET /alerts: faults for a person, open ones first';

CREATE FUNCTION api.get_api_keys(page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_api_keys(page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_api_keys(page_limit bigint, page_cursor text) IS 'GET /auth/api-keys: keys of machines, those that are over, too';

CREATE FUNCTION api.get_approval(approval_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_approval(approval_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_approval(approval_id bigint) IS 'GET /approvals/{id}: one request for a second person and what it will do; IR104';

CREATE FUNCTION api.get_audit(person text DEFAULT NULL::text, client text DEFAULT NULL::text, action text DEFAULT NULL::text, since text DEFAULT NULL::text, until text DEFAULT NULL::text, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_audit(person text, client text, action text, since text, until text, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_audit(person text, client text, action text, since text, until text, page_limit bigint, page_cursor text) IS 'GET /audit: the log by person, client, action and time, newest first; IR101';

CREATE FUNCTION api.get_audit_chain() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_audit_chain() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_audit_chain() IS 'GET /audit/chain: how far the log is sealed, and the last seal''s hash';

CREATE FUNCTION api.get_band() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_band() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_band() IS 'GET /band: mode, exchange links, drop copy and replication with their ages, and what waits';

CREATE FUNCTION api.get_batch(batch_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_batch(batch_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_batch(batch_id bigint) IS 'GET /squareoff/batches/{id}: progress of a square-off of several positions; IR104';

CREATE FUNCTION api.get_callers(page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_callers(page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_callers(page_limit bigint, page_cursor text) IS 'GET /callers: the queue, the next caller first';

CREATE FUNCTION api.get_client_call(user_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_client_call(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_client_call(user_id bigint) IS 'GET /users/{userId}/call: the open call with a client, its one-time code and hand-over; IR403';

CREATE FUNCTION api.get_client_messages(user_id bigint, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_client_messages(user_id bigint, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_client_messages(user_id bigint, page_limit bigint, page_cursor text) IS 'GET /users/{userId}/messages: what was sent to a client, newest first; IR403 without a call';

CREATE FUNCTION api.get_contingency_sheet(day date DEFAULT NULL::date) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_contingency_sheet(day date) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_contingency_sheet(day date) IS 'GET /contingency-sheet: open positions and live orders for two people with a terminal; IR403';

CREATE FUNCTION api.get_controls(page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_controls(page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_controls(page_limit bigint, page_cursor text) IS 'GET /controls: pauses and kill switches, those in force first';

CREATE FUNCTION api.get_dumps(page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_dumps(page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_dumps(page_limit bigint, page_cursor text) IS 'GET /sync/dumps: dumps of the primary''s book with progress and comparison, newest first';

CREATE FUNCTION api.get_events(last_event_id bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_events(last_event_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_events(last_event_id bigint) IS 'GET /events: where a stream of events goes on, or why it has to begin anew';

CREATE FUNCTION api.get_exit(exit_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_exit(exit_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_exit(exit_id bigint) IS 'GET /squareoff/{id}: what became of one square-off, with its orders; IR104';

CREATE FUNCTION api.get_exits(user_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_exits(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_exits(user_id bigint) IS 'GET /squareoff?user_id=: what of a client''s square-offs waits or failed, and batches; IR403';

CREATE FUNCTION api.get_failback() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_failback() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_failback() IS 'GET /site/failback: what goes to the primary, whether it is sealed and acknowledged';

CREATE FUNCTION api.get_fix_sessions() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_fix_sessions() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_fix_sessions() IS 'GET /fix-sessions: state, numbers, what waits, what stops it and the last purge of each';

CREATE FUNCTION api.get_funds(user_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_funds(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_funds(user_id bigint) IS 'GET /funds/{userId}: funds of a client with their age and what is spoken for; IR403 without a call';

CREATE FUNCTION api.get_gap() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_gap() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_gap() IS 'GET /reports/gap: trades and orders that reached the exchange but not the replica';

CREATE FUNCTION api.get_handovers(page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_handovers(page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_handovers(page_limit bigint, page_cursor text) IS 'GET /handovers: hand-overs that wait, to me, from me, or of all for those who oversee';

CREATE FUNCTION api.get_member(person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_member(person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_member(person_id bigint) IS 'GET /ops-team/{id}: one member with their limits';

CREATE FUNCTION api.get_members(page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_members(page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_members(page_limit bigint, page_cursor text) IS 'GET /ops-team: all members, machines too, by name';

CREATE FUNCTION api.get_messages(user_id bigint DEFAULT NULL::bigint, state text DEFAULT NULL::text, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_messages(user_id bigint, state text, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_messages(user_id bigint, state text, page_limit bigint, page_cursor text) IS 'GET /notify/messages: what became of messages, of one client or in one state';

CREATE FUNCTION api.get_monitor() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_monitor() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_monitor() IS 'GET /monitor: last figures, workers, replication, each with its time';

CREATE FUNCTION api.get_notices() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_notices() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_notices() IS 'GET /notify/notices: the last twenty notices to all clients and how far they are';

CREATE FUNCTION api.get_notifications(unread boolean DEFAULT false, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_notifications(unread boolean, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_notifications(unread boolean, page_limit bigint, page_cursor text) IS 'GET /notifications: what the desk told the person, read or not, the newest first';

CREATE FUNCTION api.get_order(order_id bigint, source text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_order(order_id bigint, source text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_order(order_id bigint, source text) IS 'GET /orders/{id}: one order with its events; source desk or primary; IR104 if not to be seen';

CREATE FUNCTION api.get_orders(user_id bigint DEFAULT NULL::bigint, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_orders(user_id bigint, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_orders(user_id bigint, page_limit bigint, page_cursor text) IS 'GET /orders?user_id=: orders of a client, or of all that the person may see, newest first';

CREATE FUNCTION api.get_pnl(user_id bigint DEFAULT NULL::bigint, view text DEFAULT 'net'::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_pnl(user_id bigint, view text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_pnl(user_id bigint, view text) IS 'GET /pnl?user_id=&view=: gains of a client, or the sums and largest losses of all clients';

CREATE FUNCTION api.get_positions(user_id bigint, position_id bigint DEFAULT NULL::bigint) RETURNS json
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS ...

ALTER FUNCTION api.get_positions(user_id bigint, position_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_positions(user_id bigint, position_id bigint) IS 'GET /positions/{userId}: positions of the day, what is available to close, profit and loss';

CREATE FUNCTION api.get_preferences(user_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_preferences(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_preferences(user_id bigint) IS 'GET /users/{user}/preferences: language, channels, what is muted, quiet hours';

CREATE FUNCTION api.get_reconciliation() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_reconciliation() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_reconciliation() IS 'GET /reconciliation: fills, trades, orders, messages and figures that do not agree yet';

CREATE FUNCTION api.get_report(report_name text, format text DEFAULT NULL::text, day date DEFAULT NULL::date) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_report(report_name text, format text, day date) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_report(report_name text, format text, day date) IS 'GET /reports/{name}: trades, positions, incident (CSV, HTML), contingency-sheet (HTML)';

CREATE FUNCTION api.get_rules(rule_name text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_rules(rule_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_rules(rule_name text) IS 'GET /rules: what the desk watches and how strictly';

CREATE FUNCTION api.get_scopes(person_id bigint, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_scopes(person_id bigint, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_scopes(person_id bigint, page_limit bigint, page_cursor text) IS 'GET /ops-team/{id}/scopes: what limits a person, oneself for agents; an empty list is nothing';

CREATE FUNCTION api.get_series(minutes bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_series(minutes bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_series(minutes bigint) IS 'GET /monitor/series: the past of the figures that have a chart, and their thresholds; IR101';

CREATE FUNCTION api.get_sessions(person_id bigint DEFAULT NULL::bigint, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_sessions(person_id bigint, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_sessions(person_id bigint, page_limit bigint, page_cursor text) IS 'GET /auth/sessions: where one is logged in; other people for admins and auditors';

CREATE FUNCTION api.get_settings(setting_name text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_settings(setting_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_settings(setting_name text) IS 'GET /settings: what decides how the desk behaves';

CREATE FUNCTION api.get_site() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_site() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_site() IS 'GET /site: the mode, since when, what is known of the primary, and the last ten changes';

CREATE FUNCTION api.get_site_checks(to_mode text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_site_checks(to_mode text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_site_checks(to_mode text) IS 'GET /site/checks: what to look at before a change of mode, and the runbook''s steps';

CREATE FUNCTION api.get_successors() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_successors() OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_successors() IS 'GET /handovers/successors: agents and supervisors at work, with the calls they have';

CREATE FUNCTION api.get_templates(kind text DEFAULT NULL::text, template_id bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_templates(kind text, template_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_templates(kind text, template_id bigint) IS 'GET /notify/templates: the wording in use, and drafts';

CREATE FUNCTION api.get_timeline(kind text DEFAULT NULL::text, since text DEFAULT NULL::text, until text DEFAULT NULL::text, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_timeline(kind text, since text, until text, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_timeline(kind text, since text, until text, page_limit bigint, page_cursor text) IS 'GET /timeline: what happened when, newest first, by kind and time; IR101, IR403';

CREATE FUNCTION api.get_trades(user_id bigint, page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_trades(user_id bigint, page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_trades(user_id bigint, page_limit bigint, page_cursor text) IS 'GET /trades?user_id=: trades of a client, newest first, with the sources that reported each';

CREATE FUNCTION api.get_user("user" text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.get_user("user" text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.get_user("user" text) IS 'GET /users/{brokerId or userId}: one client; PAN, birth date and contact masked; IR403, IR104';

CREATE FUNCTION api.give_up_caller(caller_id bigint, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.give_up_caller(caller_id bigint, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.give_up_caller(caller_id bigint, reason text) IS 'POST /callers/{id}/give-up: takes a caller out of the queue; IR202 when it is over';

CREATE FUNCTION api.hand_over_call(call_id uuid, username text, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.hand_over_call(call_id uuid, username text, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.hand_over_call(call_id uuid, username text, reason text) IS 'POST /calls/{id}/handover: asks another agent to carry on, or decides so; IR209';

CREATE FUNCTION api.health() RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.health() OWNER TO irra_owner;

COMMENT ON FUNCTION api.health() IS 'GET /readyz: that the database answers and the logic is loaded, and the site''s mode';

CREATE FUNCTION api.lift_control(control_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.lift_control(control_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.lift_control(control_id bigint) IS 'DELETE /controls/{id}: ends a pause or kill switch; IR104 when there is none in force';

CREATE FUNCTION api.list_approvals(page_limit bigint DEFAULT NULL::bigint, page_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.list_approvals(page_limit bigint, page_cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.list_approvals(page_limit bigint, page_cursor text) IS 'GET /approvals: requests for a second person, waiting ones first, and what will be done';

CREATE FUNCTION api.logout() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.logout() OWNER TO irra_owner;

COMMENT ON FUNCTION api.logout() IS 'POST /auth/logout: ends this session and the calls it opened';

CREATE FUNCTION api.modify_order(order_id bigint, quantity bigint DEFAULT NULL::bigint, limit_price numeric DEFAULT NULL::numeric) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.modify_order(order_id bigint, quantity bigint, limit_price numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION api.modify_order(order_id bigint, quantity bigint, limit_price numeric) IS 'PATCH /orders/{id}: asks the exchange to change an order; answers it with what is on its way';

CREATE FUNCTION api.notify_ops(text text, title text DEFAULT NULL::text, username text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.notify_ops(text text, title text, username text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.notify_ops(text text, title text, username text) IS 'POST /notify/ops: writes to the people of the desk, or to one of them';

CREATE FUNCTION api.notify_user(user_id bigint, text text, title text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.notify_user(user_id bigint, text text, title text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.notify_user(user_id bigint, text text, title text) IS 'POST /notify/user: writes to one client; IR603 when the text shows a PAN';

CREATE FUNCTION api.open_call(broker_id text, pan text, date_of_birth date, caller_number text, recording_ref text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.open_call(broker_id text, pan text, date_of_birth date, caller_number text, recording_ref text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.open_call(broker_id text, pan text, date_of_birth date, caller_number text, recording_ref text) IS 'POST /calls: {call_id, user_id, expires_at} for a caller who is the client, else {"problem"}';

CREATE FUNCTION api.preview_square_off(call_id uuid, position_id bigint, quantity bigint DEFAULT NULL::bigint, percent numeric DEFAULT NULL::numeric, order_type text DEFAULT 'PROTECTED'::text, limit_price numeric DEFAULT NULL::numeric, cancel_pending boolean DEFAULT false, exchange text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.preview_square_off(call_id uuid, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.preview_square_off(call_id uuid, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) IS 'POST /squareoff/preview: what a square-off would send, to be read back; sends nothing';

CREATE FUNCTION api.preview_square_off_all(call_id uuid, segment text DEFAULT NULL::text, product text DEFAULT NULL::text, underlying text DEFAULT NULL::text, order_type text DEFAULT NULL::text, cancel_pending boolean DEFAULT false, position_ids text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.preview_square_off_all(call_id uuid, segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.preview_square_off_all(call_id uuid, segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) IS 'POST /squareoff/all/preview: what a square-off of several would close, to be read back';

CREATE FUNCTION api.preview_template(template_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.preview_template(template_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.preview_template(template_id bigint) IS 'GET /notify/templates/{id}/preview: a template with invented values';

CREATE FUNCTION api.promote_fill(temp_trade_id bigint, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.promote_fill(temp_trade_id bigint, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.promote_fill(temp_trade_id bigint, reason text) IS 'POST /fills/{id}/promote: asks a second person to let an unconfirmed fill count';

CREATE FUNCTION api.purge_session(session_name text, reason text, last_trade_number text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.purge_session(session_name text, reason text, last_trade_number text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.purge_session(session_name text, reason text, last_trade_number text) IS 'POST /fix-sessions/{name}/purge: live orders become unknown and are asked for again';

CREATE FUNCTION api.read_notifications(notification_id bigint DEFAULT NULL::bigint, up_to bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.read_notifications(notification_id bigint, up_to bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.read_notifications(notification_id bigint, up_to bigint) IS 'POST /notifications/read: marks one notification, or all up to one, as read';

CREATE FUNCTION api.record_refusal(function_name text, code text, detail jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.record_refusal(function_name text, code text, detail jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION api.record_refusal(function_name text, code text, detail jsonb) IS 'Writes to the audit log that a function refused the current person, with its code and facts';

CREATE FUNCTION api.redrive_messages(reason text, message_id bigint DEFAULT NULL::bigint, channel text DEFAULT NULL::text, failure text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.redrive_messages(reason text, message_id bigint, channel text, failure text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.redrive_messages(reason text, message_id bigint, channel text, failure text) IS 'POST /notify/messages/redrive: dead messages are tried again; IR104 when there is none';

CREATE FUNCTION api.register_machine(username text, display_name text, role text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.register_machine(username text, display_name text, role text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.register_machine(username text, display_name text, role text) IS 'POST /machines: adds a program that acts by API keys';

CREATE FUNCTION api.register_member(username text, display_name text, role text, password_hash text, email text DEFAULT NULL::text, phone text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.register_member(username text, display_name text, role text, password_hash text, email text, phone text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.register_member(username text, display_name text, role text, password_hash text, email text, phone text) IS 'POST /ops-team: adds a member, who enrols at the first log-in';

CREATE FUNCTION api.reject(approval_id bigint, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.reject(approval_id bigint, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.reject(approval_id bigint, reason text) IS 'POST /approvals/{id}/reject: nothing is done; IR404 one''s own, IR204 too late';

CREATE FUNCTION api.remove_scope(scope_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.remove_scope(scope_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.remove_scope(scope_id bigint) IS 'DELETE /scopes/{id}: takes a limit back; answers it and how many the person still has';

CREATE FUNCTION api.reset_member(person_id bigint, password_hash text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.reset_member(person_id bigint, password_hash text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.reset_member(person_id bigint, password_hash text) IS 'POST /ops-team/{id}/reset: a member starts again with an initial password';

CREATE FUNCTION api.resolve_alert(alert_id bigint, resolution text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.resolve_alert(alert_id bigint, resolution text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.resolve_alert(alert_id bigint, resolution text) IS 'POST /alerts/{id}/resolve: a person settled a fault; IR104, IR202 when it is over already';

CREATE FUNCTION api.resolve_parked(parked_id bigint, resolution text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.resolve_parked(parked_id bigint, resolution text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.resolve_parked(parked_id bigint, resolution text) IS 'POST /parked/{id}/resolve: a person settled a parked message; IR202 when somebody has before';

CREATE FUNCTION api.return_site(reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.return_site(reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.return_site(reason text) IS 'POST /site/return: asks a second person to end order making, so that the primary takes over';

CREATE FUNCTION api.revoke_api_key(key_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.revoke_api_key(key_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.revoke_api_key(key_id bigint) IS 'DELETE /auth/api-keys/{id}: a key opens nothing any more';

CREATE FUNCTION api.set_control(scope text, kind text, reason text, subject text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.set_control(scope text, kind text, reason text, subject text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.set_control(scope text, kind text, reason text, subject text) IS 'POST /controls: pauses the desk, a segment, session or person; kill cancels live orders, too';

CREATE FUNCTION api.set_preferences(user_id bigint, language text DEFAULT NULL::text, channels text DEFAULT NULL::text, muted text DEFAULT NULL::text, quiet_from text DEFAULT NULL::text, quiet_until text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.set_preferences(user_id bigint, language text, channels text, muted text, quiet_from text, quiet_until text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.set_preferences(user_id bigint, language text, channels text, muted text, quiet_from text, quiet_until text) IS 'PUT /users/{user}/preferences: how a client wants to be told';

CREATE FUNCTION api.settle_order(order_id bigint, outcome text, reason text, source text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.settle_order(order_id bigint, outcome text, reason text, source text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.settle_order(order_id bigint, outcome text, reason text, source text) IS 'POST /orders/{id}/settle: asks a second person to settle an unknown order; IR202 if it is not';

CREATE FUNCTION api.skip_transaction(lsn text, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.skip_transaction(lsn text, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.skip_transaction(lsn text, reason text) IS 'POST /sync/skip: asks a second person to leave out one transaction of the primary';

CREATE FUNCTION api.square_off(call_id uuid, position_id bigint, idempotency_key text, quantity bigint DEFAULT NULL::bigint, percent numeric DEFAULT NULL::numeric, order_type text DEFAULT 'PROTECTED'::text, limit_price numeric DEFAULT NULL::numeric, cancel_pending boolean DEFAULT false, exchange text DEFAULT NULL::text, read_back text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION api.square_off(call_id uuid, position_id bigint, idempotency_key text, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text, read_back text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.square_off(call_id uuid, position_id bigint, idempotency_key text, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text, read_back text) IS 'Closes a position, whole or in part, for the client of an open call; answers the orders';

CREATE FUNCTION api.square_off_all(call_id uuid, idempotency_key text DEFAULT NULL::text, segment text DEFAULT NULL::text, product text DEFAULT NULL::text, underlying text DEFAULT NULL::text, order_type text DEFAULT NULL::text, cancel_pending boolean DEFAULT false, read_back text DEFAULT NULL::text, position_ids text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION api.square_off_all(call_id uuid, idempotency_key text, segment text, product text, underlying text, order_type text, cancel_pending boolean, read_back text, position_ids text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.square_off_all(call_id uuid, idempotency_key text, segment text, product text, underlying text, order_type text, cancel_pending boolean, read_back text, position_ids text) IS 'Closes the positions of the client of an open call, all or a segment, product or underlying';

CREATE FUNCTION api.standby_site(reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.standby_site(reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.standby_site(reason text) IS 'POST /site/standby: asks a second person to put the desk back to standby, or to end a drill';

CREATE FUNCTION api.start_dump(reason text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.start_dump(reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.start_dump(reason text) IS 'POST /sync/dump: a verified dump of the primary''s book, as a job; IR215 while one is made';

CREATE FUNCTION api.start_notice(notice_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.start_notice(notice_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.start_notice(notice_id bigint) IS 'POST /notify/notices/{id}/start: a second person lets it go out, or go on';

CREATE FUNCTION api.stop_notice(notice_id bigint, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.stop_notice(notice_id bigint, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.stop_notice(notice_id bigint, reason text) IS 'POST /notify/notices/{id}/stop: nothing more of it goes out; it can go on later';

CREATE FUNCTION api.take_caller() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.take_caller() OWNER TO irra_owner;

COMMENT ON FUNCTION api.take_caller() IS 'POST /callers/next: takes the next caller; {"caller": null} when nobody waits';

CREATE FUNCTION api.unlock_member(person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.unlock_member(person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.unlock_member(person_id bigint) IS 'POST /ops-team/{id}/unlock: failed log-ins up to now keep a member out no more';

CREATE FUNCTION api.unmask_user(user_id bigint, field text, reason text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.unmask_user(user_id bigint, field text, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.unmask_user(user_id bigint, field text, reason text) IS 'POST /users/{userId}/unmask: one field of a client in full, for a reason; IR403 by role';

CREATE FUNCTION api.update_book(source_sequence bigint, rows jsonb, source text DEFAULT 'primary'::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.update_book(source_sequence bigint, rows jsonb, source text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.update_book(source_sequence bigint, rows jsonb, source text) IS 'POST /sync/update: rows of the primary while replication cannot run; IR212 while it does';

CREATE FUNCTION api.update_position(side text, quantity bigint, price numeric, reason text, evidence text, position_id bigint DEFAULT NULL::bigint, user_id bigint DEFAULT NULL::bigint, instrument_id bigint DEFAULT NULL::bigint, product text DEFAULT NULL::text, trade_number text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.update_position(side text, quantity bigint, price numeric, reason text, evidence text, position_id bigint, user_id bigint, instrument_id bigint, product text, trade_number text) OWNER TO irra_owner;

COMMENT ON FUNCTION api.update_position(side text, quantity bigint, price numeric, reason text, evidence text, position_id bigint, user_id bigint, instrument_id bigint, product text, trade_number text) IS 'POST /positions/update: asks a second person to add a trade that is missing; IR202 if it is there';

CREATE FUNCTION api.verify_audit(first_seal bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.verify_audit(first_seal bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.verify_audit(first_seal bigint) IS 'POST /audit/verify: whether a piece of the log is as it was sealed, and what is not; IR101';

CREATE FUNCTION api.whoami() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.whoami() OWNER TO irra_owner;

COMMENT ON FUNCTION api.whoami() IS 'GET /auth/whoami: the person, the role, when the session ends, and the open calls';

CREATE FUNCTION api.write_notice(title text, text text, rate_per_second bigint DEFAULT NULL::bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION api.write_notice(title text, text text, rate_per_second bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION api.write_notice(title text, text text, rate_per_second bigint) IS 'POST /notify/notices: words for all clients, which another person has to start';

CREATE TABLE audit.seals (
    seal_number bigint NOT NULL,
    format smallint DEFAULT 1 NOT NULL,
    first_log_id bigint NOT NULL,
    last_log_id bigint NOT NULL,
    row_count integer NOT NULL,
    log_ids int8multirange NOT NULL,
    row_digests bytea NOT NULL,
    ids_from timestamp with time zone NOT NULL,
    ids_until timestamp with time zone NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT seals_digest_for_each_row CHECK ((octet_length(row_digests) = (32 * row_count))),
    CONSTRAINT seals_hashes_whole CHECK (((octet_length(hash) = 32) AND (octet_length(previous_hash) = 32))),
    CONSTRAINT seals_number_positive CHECK ((seal_number > 0)),
    CONSTRAINT seals_range_whole CHECK ((last_log_id >= (first_log_id - 1)))
);

ALTER TABLE ONLY audit.seals FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.seals OWNER TO irra_owner;

COMMENT ON TABLE audit.seals IS 'Each seals a range of the log, final when it was sealed, and the seal before; append-only';

COMMENT ON COLUMN audit.seals.seal_number IS 'From 1 without gaps';

COMMENT ON COLUMN audit.seals.format IS 'Which text of rows and seals is hashed; 1 is ops.audit_rows and audit.seal_hash as they are';

COMMENT ON COLUMN audit.seals.first_log_id IS 'Begin of the range: one after the seal before';

COMMENT ON COLUMN audit.seals.last_log_id IS 'End of the range; one less than first_log_id when no number was given in between';

COMMENT ON COLUMN audit.seals.row_count IS 'Rows in the range';

COMMENT ON COLUMN audit.seals.log_ids IS 'Their numbers; the others of the range never came';

COMMENT ON COLUMN audit.seals.row_digests IS 'SHA-256 of each row''s text, 32 bytes each, in the order of log_ids';

COMMENT ON COLUMN audit.seals.ids_from IS 'No number of the range was given before';

COMMENT ON COLUMN audit.seals.ids_until IS 'All numbers of the range had been given by then';

COMMENT ON COLUMN audit.seals.sealed_at IS 'When it was made';

COMMENT ON COLUMN audit.seals.previous_hash IS 'Hash of the seal before; zeros for the first';

COMMENT ON COLUMN audit.seals.hash IS 'SHA-256 of all other columns (audit.seal_hash)';

CREATE FUNCTION audit.add_seal(last_log_id bigint, ids_from timestamp with time zone, ids_until timestamp with time zone, rows_max integer) RETURNS audit.seals
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.add_seal(last_log_id bigint, ids_from timestamp with time zone, ids_until timestamp with time zone, rows_max integer) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.add_seal(last_log_id bigint, ids_from timestamp with time zone, ids_until timestamp with time zone, rows_max integer) IS 'Adds the next seal, up to `last_log_id` or `rows_max` rows, and answers it';

CREATE FUNCTION audit.append(action text, object text DEFAULT NULL::text, user_id bigint DEFAULT NULL::bigint, before jsonb DEFAULT NULL::jsonb, after jsonb DEFAULT NULL::jsonb) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.append(action text, object text, user_id bigint, before jsonb, after jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.append(action text, object text, user_id bigint, before jsonb, after jsonb) IS 'Adds one row to audit.log about the current session: `action` on `object` of client `user_id`; answers who it is, null for nobody';

CREATE FUNCTION audit.append_for(person_id bigint, session_id uuid, address inet, request_id text, action text, object text DEFAULT NULL::text, after jsonb DEFAULT NULL::jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.append_for(person_id bigint, session_id uuid, address inet, request_id text, action text, object text, after jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.append_for(person_id bigint, session_id uuid, address inet, request_id text, action text, object text, after jsonb) IS 'Adds one row to audit.log about a person whose session is not (yet) the transaction''s';

CREATE FUNCTION audit.broken_rows(seal_number bigint, clock_tolerance interval) RETURNS TABLE(log_id bigint, finding text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.broken_rows(seal_number bigint, clock_tolerance interval) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.broken_rows(seal_number bigint, clock_tolerance interval) IS 'Rows of seal `seal_number` that were removed, inserted, changed or given another time';

CREATE FUNCTION audit.broken_seals(first_seal bigint, last_seal bigint) RETURNS TABLE(seal_number bigint, log_id bigint, finding text, detail text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.broken_seals(first_seal bigint, last_seal bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.broken_seals(first_seal bigint, last_seal bigint) IS 'What is wrong with seals `first_seal` to `last_seal` as a chain; no rows = nothing';

CREATE FUNCTION audit.broken_tail(clock_tolerance interval) RETURNS TABLE(log_id bigint, finding text, detail text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.broken_tail(clock_tolerance interval) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.broken_tail(clock_tolerance interval) IS 'Rows outside of seals that cannot be there, sealing that stands still, triggers that are off';

CREATE FUNCTION audit.doubtful_seals(first_seal bigint, last_seal bigint, clock_tolerance interval) RETURNS SETOF bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.doubtful_seals(first_seal bigint, last_seal bigint, clock_tolerance interval) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.doubtful_seals(first_seal bigint, last_seal bigint, clock_tolerance interval) IS 'Seals whose rows are not as sealed: audit.broken_rows tells which';

CREATE FUNCTION audit.extent(OUT seals bigint, OUT rows_sealed bigint, OUT rows_retired bigint, OUT last_log_id bigint, OUT sealed_at timestamp with time zone, OUT head text, OUT numbers_not_sealed bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.extent(OUT seals bigint, OUT rows_sealed bigint, OUT rows_retired bigint, OUT last_log_id bigint, OUT sealed_at timestamp with time zone, OUT head text, OUT numbers_not_sealed bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.extent(OUT seals bigint, OUT rows_sealed bigint, OUT rows_retired bigint, OUT last_log_id bigint, OUT sealed_at timestamp with time zone, OUT head text, OUT numbers_not_sealed bigint) IS 'How many seals and sealed rows there are, the last seal''s hash, and how much waits';

CREATE FUNCTION audit.given_log_id() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.given_log_id() OWNER TO irra_owner;

COMMENT ON FUNCTION audit.given_log_id() IS 'The last log_id that was given out; 0 = none yet';

CREATE FUNCTION audit.head_line(lines_before text[] DEFAULT '{}'::text[]) RETURNS text
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.head_line(lines_before text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.head_line(lines_before text[]) IS 'The next line for the file of heads: time, last seal and its hash; null before the first seal';

CREATE FUNCTION audit.head_parts(line text, OUT at text, OUT seal_number bigint, OUT last_log_id bigint, OUT head text, OUT line_hash text, OUT body text) RETURNS record
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.head_parts(line text, OUT at text, OUT seal_number bigint, OUT last_log_id bigint, OUT head text, OUT line_hash text, OUT body text) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.head_parts(line text, OUT at text, OUT seal_number bigint, OUT last_log_id bigint, OUT head text, OUT line_hash text, OUT body text) IS 'A line of the file of heads, taken apart; nulls when it is not whole';

CREATE FUNCTION audit.note_head(line text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.note_head(line text) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.note_head(line text) IS 'The monitor has written this line of audit.head_line outside, to stay';

CREATE FUNCTION audit.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.refuse_change() OWNER TO irra_owner;

COMMENT ON FUNCTION audit.refuse_change() IS 'Trigger: raises IR901 for any update, delete or truncate of an append-only table';

CREATE FUNCTION audit.seal(OUT seal_number bigint, OUT rows_sealed integer, OUT is_behind boolean) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.seal(OUT seal_number bigint, OUT rows_sealed integer, OUT is_behind boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.seal(OUT seal_number bigint, OUT rows_sealed integer, OUT is_behind boolean) IS 'Seals the next batch of the log if it is final; `is_behind`: call again at once, more waits';

CREATE FUNCTION audit.seal_hash(seal audit.seals) RETURNS bytea
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.seal_hash(seal audit.seals) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.seal_hash(seal audit.seals) IS 'What `hash` of this seal has to be, from all its other columns';

CREATE FUNCTION audit.seal_marked(rows_max integer) RETURNS audit.seals
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.seal_marked(rows_max integer) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.seal_marked(rows_max integer) IS 'Seals at most `rows_max` rows up to the mark; a null row when nothing marked is final';

CREATE FUNCTION audit.verify(first_seal bigint DEFAULT 1, last_seal bigint DEFAULT NULL::bigint, findings_max integer DEFAULT 1000) RETURNS TABLE(seal_number bigint, log_id bigint, finding text, detail text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.verify(first_seal bigint, last_seal bigint, findings_max integer) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.verify(first_seal bigint, last_seal bigint, findings_max integer) IS 'What is wrong with the log in seals `first_seal` to `last_seal`, and where; no rows: intact';

CREATE FUNCTION audit.verify_heads(lines text[], lines_before text[] DEFAULT '{}'::text[]) RETURNS TABLE(line_number bigint, seal_number bigint, finding text, detail text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION audit.verify_heads(lines text[], lines_before text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION audit.verify_heads(lines text[], lines_before text[]) IS 'What in these lines of the file of heads is not whole, or not what the database''s seals say';

CREATE FUNCTION auth.approval_in_scope(payload jsonb) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.approval_in_scope(payload jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.approval_in_scope(payload jsonb) IS 'Whether the current person''s scopes cover all that a request for a second person shows';

CREATE FUNCTION auth.approval_shown(approval_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.approval_shown(approval_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.approval_shown(approval_id bigint) IS 'A request for a second person in words: title, lines, changes';

CREATE FUNCTION auth.audit_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.audit_change() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.audit_change() IS 'Trigger: writes before and after of a row to audit.log, less the columns in its arguments';

CREATE FUNCTION auth.audit_read(action text, user_id bigint, answer jsonb DEFAULT NULL::jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.audit_read(action text, user_id bigint, answer jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.audit_read(action text, user_id bigint, answer jsonb) IS 'Records that the current person read about client `user_id`, or the clients in `answer`';

CREATE FUNCTION auth.callers() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.callers() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.callers() IS 'User ids of the clients that the current person serves in an open call; empty for nobody';

CREATE FUNCTION auth.change_member(person_id bigint, display_name text DEFAULT NULL::text, role text DEFAULT NULL::text, email text DEFAULT NULL::text, phone text DEFAULT NULL::text, disabled boolean DEFAULT NULL::boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.change_member(person_id bigint, display_name text, role text, email text, phone text, disabled boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.change_member(person_id bigint, display_name text, role text, email text, phone text, disabled boolean) IS 'Changes what is given of a member; another role or being disabled ends what they have open';

CREATE FUNCTION auth.change_password(secret_hash bytea, address inet, request_id text, user_agent text, password_ok boolean, password_length integer, findings text[], new_hash text, new_secret_hash bytea, refresh_hash bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.change_password(secret_hash bytea, address inet, request_id text, user_agent text, password_ok boolean, password_length integer, findings text[], new_hash text, new_secret_hash bytea, refresh_hash bytea) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.change_password(secret_hash bytea, address inet, request_id text, user_agent text, password_ok boolean, password_length integer, findings text[], new_hash text, new_secret_hash bytea, refresh_hash bytea) IS 'Sets a password that the front checked; answers the session to go on with, or {"problem"}';

CREATE FUNCTION auth.check_setting() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.check_setting() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.check_setting() IS 'Trigger: a setting keeps its kind: a number, or words out of those in its unit; IR101';

CREATE FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) IS 'Takes an idempotency key for the current person, or the answer it stands for; IR105, IR106';

CREATE FUNCTION auth.common_words() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.common_words() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.common_words() IS 'All words of auth.common_passwords, separated by spaces';

CREATE TABLE auth.ops_team (
    person_id bigint NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    role text NOT NULL,
    email text,
    phone text,
    is_machine boolean DEFAULT false NOT NULL,
    password_hash text,
    password_changed_at timestamp with time zone DEFAULT now() NOT NULL,
    password_expires_at timestamp with time zone,
    must_change_password boolean DEFAULT false NOT NULL,
    totp_secret_sealed bytea,
    totp_last_step bigint,
    disabled_at timestamp with time zone,
    locked_until timestamp with time zone,
    attempts_count_from timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ops_team_initial_passwords_are_changed CHECK (((password_expires_at IS NULL) OR must_change_password)),
    CONSTRAINT ops_team_machines_do_not_log_in CHECK (((NOT is_machine) OR ((totp_secret_sealed IS NULL) AND (role <> 'ops_admin'::text)))),
    CONSTRAINT ops_team_people_have_a_password CHECK ((is_machine = (password_hash IS NULL))),
    CONSTRAINT ops_team_role_known CHECK ((role = ANY (ARRAY['ops_viewer'::text, 'ops_agent'::text, 'ops_supervisor'::text, 'ops_admin'::text, 'auditor'::text]))),
    CONSTRAINT ops_team_username_shape CHECK ((username ~ '^[a-z][a-z0-9._-]{1,62}$'::text))
);

ALTER TABLE ONLY auth.ops_team FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.ops_team OWNER TO irra_owner;

COMMENT ON TABLE auth.ops_team IS 'Members of the operations team';

COMMENT ON COLUMN auth.ops_team.person_id IS 'Who, in every record of the desk';

COMMENT ON COLUMN auth.ops_team.username IS 'What they log in with';

COMMENT ON COLUMN auth.ops_team.display_name IS 'How others see them';

COMMENT ON COLUMN auth.ops_team.role IS 'The database role that their requests run as';

COMMENT ON COLUMN auth.ops_team.email IS 'For messages to them; null when unknown';

COMMENT ON COLUMN auth.ops_team.phone IS 'For messages to them; null when unknown';

COMMENT ON COLUMN auth.ops_team.is_machine IS 'A program: it has no password, cannot log in, and acts by API keys only';

COMMENT ON COLUMN auth.ops_team.password_hash IS 'Argon2id in its encoded form; readable by no role; null for a machine';

COMMENT ON COLUMN auth.ops_team.password_changed_at IS 'When the password was set';

COMMENT ON COLUMN auth.ops_team.password_expires_at IS 'Until when an initial password opens the first log-in; null = the person''s own password';

COMMENT ON COLUMN auth.ops_team.must_change_password IS 'Whether the next log-in has to set a new password';

COMMENT ON COLUMN auth.ops_team.totp_secret_sealed IS 'Second factor, sealed by the front; null = a log-in leads to enrolment and nowhere else';

COMMENT ON COLUMN auth.ops_team.totp_last_step IS 'Time step of the code used last; a code is used once';

COMMENT ON COLUMN auth.ops_team.disabled_at IS 'From when on they are nobody; null = member';

COMMENT ON COLUMN auth.ops_team.locked_until IS 'Set by an admin; log-ins wait until then';

COMMENT ON COLUMN auth.ops_team.attempts_count_from IS 'Failed log-ins before this do not count: an admin unlocked the name';

COMMENT ON COLUMN auth.ops_team.created_at IS 'When they were registered';

CREATE TABLE auth.sessions (
    session_id uuid DEFAULT gen_random_uuid() NOT NULL,
    person_id bigint NOT NULL,
    secret_hash bytea NOT NULL,
    role text NOT NULL,
    stage text DEFAULT 'full'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_reason text,
    address inet,
    user_agent text,
    totp_offered_sealed bytea,
    CONSTRAINT sessions_stage_known CHECK ((stage = ANY (ARRAY['enrolment'::text, 'full'::text])))
);

ALTER TABLE ONLY auth.sessions FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.sessions OWNER TO irra_owner;

COMMENT ON TABLE auth.sessions IS 'Log-ins; the secret is known to its holder only';

COMMENT ON COLUMN auth.sessions.session_id IS 'Public name of the session';

COMMENT ON COLUMN auth.sessions.person_id IS 'Of auth.ops_team';

COMMENT ON COLUMN auth.sessions.secret_hash IS 'SHA-256 of the secret that `irra.session` has to hold';

COMMENT ON COLUMN auth.sessions.role IS 'The person''s role at log-in; a change of role ends the session''s effect';

COMMENT ON COLUMN auth.sessions.stage IS 'enrolment: may only set a password and enrol a second factor; full: is the person';

COMMENT ON COLUMN auth.sessions.created_at IS 'When it began';

COMMENT ON COLUMN auth.sessions.expires_at IS 'When it ends by itself unless it is refreshed before: the idle time-out';

COMMENT ON COLUMN auth.sessions.ends_at IS 'Beyond this nothing refreshes it: the absolute time-out';

COMMENT ON COLUMN auth.sessions.ended_at IS 'When it was ended; null = not ended';

COMMENT ON COLUMN auth.sessions.ended_reason IS 'Why it was ended, such as logout';

COMMENT ON COLUMN auth.sessions.address IS 'Where the log-in came from';

COMMENT ON COLUMN auth.sessions.user_agent IS 'What the log-in said it was';

COMMENT ON COLUMN auth.sessions.totp_offered_sealed IS 'Second factor that was offered in this session and waits for its first code, sealed';

CREATE FUNCTION auth.complete_enrolment(person auth.ops_team, session auth.sessions, secret_hash bytea, refresh_hash bytea, address inet, request_id text, user_agent text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.complete_enrolment(person auth.ops_team, session auth.sessions, secret_hash bytea, refresh_hash bytea, address inet, request_id text, user_agent text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.complete_enrolment(person auth.ops_team, session auth.sessions, secret_hash bytea, refresh_hash bytea, address inet, request_id text, user_agent text) IS 'Ends an enrolment and opens the person''s first full session';

CREATE FUNCTION auth.confirm_factor(secret_hash bytea, address inet, request_id text, user_agent text, offered_sealed bytea, totp_step bigint, recovery_hashes bytea[], new_secret_hash bytea, refresh_hash bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.confirm_factor(secret_hash bytea, address inet, request_id text, user_agent text, offered_sealed bytea, totp_step bigint, recovery_hashes bytea[], new_secret_hash bytea, refresh_hash bytea) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.confirm_factor(secret_hash bytea, address inet, request_id text, user_agent text, offered_sealed bytea, totp_step bigint, recovery_hashes bytea[], new_secret_hash bytea, refresh_hash bytea) IS 'Makes the offered factor the person''s; answers the session to go on with, or {"problem"}';

CREATE FUNCTION auth.credentials(secret_hash bytea, address inet) RETURNS TABLE(username text, display_name text, stage text, password_hash text, former_hashes text[], totp_secret_sealed bytea, totp_offered_sealed bytea, retry_after_seconds integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.credentials(secret_hash bytea, address inet) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.credentials(secret_hash bytea, address inet) IS 'Hashes and sealed factors of the person whose session has this secret; no row when it ended';

CREATE FUNCTION auth.current_person() RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.current_person() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.current_person() IS 'The session''s person; null if forged, missing, ended, expired, disabled or of another role';

CREATE FUNCTION auth.current_session() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.current_session() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.current_session() IS 'The session of the current person, or null when auth.current_person() is nobody';

CREATE FUNCTION auth.end_session(session_id uuid, reason text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.end_session(session_id uuid, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.end_session(session_id uuid, reason text) IS 'Ends one session and closes its open calls; does nothing to a session that has ended';

CREATE FUNCTION auth.end_sessions(person_id bigint, reason text, except_session uuid DEFAULT NULL::uuid) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.end_sessions(person_id bigint, reason text, except_session uuid) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.end_sessions(person_id bigint, reason text, except_session uuid) IS 'Ends all sessions of a person but one, and their calls; answers how many';

CREATE FUNCTION auth.enrol_factor(secret_hash bytea, address inet, request_id text, password_ok boolean, totp_step bigint, recovery_hash bytea, offered_sealed bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.enrol_factor(secret_hash bytea, address inet, request_id text, password_ok boolean, totp_step bigint, recovery_hash bytea, offered_sealed bytea) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.enrol_factor(secret_hash bytea, address inet, request_id text, password_ok boolean, totp_step bigint, recovery_hash bytea, offered_sealed bytea) IS 'Keeps an offered second factor until its first code; answers the session, or {"problem"}';

CREATE FUNCTION auth.front_limits() RETURNS TABLE(person_rate bigint, person_burst bigint, address_rate bigint, address_burst bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.front_limits() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.front_limits() IS 'Requests a second and at once that a front takes of a person and of an address';

CREATE FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) IS 'Whether the current person''s scopes cover a client, or an instrument of the client';

CREATE FUNCTION auth.is_unlimited() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.is_unlimited() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.is_unlimited() IS 'Whether there is a current person whom no scope limits; false for nobody';

CREATE FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) IS 'Keeps the answer under an idempotency key that this transaction took, and answers it';

CREATE FUNCTION auth.key_begin(secret_hash bytea) RETURNS TABLE(key_id bigint, person_id bigint, role text, requests_per_minute integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.key_begin(secret_hash bytea) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.key_begin(secret_hash bytea) IS 'Machine, role and rate of a live API key; no row for any other';

CREATE FUNCTION auth.key_person(api_key text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.key_person(api_key text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.key_person(api_key text) IS 'The machine that an API key belongs to; null if unknown, revoked, expired, disabled';

CREATE FUNCTION auth.list_limit() RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.list_limit() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.list_limit() IS 'Most rows that a list answers, for functions that run as the person''s own role';

CREATE FUNCTION auth.live_session(secret_hash bytea) RETURNS auth.sessions
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.live_session(secret_hash bytea) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.live_session(secret_hash bytea) IS 'Locks and answers the live session with this secret, of either stage; nulls without one';

CREATE FUNCTION auth.login_begin(username text, address inet) RETURNS TABLE(person_id bigint, password_hash text, totp_secret_sealed bytea, retry_after_seconds integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.login_begin(username text, address inet) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.login_begin(username text, address inet) IS 'One row, the name known or not: the hash to check, the sealed factor, seconds to wait';

CREATE FUNCTION auth.login_finish(username text, address inet, request_id text, user_agent text, password_ok boolean, otp_given boolean, totp_step bigint, recovery_hash bytea, renewed_hash text, secret_hash bytea, refresh_hash bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.login_finish(username text, address inet, request_id text, user_agent text, password_ok boolean, otp_given boolean, totp_step bigint, recovery_hash bytea, renewed_hash text, secret_hash bytea, refresh_hash bytea) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.login_finish(username text, address inet, request_id text, user_agent text, password_ok boolean, otp_given boolean, totp_step bigint, recovery_hash bytea, renewed_hash text, secret_hash bytea, refresh_hash bytea) IS 'Opens the session whose secret hashes to `secret_hash`, or answers {"problem"}; records both';

CREATE FUNCTION auth.login_outcome(person auth.ops_team, retry_after_seconds integer, password_ok boolean, otp_given boolean, totp_step bigint, recovery_code_ok boolean) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.login_outcome(person auth.ops_team, retry_after_seconds integer, password_ok boolean, otp_given boolean, totp_step bigint, recovery_code_ok boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.login_outcome(person auth.ops_team, retry_after_seconds integer, password_ok boolean, otp_given boolean, totp_step bigint, recovery_code_ok boolean) IS 'The outcome of one log-in attempt, a value of auth.login_attempts.outcome';

CREATE FUNCTION auth.masked_client(user_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.masked_client(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.masked_client(user_id bigint) IS 'PAN, date of birth, e-mail and phone of a client that the person may see, masked; else null';

CREATE FUNCTION auth.may_see(user_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.may_see(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.may_see(user_id bigint) IS 'Whether the current person may see client `user_id`: by an open call or role, within scopes';

CREATE FUNCTION auth.member_shown(person auth.ops_team) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.member_shown(person auth.ops_team) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.member_shown(person auth.ops_team) IS 'A member of the ops team as admins and auditors see them';

CREATE FUNCTION auth.note_wrong_password(person auth.ops_team, address inet, retry_after_seconds integer) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.note_wrong_password(person auth.ops_team, address inet, retry_after_seconds integer) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.note_wrong_password(person auth.ops_team, address inet, retry_after_seconds integer) IS 'Counts a wrong present password, or a try that has to wait, and answers the problem';

CREATE FUNCTION auth.open_session(person auth.ops_team, stage text, secret_hash bytea, refresh_hash bytea, address inet, request_id text, user_agent text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.open_session(person auth.ops_team, stage text, secret_hash bytea, refresh_hash bytea, address inet, request_id text, user_agent text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.open_session(person auth.ops_team, stage text, secret_hash bytea, refresh_hash bytea, address inet, request_id text, user_agent text) IS 'Opens a session of a stage, writes it to the log and answers it as the front needs it';

CREATE FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) IS 'A page of `size` rows out of `answer`; keeps the cursor of the next one';

CREATE FUNCTION auth.page_mark(list text, keys jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.page_mark(list text, keys jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.page_mark(list text, keys jsonb) IS 'Keeps the cursor of the next page of a list, for this transaction; null ends the list';

CREATE FUNCTION auth.page_size(asked bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.page_size(asked bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.page_size(asked bigint) IS 'Rows of a page: `asked`, or the setting list_limit when null; IR101 beyond it';

CREATE FUNCTION auth.page_start(list text, cursor text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.page_start(list text, cursor text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.page_start(list text, cursor text) IS 'The keys in the cursor of a list, null without a cursor; IR101 when it is of another list';

CREATE FUNCTION auth.password_refusals(password_length integer, findings text[]) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.password_refusals(password_length integer, findings text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.password_refusals(password_length integer, findings text[]) IS 'Reasons against a new password, in a fixed order; empty when it may be used';

CREATE FUNCTION auth.refresh(token_hash bytea, address inet, request_id text, new_token_hash bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.refresh(token_hash bytea, address inet, request_id text, new_token_hash bytea) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.refresh(token_hash bytea, address inet, request_id text, new_token_hash bytea) IS 'Renews a session once for each refresh token; a used one ends the session: {"problem"}';

CREATE FUNCTION auth.refuse(code text, detail jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.refuse(code text, detail jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.refuse(code text, detail jsonb) IS 'Raises a desk error from a function that runs as the person''s own role; never returns';

CREATE FUNCTION auth.register(username text, display_name text, role text, password_hash text, totp_secret_sealed bytea, email text DEFAULT NULL::text, phone text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.register(username text, display_name text, role text, password_hash text, totp_secret_sealed bytea, email text, phone text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.register(username text, display_name text, role text, password_hash text, totp_secret_sealed bytea, email text, phone text) IS 'Adds a member of the ops team and answers its person_id; IR101 when the name is taken';

CREATE FUNCTION auth.require(VARIADIC roles text[]) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.require(VARIADIC roles text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.require(VARIADIC roles text[]) IS 'The current person if one of `roles`; raises IR401 for nobody and IR403 for another role';

CREATE FUNCTION auth.require_client(user_id bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.require_client(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.require_client(user_id bigint) IS 'The current person if they may see client `user_id`; IR403 without a call, IR104 when unknown';

CREATE FUNCTION auth.require_endpoint(function_name text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.require_endpoint(function_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.require_endpoint(function_name text) IS 'IR403 unless the API key in `irra.session` names function `function_name`; IR401 for no key';

CREATE FUNCTION auth.require_member(person_id bigint) RETURNS auth.ops_team
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.require_member(person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.require_member(person_id bigint) IS 'Locks and answers a member of the ops team; IR104 when there is none';

CREATE FUNCTION auth.require_other_admin(person_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.require_other_admin(person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.require_other_admin(person_id bigint) IS 'IR213 when a member is the last admin who is enabled and enrolled; locks all admins';

CREATE FUNCTION auth.reservations(position_ids bigint[]) RETURNS TABLE(position_id bigint, reserved bigint, provisional bigint, linked bigint, available bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.reservations(position_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.reservations(position_ids bigint[]) IS 'Reserved, linked and available quantity of those positions that the person may see';

CREATE FUNCTION auth.reset_member(person_id bigint, password_hash text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.reset_member(person_id bigint, password_hash text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.reset_member(person_id bigint, password_hash text) IS 'Takes both factors from a member and sets an initial password; ends what they have open';

CREATE FUNCTION auth.retry_after(username text, address inet, at timestamp with time zone DEFAULT now()) RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.retry_after(username text, address inet, at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.retry_after(username text, address inet, at timestamp with time zone) IS 'Seconds until `username` from `address` may try to log in again; 0 = now';

CREATE TABLE book.instruments (
    instrument_id bigint NOT NULL,
    exchange text NOT NULL,
    segment text NOT NULL,
    token text,
    symbol text NOT NULL,
    underlying text NOT NULL,
    instrument_type text NOT NULL,
    series text,
    isin text,
    expiry_date date,
    strike_price numeric(18,4),
    option_type text,
    lot_size bigint NOT NULL,
    tick_size numeric(18,4) NOT NULL,
    multiplier numeric(18,4) NOT NULL,
    freeze_quantity bigint,
    lower_price numeric(18,4),
    upper_price numeric(18,4),
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY book.instruments FORCE ROW LEVEL SECURITY;

ALTER TABLE book.instruments OWNER TO irra_owner;

COMMENT ON TABLE book.instruments IS 'What can be traded, one row for each exchange and symbol; from exchange files';

COMMENT ON COLUMN book.instruments.instrument_id IS 'The primary''s id';

COMMENT ON COLUMN book.instruments.exchange IS 'NSE or BSE';

COMMENT ON COLUMN book.instruments.segment IS 'CM cash, FO futures and options';

COMMENT ON COLUMN book.instruments.token IS 'The exchange''s own number (FIX SecurityID); null when unknown';

COMMENT ON COLUMN book.instruments.symbol IS 'The exchange''s symbol of this contract or share';

COMMENT ON COLUMN book.instruments.underlying IS 'What a derivative is on; of a share, its own symbol';

COMMENT ON COLUMN book.instruments.instrument_type IS 'The exchange''s type, such as STF, IDO, EQ';

COMMENT ON COLUMN book.instruments.series IS 'Series of a share; null for derivatives';

COMMENT ON COLUMN book.instruments.isin IS 'Links the same share on two exchanges; null for derivatives';

COMMENT ON COLUMN book.instruments.expiry_date IS 'Last day of a derivative; null for shares';

COMMENT ON COLUMN book.instruments.strike_price IS 'Rupees; null unless an option';

COMMENT ON COLUMN book.instruments.option_type IS 'CE or PE; null unless an option';

COMMENT ON COLUMN book.instruments.lot_size IS 'Units; quantities are multiples of it';

COMMENT ON COLUMN book.instruments.tick_size IS 'Rupees; prices are multiples of it';

COMMENT ON COLUMN book.instruments.multiplier IS 'Rupees of value for one rupee of price and one unit';

COMMENT ON COLUMN book.instruments.freeze_quantity IS 'Units; larger orders are sliced; null = no limit';

COMMENT ON COLUMN book.instruments.lower_price IS 'Lowest price of the day, rupees; null = no range';

COMMENT ON COLUMN book.instruments.upper_price IS 'Highest price of the day, rupees; null = no range';

COMMENT ON COLUMN book.instruments.updated_at IS 'When the primary changed the row last';

CREATE TABLE book.prices (
    instrument_id bigint NOT NULL,
    price_date date NOT NULL,
    open_price numeric(18,4),
    high_price numeric(18,4),
    low_price numeric(18,4),
    close_price numeric(18,4) NOT NULL,
    last_price numeric(18,4) NOT NULL,
    previous_close numeric(18,4),
    settlement_price numeric(18,4),
    underlying_price numeric(18,4),
    open_interest bigint,
    volume bigint,
    as_of timestamp with time zone NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY book.prices FORCE ROW LEVEL SECURITY;

ALTER TABLE book.prices OWNER TO irra_owner;

COMMENT ON TABLE book.prices IS 'Last known price of each instrument';

COMMENT ON COLUMN book.prices.instrument_id IS 'Of book.instruments';

COMMENT ON COLUMN book.prices.price_date IS 'Business day of the figures';

COMMENT ON COLUMN book.prices.open_price IS 'Rupees';

COMMENT ON COLUMN book.prices.high_price IS 'Rupees';

COMMENT ON COLUMN book.prices.low_price IS 'Rupees';

COMMENT ON COLUMN book.prices.close_price IS 'Rupees';

COMMENT ON COLUMN book.prices.last_price IS 'Rupees; what profit, loss and protected prices are reckoned from';

COMMENT ON COLUMN book.prices.previous_close IS 'Rupees, of the business day before';

COMMENT ON COLUMN book.prices.settlement_price IS 'Rupees, of derivatives';

COMMENT ON COLUMN book.prices.underlying_price IS 'Rupees, of derivatives';

COMMENT ON COLUMN book.prices.open_interest IS 'Units';

COMMENT ON COLUMN book.prices.volume IS 'Units';

COMMENT ON COLUMN book.prices.as_of IS 'How old the figures are';

CREATE TABLE core.positions (
    position_id bigint NOT NULL,
    trade_date date NOT NULL,
    user_id bigint NOT NULL,
    instrument_id bigint NOT NULL,
    product text NOT NULL,
    overnight_quantity bigint DEFAULT 0 NOT NULL,
    overnight_price numeric(18,4) DEFAULT 0 NOT NULL,
    buy_quantity bigint DEFAULT 0 NOT NULL,
    buy_value numeric(24,4) DEFAULT 0 NOT NULL,
    sell_quantity bigint DEFAULT 0 NOT NULL,
    sell_value numeric(24,4) DEFAULT 0 NOT NULL,
    net_quantity bigint GENERATED ALWAYS AS (((overnight_quantity + buy_quantity) - sell_quantity)) STORED NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT positions_buy_not_negative CHECK (((buy_quantity >= 0) AND (buy_value >= (0)::numeric))),
    CONSTRAINT positions_product_known CHECK ((product = ANY (ARRAY['CNC'::text, 'MIS'::text, 'NRML'::text]))),
    CONSTRAINT positions_sell_not_negative CHECK (((sell_quantity >= 0) AND (sell_value >= (0)::numeric)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY core.positions FORCE ROW LEVEL SECURITY;

ALTER TABLE core.positions OWNER TO irra_owner;

COMMENT ON TABLE core.positions IS 'Running figures of a client''s position; ops.position_breaks recomputes them';

COMMENT ON COLUMN core.positions.position_id IS 'What a square-off names';

COMMENT ON COLUMN core.positions.trade_date IS 'Business day';

COMMENT ON COLUMN core.positions.user_id IS 'Of book.users';

COMMENT ON COLUMN core.positions.instrument_id IS 'Of book.instruments';

COMMENT ON COLUMN core.positions.product IS 'CNC, MIS or NRML';

COMMENT ON COLUMN core.positions.overnight_quantity IS 'Units carried into the day; negative is short';

COMMENT ON COLUMN core.positions.overnight_price IS 'Rupees; average price of the overnight part';

COMMENT ON COLUMN core.positions.buy_quantity IS 'Units bought today';

COMMENT ON COLUMN core.positions.buy_value IS 'Rupees of those, quantity times price, without the multiplier';

COMMENT ON COLUMN core.positions.sell_quantity IS 'Units sold today';

COMMENT ON COLUMN core.positions.sell_value IS 'Rupees of those, quantity times price, without the multiplier';

COMMENT ON COLUMN core.positions.net_quantity IS 'Units held now; negative is short';

COMMENT ON COLUMN core.positions.updated_at IS 'When a figure changed last';

CREATE VIEW api.position_figures WITH (security_invoker='true') AS
 SELECT p.position_id,
    p.trade_date,
    p.user_id,
    p.instrument_id,
    i.symbol,
    i.exchange,
    i.segment,
    p.product,
    i.expiry_date,
    p.overnight_quantity,
    p.net_quantity,
    price.last_price,
    close.previous_close,
    price.as_of AS price_as_of,
    net.realised,
    (net.pnl - net.realised) AS unrealised,
    net.pnl,
    day.realised AS day_realised,
    (day.pnl - day.realised) AS day_unrealised,
    day.pnl AS day_pnl
   FROM ((((((core.positions p
     LEFT JOIN book.instruments i ON ((i.instrument_id = p.instrument_id)))
     LEFT JOIN book.prices price ON ((price.instrument_id = p.instrument_id)))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (price.price_date < p.trade_date) THEN price.close_price
                    ELSE price.previous_close
                END AS previous_close) close)
     CROSS JOIN LATERAL ( SELECT ((p.buy_quantity + GREATEST(p.overnight_quantity, (0)::bigint)))::numeric AS bought,
            ((p.sell_quantity + GREATEST((- p.overnight_quantity), (0)::bigint)))::numeric AS sold) units)
     CROSS JOIN LATERAL ( SELECT round(
                CASE
                    WHEN (LEAST(units.bought, units.sold) = (0)::numeric) THEN (0)::numeric
                    ELSE (((LEAST(units.bought, units.sold) * ((v.sold_for * units.bought) - (v.bought_for * units.sold))) * i.multiplier) / (units.bought * units.sold))
                END, 2) AS realised,
            round((((v.sold_for - v.bought_for) +
                CASE
                    WHEN (p.net_quantity = 0) THEN (0)::numeric
                    ELSE ((p.net_quantity)::numeric * price.last_price)
                END) * i.multiplier), 2) AS pnl
           FROM ( SELECT (p.buy_value + ((GREATEST(p.overnight_quantity, (0)::bigint))::numeric * p.overnight_price)) AS bought_for,
                    (p.sell_value + ((GREATEST((- p.overnight_quantity), (0)::bigint))::numeric * p.overnight_price)) AS sold_for) v) net)
     CROSS JOIN LATERAL ( SELECT round(
                CASE
                    WHEN (LEAST(units.bought, units.sold) = (0)::numeric) THEN (0)::numeric
                    ELSE (((LEAST(units.bought, units.sold) * ((v.sold_for * units.bought) - (v.bought_for * units.sold))) * i.multiplier) / (units.bought * units.sold))
                END, 2) AS realised,
            round((((v.sold_for - v.bought_for) +
                CASE
                    WHEN (p.net_quantity = 0) THEN (0)::numeric
                    ELSE ((p.net_quantity)::numeric * price.last_price)
                END) * i.multiplier), 2) AS pnl
           FROM ( SELECT (p.buy_value +
                        CASE
                            WHEN (p.overnight_quantity > 0) THEN ((p.overnight_quantity)::numeric * close.previous_close)
                            ELSE (0)::numeric
                        END) AS bought_for,
                    (p.sell_value +
                        CASE
                            WHEN (p.overnight_quantity < 0) THEN (((- p.overnight_quantity))::numeric * close.previous_close)
                            ELSE (0)::numeric
                        END) AS sold_for) v) day);

ALTER TABLE api.position_figures OWNER TO irra_owner;

COMMENT ON VIEW api.position_figures IS 'Realised, unrealised and whole gain of positions that the person may see, net and of the day';

CREATE FUNCTION auth.scoped_figures(trade_date date) RETURNS SETOF api.position_figures
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.scoped_figures(trade_date date) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.scoped_figures(trade_date date) IS 'Figures of a day''s positions within the scopes of the current supervisor, whom scopes limit';

CREATE FUNCTION auth.sees_all() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.sees_all() OWNER TO irra_owner;

COMMENT ON FUNCTION auth.sees_all() IS 'Whether the current person''s role oversees all clients, with or without a call';

CREATE FUNCTION auth.session_person(session auth.sessions) RETURNS auth.ops_team
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.session_person(session auth.sessions) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.session_person(session auth.sessions) IS 'The person of a session; nulls when disabled or of another role now';

CREATE FUNCTION auth.session_shown(session auth.sessions) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.session_shown(session auth.sessions) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.session_shown(session auth.sessions) IS 'A session, its person and what they still have to do, as the front needs it';

CREATE FUNCTION auth.unlock_member(person_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.unlock_member(person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.unlock_member(person_id bigint) IS 'Failed log-ins up to now do not keep a member out any more';

CREATE FUNCTION auth.use_recovery_code(person_id bigint, code_hash bytea, address inet, request_id text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.use_recovery_code(person_id bigint, code_hash bytea, address inet, request_id text) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.use_recovery_code(person_id bigint, code_hash bytea, address inet, request_id text) IS 'Marks a recovery code as used and writes it down; the caller has locked the person';

CREATE FUNCTION auth.wait_seconds(failures_above_limit bigint, longest bigint, last_at timestamp with time zone, at timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION auth.wait_seconds(failures_above_limit bigint, longest bigint, last_at timestamp with time zone, at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION auth.wait_seconds(failures_above_limit bigint, longest bigint, last_at timestamp with time zone, at timestamp with time zone) IS 'Seconds still to wait after the last failure: the first wait doubled for each above the limit';

CREATE FUNCTION fix.acquire(session_name text, worker text, lease_seconds integer DEFAULT 5) RETURNS TABLE(epoch bigint, next_outbound bigint, next_inbound bigint, incarnation integer, predecessor text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.acquire(session_name text, worker text, lease_seconds integer) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.acquire(session_name text, worker text, lease_seconds integer) IS 'Takes the lease of a session that nobody leads; no row while another does';

CREATE FUNCTION fix.advance(session_name text, epoch bigint, next_inbound bigint, messages jsonb DEFAULT '[]'::jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.advance(session_name text, epoch bigint, next_inbound bigint, messages jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.advance(session_name text, epoch bigint, next_inbound bigint, messages jsonb) IS 'Keeps session-level messages as they came and moves the number that is expected next';

CREATE FUNCTION fix.answer_conformance(session_name text, messages jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.answer_conformance(session_name text, messages jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.answer_conformance(session_name text, messages jsonb) IS 'Marks the orders of a conformance suite that these messages answer';

CREATE FUNCTION fix.answer_requests(reports fix.report[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.answer_requests(reports fix.report[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.answer_requests(reports fix.report[]) IS 'Marks our requests that these reports answer';

CREATE FUNCTION fix.append(session_name text, epoch bigint, msg_type text, body text) RETURNS TABLE(sequence bigint, sent_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.append(session_name text, epoch bigint, msg_type text, body text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.append(session_name text, epoch bigint, msg_type text, body text) IS 'Gives a session-level message its number and sending time and keeps it';

CREATE FUNCTION fix.apply_messages(session_name text, messages jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.apply_messages(session_name text, messages jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.apply_messages(session_name text, messages jsonb) IS 'Applies the effects of inbound application messages of one session';

CREATE TABLE fix.sessions (
    name text NOT NULL,
    kind text NOT NULL,
    exchange text NOT NULL,
    segment text,
    host text DEFAULT '127.0.0.1'::text NOT NULL,
    port integer NOT NULL,
    sender_comp_id text NOT NULL,
    target_comp_id text NOT NULL,
    heartbeat_seconds integer DEFAULT 30 NOT NULL,
    tls boolean DEFAULT false NOT NULL,
    username text,
    password_ref text,
    enabled boolean DEFAULT true NOT NULL,
    reset_on_logon boolean DEFAULT false NOT NULL,
    max_resend_age interval DEFAULT '00:00:30'::interval NOT NULL,
    simulated boolean DEFAULT false NOT NULL,
    messages_per_second integer,
    mass_status boolean DEFAULT false NOT NULL,
    mass_cancel boolean DEFAULT false NOT NULL,
    tls_ca_file text,
    tls_server_name text,
    tls_certificate_file text,
    tls_key_file text,
    conformance boolean DEFAULT false NOT NULL,
    CONSTRAINT sessions_comp_ids_shape CHECK (((sender_comp_id ~ '^[\x21-\x7e]{1,64}$'::text) AND (target_comp_id ~ '^[\x21-\x7e]{1,64}$'::text))),
    CONSTRAINT sessions_heartbeat_bounded CHECK (((heartbeat_seconds >= 1) AND (heartbeat_seconds <= 300))),
    CONSTRAINT sessions_kind_known CHECK ((kind = ANY (ARRAY['order'::text, 'drop_copy'::text]))),
    CONSTRAINT sessions_max_resend_age_positive CHECK ((max_resend_age > '00:00:00'::interval)),
    CONSTRAINT sessions_name_shape CHECK ((name ~ '^[A-Za-z0-9._-]{1,64}$'::text)),
    CONSTRAINT sessions_port_bounded CHECK (((port >= 1) AND (port <= 65535))),
    CONSTRAINT sessions_rate_positive CHECK ((messages_per_second > 0)),
    CONSTRAINT sessions_tls_pair CHECK (((tls_certificate_file IS NULL) = (tls_key_file IS NULL)))
);

ALTER TABLE ONLY fix.sessions FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.sessions OWNER TO irra_owner;

COMMENT ON TABLE fix.sessions IS 'FIX sessions; a DBA edits these rows';

COMMENT ON COLUMN fix.sessions.name IS 'Name of the session; a new name is a new session, a name is used once';

COMMENT ON COLUMN fix.sessions.kind IS 'order or drop_copy';

COMMENT ON COLUMN fix.sessions.exchange IS 'NSE or BSE';

COMMENT ON COLUMN fix.sessions.segment IS 'CM or FO; null = all segments';

COMMENT ON COLUMN fix.sessions.host IS 'Where the exchange listens';

COMMENT ON COLUMN fix.sessions.port IS 'TCP port there';

COMMENT ON COLUMN fix.sessions.sender_comp_id IS 'Our name (tag 49)';

COMMENT ON COLUMN fix.sessions.target_comp_id IS 'The exchange''s name (tag 56)';

COMMENT ON COLUMN fix.sessions.heartbeat_seconds IS 'Seconds (tag 108)';

COMMENT ON COLUMN fix.sessions.tls IS 'Whether the connection is encrypted';

COMMENT ON COLUMN fix.sessions.username IS 'Log-on name (tag 553); null = none';

COMMENT ON COLUMN fix.sessions.password_ref IS 'Where the gateway finds the password; never the password';

COMMENT ON COLUMN fix.sessions.enabled IS 'Whether a gateway runs it';

COMMENT ON COLUMN fix.sessions.reset_on_logon IS 'Whether each log-on starts both numbers at 1 (tag 141)';

COMMENT ON COLUMN fix.sessions.max_resend_age IS 'A new order or replacement older than this is not sent (again)';

COMMENT ON COLUMN fix.sessions.simulated IS 'Leads to a simulator: used in drills and only in drills';

COMMENT ON COLUMN fix.sessions.messages_per_second IS 'Most messages a second to the exchange; null = no limit';

COMMENT ON COLUMN fix.sessions.mass_status IS 'After log-on ask for all orders in one message (AF) rather than for each (H)';

COMMENT ON COLUMN fix.sessions.mass_cancel IS 'A kill switch sends one mass cancel (q) rather than a cancel for each order';

COMMENT ON COLUMN fix.sessions.tls_ca_file IS 'PEM file of the authorities to trust; null = the system''s';

COMMENT ON COLUMN fix.sessions.tls_server_name IS 'Name to check in the certificate; null = host';

COMMENT ON COLUMN fix.sessions.tls_certificate_file IS 'PEM file of our own certificate chain; null = none';

COMMENT ON COLUMN fix.sessions.tls_key_file IS 'PEM file of its key';

COMMENT ON COLUMN fix.sessions.conformance IS 'Driven by irra conformance; carries no client''s orders';

CREATE FUNCTION fix.change_reported_orders(session fix.sessions, reports fix.report[], messages jsonb, over_orders bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.change_reported_orders(session fix.sessions, reports fix.report[], messages jsonb, over_orders bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.change_reported_orders(session fix.sessions, reports fix.report[], messages jsonb, over_orders bigint[]) IS 'Changes orders by what these reports say happened to them';

CREATE FUNCTION fix.claim_requests(session_name text, max_messages integer, is_paused boolean) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.claim_requests(session_name text, max_messages integer, is_paused boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.claim_requests(session_name text, max_messages integer, is_paused boolean) IS 'Takes the next requests out of a session''s queue: cancels, orders, questions; null for none';

CREATE FUNCTION fix.conformance_acquire(session_name text, worker text, lease_seconds integer) RETURNS TABLE(epoch bigint, next_outbound bigint, next_inbound bigint, incarnation integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.conformance_acquire(session_name text, worker text, lease_seconds integer) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.conformance_acquire(session_name text, worker text, lease_seconds integer) IS 'Takes the lease of a conformance session, from a dead holder at once; no row while one lives';

CREATE FUNCTION fix.conformance_order(session_name text, cl_ord_id text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.conformance_order(session_name text, cl_ord_id text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.conformance_order(session_name text, cl_ord_id text) IS 'Queues an order on a conformance session; false when its ClOrdID was queued before';

CREATE FUNCTION fix.conformance_session(session_name text, host text, port integer, sender_comp_id text, target_comp_id text, heartbeat_seconds integer, reset_on_logon boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.conformance_session(session_name text, host text, port integer, sender_comp_id text, target_comp_id text, heartbeat_seconds integer, reset_on_logon boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.conformance_session(session_name text, host text, port integer, sender_comp_id text, target_comp_id text, heartbeat_seconds integer, reset_on_logon boolean) IS 'Makes or changes the row of a session that irra conformance drives';

CREATE FUNCTION fix.dispatch(session_name text, epoch bigint, max_messages integer DEFAULT 100) RETURNS TABLE(sequence bigint, msg_type text, sent_at timestamp with time zone, body text, order_id bigint, cl_ord_id text, request_id text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION fix.dispatch(session_name text, epoch bigint, max_messages integer) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.dispatch(session_name text, epoch bigint, max_messages integer) IS 'Claims, numbers and keeps queued messages of a session; answers them in order';

CREATE FUNCTION fix.is_transient(code text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.is_transient(code text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.is_transient(code text) IS 'Whether an SQLSTATE says that the same call may succeed later';

CREATE FUNCTION fix.keep_used_sessions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.keep_used_sessions() OWNER TO irra_owner;

COMMENT ON FUNCTION fix.keep_used_sessions() IS 'Trigger: IR202 when a used session would be deleted, or be a simulator no more, or become one';

CREATE FUNCTION fix.last_clock_difference(session_name text) RETURNS numeric
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.last_clock_difference(session_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.last_clock_difference(session_name text) IS 'Seconds by which our clock is ahead of the session''s counterparty; null before any message';

CREATE FUNCTION fix.make_partitions(at timestamp with time zone DEFAULT clock_timestamp()) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.make_partitions(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.make_partitions(at timestamp with time zone) IS 'Makes the days'' partitions of fix.inbound and fix.outbound, a week ahead';

CREATE FUNCTION fix.ms_to_schedule_change(at timestamp with time zone DEFAULT clock_timestamp()) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.ms_to_schedule_change(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.ms_to_schedule_change(at timestamp with time zone) IS 'Milliseconds until a session''s hours begin or end; null when none do in two weeks';

CREATE FUNCTION fix.named_orders(cl_ord_ids text[]) RETURNS TABLE(cl_ord_id text, order_id bigint, request_id text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION fix.named_orders(cl_ord_ids text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.named_orders(cl_ord_ids text[]) IS 'Orders by the ClOrdIDs of any of their messages, with the requests they come from';

CREATE FUNCTION fix.names_refused_replacement(cancel_request_id bigint, reports fix.report[]) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.names_refused_replacement(cancel_request_id bigint, reports fix.report[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.names_refused_replacement(cancel_request_id bigint, reports fix.report[]) IS 'Whether a cancel names its order by a replacement that the exchange has refused';

CREATE FUNCTION fix.note_closed_sessions(at timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.note_closed_sessions(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.note_closed_sessions(at timestamp with time zone) IS 'Writes to the state of sessions outside their hours when these begin again';

CREATE FUNCTION fix.note_primary_orders(reports fix.report[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.note_primary_orders(reports fix.report[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.note_primary_orders(reports fix.report[]) IS 'Keeps what the exchange tells of orders that the primary had placed';

CREATE TABLE fix.session_state (
    session_name text NOT NULL,
    incarnation integer DEFAULT 1 NOT NULL,
    next_outbound bigint DEFAULT 1 NOT NULL,
    next_inbound bigint DEFAULT 1 NOT NULL,
    epoch bigint DEFAULT 0 NOT NULL,
    leader text,
    lease_until timestamp with time zone,
    status text DEFAULT 'down'::text NOT NULL,
    status_since timestamp with time zone DEFAULT now() NOT NULL,
    last_inbound_at timestamp with time zone,
    last_outbound_at timestamp with time zone,
    open_since timestamp with time zone,
    rate_allowance numeric(12,3),
    rate_at timestamp with time zone,
    detail text,
    interruptions bigint DEFAULT 0 NOT NULL,
    gaps bigint DEFAULT 0 NOT NULL,
    CONSTRAINT session_state_numbers_positive CHECK (((next_outbound >= 1) AND (next_inbound >= 1))),
    CONSTRAINT session_state_status_known CHECK ((status = ANY (ARRAY['down'::text, 'connecting'::text, 'logged_on'::text, 'logging_out'::text])))
)
WITH (fillfactor='50');

ALTER TABLE ONLY fix.session_state FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.session_state OWNER TO irra_owner;

COMMENT ON TABLE fix.session_state IS 'Where each FIX session stands; its numbers move with their effects';

COMMENT ON COLUMN fix.session_state.session_name IS 'Of fix.sessions';

COMMENT ON COLUMN fix.session_state.incarnation IS 'Goes up when the numbers start at 1 again';

COMMENT ON COLUMN fix.session_state.next_outbound IS 'Sequence number of our next message';

COMMENT ON COLUMN fix.session_state.next_inbound IS 'Sequence number that we expect';

COMMENT ON COLUMN fix.session_state.epoch IS 'Goes up with each lease; an older holder is refused';

COMMENT ON COLUMN fix.session_state.leader IS 'Worker that holds the lease';

COMMENT ON COLUMN fix.session_state.lease_until IS 'When the lease ends unless renewed';

COMMENT ON COLUMN fix.session_state.status IS 'down, connecting, logged_on or logging_out';

COMMENT ON COLUMN fix.session_state.status_since IS 'When the status began';

COMMENT ON COLUMN fix.session_state.last_inbound_at IS 'When something last came';

COMMENT ON COLUMN fix.session_state.last_outbound_at IS 'When something last went';

COMMENT ON COLUMN fix.session_state.open_since IS 'Since when messages can leave: log-on or the end of a pause';

COMMENT ON COLUMN fix.session_state.rate_allowance IS 'Messages that the rate limit allowed at rate_at';

COMMENT ON COLUMN fix.session_state.rate_at IS 'When rate_allowance was reckoned';

COMMENT ON COLUMN fix.session_state.detail IS 'What the gateway says about the status';

COMMENT ON COLUMN fix.session_state.interruptions IS 'How often it was logged on and then was not, without a word';

COMMENT ON COLUMN fix.session_state.gaps IS 'How often messages of the exchange were missing and asked for again';

CREATE FUNCTION fix.number_requests(led fix.session_state, order_request_ids bigint[], sending_time timestamp with time zone, allowance numeric) RETURNS TABLE(sequence bigint, msg_type text, sent_at timestamp with time zone, body text, order_id bigint, cl_ord_id text, request_id text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.number_requests(led fix.session_state, order_request_ids bigint[], sending_time timestamp with time zone, allowance numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.number_requests(led fix.session_state, order_request_ids bigint[], sending_time timestamp with time zone, allowance numeric) IS 'Gives claimed requests their sequence numbers and keeps the messages; answers them in order';

CREATE FUNCTION fix.order_changes(session fix.sessions, reports fix.report[], amended_orders bigint[]) RETURNS TABLE(round bigint, order_id bigint, event text, cumulative_quantity bigint, leaves_quantity bigint, average_price numeric, exchange_order_id text, reason text, details jsonb, quantity bigint, limit_price numeric, cl_ord_id text)
    LANGUAGE plpgsql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.order_changes(session fix.sessions, reports fix.report[], amended_orders bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.order_changes(session fix.sessions, reports fix.report[], amended_orders bigint[]) IS 'Changes of orders that these reports stand for, in rounds of one change an order';

CREATE FUNCTION fix.park(session_name text, message jsonb, reason text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.park(session_name text, message jsonb, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.park(session_name text, message jsonb, reason text) IS 'Sets a message that cannot be applied aside, whole, with an alert';

CREATE FUNCTION fix.park_unreadable(session fix.sessions, reports fix.report[], messages jsonb, unkept bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.park_unreadable(session fix.sessions, reports fix.report[], messages jsonb, unkept bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.park_unreadable(session fix.sessions, reports fix.report[], messages jsonb, unkept bigint[]) IS 'Parks the messages that nothing here could take';

CREATE FUNCTION fix.read_reports(session fix.sessions, messages jsonb) RETURNS fix.report[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.read_reports(session fix.sessions, messages jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.read_reports(session fix.sessions, messages jsonb) IS 'Execution reports and rejects as rows, each with its order where there is one';

CREATE FUNCTION fix.receive(session_name text, epoch bigint, messages jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION fix.receive(session_name text, epoch bigint, messages jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.receive(session_name text, epoch bigint, messages jsonb) IS 'Applies inbound application messages and moves the expected number, all or nothing';

CREATE FUNCTION fix.refusable_requests(order_request_ids bigint[]) RETURNS TABLE(order_request_id bigint, reason text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.refusable_requests(order_request_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.refusable_requests(order_request_ids bigint[]) IS 'Claimed requests that must not be sent, each with the reason';

CREATE FUNCTION fix.release(session_name text, epoch bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.release(session_name text, epoch bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.release(session_name text, epoch bigint) IS 'Gives the lease back, so that another may lead at once';

CREATE FUNCTION fix.renew(session_name text, epoch bigint, lease_seconds integer DEFAULT 5) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.renew(session_name text, epoch bigint, lease_seconds integer) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.renew(session_name text, epoch bigint, lease_seconds integer) IS 'Keeps the lease; false when another has taken it';

CREATE FUNCTION fix.report_event(report fix.report, quantity bigint) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.report_event(report fix.report, quantity bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.report_event(report fix.report, quantity bigint) IS 'The order event that an execution report or reject stands for';

CREATE TABLE book.orders (
    order_id bigint NOT NULL,
    user_id bigint NOT NULL,
    instrument_id bigint NOT NULL,
    trade_date date NOT NULL,
    product text NOT NULL,
    side text NOT NULL,
    order_type text NOT NULL,
    quantity bigint NOT NULL,
    filled_quantity bigint NOT NULL,
    limit_price numeric(18,4),
    status text NOT NULL,
    cl_ord_id text,
    exchange_order_id text,
    placed_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    arrival bigint NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY book.orders FORCE ROW LEVEL SECURITY;

ALTER TABLE book.orders OWNER TO irra_owner;

COMMENT ON TABLE book.orders IS 'The client''s orders at the primary; those that are open reserve the position';

COMMENT ON COLUMN book.orders.order_id IS 'The primary''s id';

COMMENT ON COLUMN book.orders.user_id IS 'Of book.users';

COMMENT ON COLUMN book.orders.instrument_id IS 'Of book.instruments';

COMMENT ON COLUMN book.orders.trade_date IS 'Business day';

COMMENT ON COLUMN book.orders.product IS 'CNC, MIS or NRML';

COMMENT ON COLUMN book.orders.side IS 'buy or sell';

COMMENT ON COLUMN book.orders.order_type IS 'The primary''s word';

COMMENT ON COLUMN book.orders.quantity IS 'Units';

COMMENT ON COLUMN book.orders.filled_quantity IS 'Units traded so far, as the primary knows';

COMMENT ON COLUMN book.orders.limit_price IS 'Rupees; null for market orders';

COMMENT ON COLUMN book.orders.status IS 'open and partially_filled may still trade';

COMMENT ON COLUMN book.orders.cl_ord_id IS 'ClOrdID the primary gave it; null when it never left';

COMMENT ON COLUMN book.orders.exchange_order_id IS 'The exchange''s number; null when unknown';

COMMENT ON COLUMN book.orders.placed_at IS 'When the client placed it';

COMMENT ON COLUMN book.orders.updated_at IS 'When the primary changed the row last';

COMMENT ON COLUMN book.orders.arrival IS 'Order of arrival of the row, or of its exchange''s number; the primary has no such column';

CREATE TABLE core.order_requests (
    order_request_id bigint NOT NULL,
    order_id bigint,
    book_order_id bigint,
    kind core.request_kind NOT NULL,
    quantity bigint,
    limit_price numeric(18,4),
    body text,
    cl_ord_id text NOT NULL,
    orig_cl_ord_id text,
    session_name text NOT NULL,
    state core.request_state DEFAULT 'queued'::text NOT NULL,
    incarnation integer,
    sequence bigint,
    queued_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    answered_at timestamp with time zone,
    answer text,
    request_id text DEFAULT NULLIF(current_setting('irra.request_id'::text, true), ''::text),
    CONSTRAINT order_requests_about_one_thing CHECK (((num_nonnulls(order_id, book_order_id, body) = 1) OR (((kind)::text = ANY (ARRAY['mass_status'::text, 'mass_cancel'::text])) AND (num_nonnulls(order_id, book_order_id, body) = 0)))),
    CONSTRAINT order_requests_numbered_when_sent CHECK (((sequence IS NULL) = ((state)::text = ANY (ARRAY['queued'::text, 'withdrawn'::text])))),
    CONSTRAINT order_requests_replace_whole CHECK ((((kind)::text = 'replace'::text) = (quantity IS NOT NULL)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY core.order_requests FORCE ROW LEVEL SECURITY;

ALTER TABLE core.order_requests OWNER TO irra_owner;

COMMENT ON TABLE core.order_requests IS 'Messages to the exchange about an order; each goes out once';

COMMENT ON COLUMN core.order_requests.order_request_id IS 'Order of requests';

COMMENT ON COLUMN core.order_requests.order_id IS 'Of core.orders; null for the primary''s orders, mass requests and conformance';

COMMENT ON COLUMN core.order_requests.book_order_id IS 'Of book.orders, for a cancel of an order that the primary placed';

COMMENT ON COLUMN core.order_requests.kind IS 'new, cancel, replace, status, mass_status or mass_cancel';

COMMENT ON COLUMN core.order_requests.quantity IS 'Units, of a replacement';

COMMENT ON COLUMN core.order_requests.limit_price IS 'Rupees, of a replacement';

COMMENT ON COLUMN core.order_requests.body IS 'Fields of a message that is about no order; null otherwise';

COMMENT ON COLUMN core.order_requests.cl_ord_id IS 'FIX ClOrdID of this message; of a status question the order''s own';

COMMENT ON COLUMN core.order_requests.orig_cl_ord_id IS 'ClOrdID of the order that it is about';

COMMENT ON COLUMN core.order_requests.session_name IS 'FIX session that it goes out by';

COMMENT ON COLUMN core.order_requests.state IS 'queued, sent, answered, expired or withdrawn';

COMMENT ON COLUMN core.order_requests.incarnation IS 'Of the session when it was numbered';

COMMENT ON COLUMN core.order_requests.sequence IS 'FIX sequence number it was given; null = not sent';

COMMENT ON COLUMN core.order_requests.queued_at IS 'When it was asked for';

COMMENT ON COLUMN core.order_requests.sent_at IS 'When it was numbered';

COMMENT ON COLUMN core.order_requests.answered_at IS 'When the exchange answered';

COMMENT ON COLUMN core.order_requests.answer IS 'What the exchange answered';

COMMENT ON COLUMN core.order_requests.request_id IS 'The HTTP request that asked for it; null = the desk by itself';

CREATE TABLE core.orders (
    order_id bigint NOT NULL,
    position_id bigint NOT NULL,
    user_id bigint NOT NULL,
    instrument_id bigint NOT NULL,
    product text NOT NULL,
    side core.side NOT NULL,
    order_type core.order_type NOT NULL,
    quantity bigint NOT NULL,
    limit_price numeric(18,4),
    time_in_force core.time_in_force DEFAULT 'day'::text NOT NULL,
    status core.order_status DEFAULT 'queued'::text NOT NULL,
    cumulative_quantity bigint DEFAULT 0 NOT NULL,
    leaves_quantity bigint NOT NULL,
    average_price numeric(18,4),
    confirmed_quantity bigint DEFAULT 0 NOT NULL,
    cl_ord_id text NOT NULL,
    exchange_order_id text,
    session_name text NOT NULL,
    call_id uuid NOT NULL,
    instruction_id bigint NOT NULL,
    person_id bigint NOT NULL,
    slice smallint DEFAULT 1 NOT NULL,
    exit_id bigint NOT NULL,
    leg_position_id bigint,
    current_cl_ord_id text NOT NULL,
    replacing_quantity bigint,
    chases smallint DEFAULT 0 NOT NULL,
    chase_at timestamp with time zone,
    request_id text,
    reason text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT orders_price_when_limit CHECK ((((order_type)::text = 'MARKET'::text) = (limit_price IS NULL))),
    CONSTRAINT orders_quantities_add_up CHECK (((cumulative_quantity >= 0) AND (leaves_quantity >= 0) AND (confirmed_quantity >= 0) AND ((cumulative_quantity + leaves_quantity) <= GREATEST(quantity, COALESCE(replacing_quantity, (0)::bigint))))),
    CONSTRAINT orders_quantity_positive CHECK ((quantity > 0)),
    CONSTRAINT orders_replacing_positive CHECK ((replacing_quantity > 0))
)
WITH (fillfactor='70');

ALTER TABLE ONLY core.orders FORCE ROW LEVEL SECURITY;

ALTER TABLE core.orders OWNER TO irra_owner;

COMMENT ON TABLE core.orders IS 'The desk''s own orders: exits only';

COMMENT ON COLUMN core.orders.order_id IS 'The desk''s id';

COMMENT ON COLUMN core.orders.position_id IS 'The position that it closes';

COMMENT ON COLUMN core.orders.user_id IS 'The client';

COMMENT ON COLUMN core.orders.instrument_id IS 'Of book.instruments';

COMMENT ON COLUMN core.orders.product IS 'The position''s product';

COMMENT ON COLUMN core.orders.side IS 'buy or sell, opposite to the position';

COMMENT ON COLUMN core.orders.order_type IS 'PROTECTED (a limit the desk reckons), LIMIT or MARKET';

COMMENT ON COLUMN core.orders.quantity IS 'Units';

COMMENT ON COLUMN core.orders.limit_price IS 'Rupees; null for MARKET';

COMMENT ON COLUMN core.orders.time_in_force IS 'day or ioc';

COMMENT ON COLUMN core.orders.status IS 'Of core.order_statuses';

COMMENT ON COLUMN core.orders.cumulative_quantity IS 'Units traded, as our order session told';

COMMENT ON COLUMN core.orders.leaves_quantity IS 'Units that may still trade';

COMMENT ON COLUMN core.orders.average_price IS 'Rupees; of what has traded';

COMMENT ON COLUMN core.orders.confirmed_quantity IS 'Units of it that core.trades holds';

COMMENT ON COLUMN core.orders.cl_ord_id IS 'FIX ClOrdID of the order';

COMMENT ON COLUMN core.orders.exchange_order_id IS 'The exchange''s number; null until it answers';

COMMENT ON COLUMN core.orders.session_name IS 'FIX session that it goes out by';

COMMENT ON COLUMN core.orders.call_id IS 'The call that it was asked for in';

COMMENT ON COLUMN core.orders.instruction_id IS 'The instruction that it carries out';

COMMENT ON COLUMN core.orders.person_id IS 'The agent who placed it';

COMMENT ON COLUMN core.orders.slice IS 'Which part of a sliced instruction, from 1';

COMMENT ON COLUMN core.orders.exit_id IS 'The parent order, of core.exits';

COMMENT ON COLUMN core.orders.leg_position_id IS 'Position in which its trades count when it closes on another exchange';

COMMENT ON COLUMN core.orders.current_cl_ord_id IS 'ClOrdID that the exchange knows it by now; changes when it is replaced';

COMMENT ON COLUMN core.orders.replacing_quantity IS 'Units asked for by a replacement on its way; null = none';

COMMENT ON COLUMN core.orders.chases IS 'How often the desk has priced it again by itself';

COMMENT ON COLUMN core.orders.chase_at IS 'When the desk prices it again; null = not';

COMMENT ON COLUMN core.orders.request_id IS 'The HTTP request that made it';

COMMENT ON COLUMN core.orders.reason IS 'Why it was rejected, cancelled or expired, in the exchange''s or the desk''s words';

COMMENT ON COLUMN core.orders.created_at IS 'When it was decided';

COMMENT ON COLUMN core.orders.sent_at IS 'When it was numbered for the wire; null = not sent';

COMMENT ON COLUMN core.orders.updated_at IS 'When a figure changed last';

CREATE FUNCTION fix.request_body(request core.order_requests, ordered core.orders, at_primary book.orders, instrument book.instruments, account text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.request_body(request core.order_requests, ordered core.orders, at_primary book.orders, instrument book.instruments, account text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.request_body(request core.order_requests, ordered core.orders, at_primary book.orders, instrument book.instruments, account text) IS 'Body of a message to the exchange: fields after the header, each ended by SOH';

CREATE FUNCTION fix.require_lease(session_name text, epoch bigint) RETURNS fix.session_state
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.require_lease(session_name text, epoch bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.require_lease(session_name text, epoch bigint) IS 'The locked state of a session led with this epoch; IR501 when another leads';

CREATE FUNCTION fix.resend(session_name text, epoch bigint, from_sequence bigint, through_sequence bigint) RETURNS TABLE(sequence bigint, msg_type text, sent_at timestamp with time zone, body text, gap_fill boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.resend(session_name text, epoch bigint, from_sequence bigint, through_sequence bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.resend(session_name text, epoch bigint, from_sequence bigint, through_sequence bigint) IS 'Stored messages of a range of numbers; gap_fill marks those that must not be sent again';

CREATE FUNCTION fix.reset(session_name text, epoch bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.reset(session_name text, epoch bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.reset(session_name text, epoch bigint) IS 'Sets both sequence numbers of a session to 1';

CREATE FUNCTION fix.sending_limits(session_name text, at timestamp with time zone, OUT is_paused boolean, OUT allowance numeric) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.sending_limits(session_name text, at timestamp with time zone, OUT is_paused boolean, OUT allowance numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.sending_limits(session_name text, at timestamp with time zone, OUT is_paused boolean, OUT allowance numeric) IS 'Whether a session is paused, and the messages that its rate limit allows; null = no limit';

CREATE FUNCTION fix.session_hours(session_name text, at timestamp with time zone DEFAULT clock_timestamp()) RETURNS tstzmultirange
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.session_hours(session_name text, at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.session_hours(session_name text, at timestamp with time zone) IS 'When a session is to be logged on, for the next two weeks; unbounded without a schedule';

CREATE FUNCTION fix.sessions_to_run(at timestamp with time zone DEFAULT clock_timestamp()) RETURNS TABLE(name text, kind text, exchange text, segment text, host text, port integer, sender_comp_id text, target_comp_id text, heartbeat_seconds integer, username text, password_ref text, reset_on_logon boolean, tls boolean, tls_ca_file text, tls_server_name text, tls_certificate_file text, tls_key_file text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.sessions_to_run(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.sessions_to_run(at timestamp with time zone) IS 'The enabled FIX sessions whose hours it is, and how to reach them';

CREATE FUNCTION fix.set_status(session_name text, epoch bigint, status text, detail text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.set_status(session_name text, epoch bigint, status text, detail text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.set_status(session_name text, epoch bigint, status text, detail text) IS 'Records a session''s status; on logged_on asks for the orders that are live';

CREATE FUNCTION fix.sleep_before_dispatch(session_name text) RETURNS TABLE(may_sleep boolean, wake_after_ms bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.sleep_before_dispatch(session_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.sleep_before_dispatch(session_name text) IS 'Whether a session''s leader may sleep: until it is notified, or for so many milliseconds';

CREATE FUNCTION fix.take_drop_copies(reports fix.report[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.take_drop_copies(reports fix.report[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.take_drop_copies(reports fix.report[]) IS 'Adds the drop copy''s trades to the set, whoever placed their orders';

CREATE FUNCTION fix.take_fills(session fix.sessions, reports fix.report[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.take_fills(session fix.sessions, reports fix.report[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.take_fills(session fix.sessions, reports fix.report[]) IS 'Keeps the fills of our own order session as provisional trades';

CREATE FUNCTION fix.take_mass_answers(session fix.sessions, reports fix.report[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.take_mass_answers(session fix.sessions, reports fix.report[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.take_mass_answers(session fix.sessions, reports fix.report[]) IS 'Answers to mass status questions and mass cancels; orders that nobody named become unknown';

CREATE FUNCTION fix.take_notices(session fix.sessions, reports fix.report[]) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.take_notices(session fix.sessions, reports fix.report[]) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.take_notices(session fix.sessions, reports fix.report[]) IS 'Keeps busts and corrections and settles their trades; answers those that it cannot keep';

CREATE FUNCTION fix.timestamp_text(at timestamp with time zone) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.timestamp_text(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.timestamp_text(at timestamp with time zone) IS 'A time as FIX UTCTimestamp with milliseconds';

CREATE FUNCTION fix.told_instrument(report fix.report, desk_day date) RETURNS TABLE(instrument_id bigint, segment text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.told_instrument(report fix.report, desk_day date) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.told_instrument(report fix.report, desk_day date) IS 'The instrument a report names by token or symbol; no row when none or more than one fits';

CREATE FUNCTION fix.told_primary_order(exchange_order_id text, account text, exchange text, token text, side text, told_day date) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.told_primary_order(exchange_order_id text, account text, exchange text, token text, side text, told_day date) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.told_primary_order(exchange_order_id text, account text, exchange text, token text, side text, told_day date) IS 'The primary''s order that a report is about, found by what the exchange tells of it';

CREATE FUNCTION fix.waits_for_own(order_request_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.waits_for_own(order_request_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.waits_for_own(order_request_id bigint) IS 'Whether a request stands in the queue behind its own order or replacement';

CREATE FUNCTION fix.withdraw_requests(order_request_ids bigint[], reason text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION fix.withdraw_requests(order_request_ids bigint[], reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION fix.withdraw_requests(order_request_ids bigint[], reason text) IS 'Gives claimed requests up before they are sent, with the reason and an alert';

CREATE FUNCTION logic.alert_mismatched_fills(temp_trade_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.alert_mismatched_fills(temp_trade_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.alert_mismatched_fills(temp_trade_ids bigint[]) IS 'Alerts for fills of our own sessions that differ from the trades that count';

CREATE FUNCTION logic.alert_unassigned_trades(reports core.trade_report[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.alert_unassigned_trades(reports core.trade_report[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.alert_unassigned_trades(reports core.trade_report[]) IS 'Alerts for each of these trades that has no position';

CREATE FUNCTION logic.alert_unconfirmed_fills(at timestamp with time zone DEFAULT now()) RETURNS TABLE(alerted integer, next_due_at timestamp with time zone)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.alert_unconfirmed_fills(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.alert_unconfirmed_fills(at timestamp with time zone) IS 'Alerts for fills that nobody confirmed in time; answers how many and when the next is due';

CREATE FUNCTION logic.alert_unknown_primary_orders(book_order_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.alert_unknown_primary_orders(book_order_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.alert_unknown_primary_orders(book_order_ids bigint[]) IS 'Raises or resolves the alerts of these orders of the primary that nobody knows of';

CREATE FUNCTION logic.amend_orders(order_ids bigint[], trade_notice_ids bigint[] DEFAULT '{}'::bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.amend_orders(order_ids bigint[], trade_notice_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.amend_orders(order_ids bigint[], trade_notice_ids bigint[]) IS 'Counts orders anew after a bust or a correction of their trades';

CREATE TABLE auth.api_keys (
    key_id bigint NOT NULL,
    person_id bigint NOT NULL,
    label text NOT NULL,
    secret_hash bytea NOT NULL,
    endpoints text[] NOT NULL,
    requests_per_minute integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by bigint,
    CONSTRAINT api_keys_are_slow CHECK (((requests_per_minute >= 1) AND (requests_per_minute <= 60000))),
    CONSTRAINT api_keys_open_something CHECK (((cardinality(endpoints) >= 1) AND (cardinality(endpoints) <= 64)))
);

ALTER TABLE ONLY auth.api_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.api_keys OWNER TO irra_owner;

COMMENT ON TABLE auth.api_keys IS 'How machines act: each key opens the endpoints it names';

COMMENT ON COLUMN auth.api_keys.key_id IS 'Public number of the key';

COMMENT ON COLUMN auth.api_keys.person_id IS 'The machine that acts by it, of auth.ops_team';

COMMENT ON COLUMN auth.api_keys.label IS 'What it is for, in words';

COMMENT ON COLUMN auth.api_keys.secret_hash IS 'SHA-256 of the key, which was shown once';

COMMENT ON COLUMN auth.api_keys.endpoints IS 'Functions of schema api that it opens';

COMMENT ON COLUMN auth.api_keys.requests_per_minute IS 'How many a front takes by it';

COMMENT ON COLUMN auth.api_keys.created_at IS 'When it was made';

COMMENT ON COLUMN auth.api_keys.created_by IS 'The admin who made it';

COMMENT ON COLUMN auth.api_keys.expires_at IS 'When it ends by itself';

COMMENT ON COLUMN auth.api_keys.last_used_at IS 'To the minute; null = never';

COMMENT ON COLUMN auth.api_keys.revoked_at IS 'From when on it opens nothing; null = not revoked';

COMMENT ON COLUMN auth.api_keys.revoked_by IS 'Who revoked it; null also when its machine was disabled';

CREATE FUNCTION logic.api_key_shown(api_key auth.api_keys) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.api_key_shown(api_key auth.api_keys) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.api_key_shown(api_key auth.api_keys) IS 'An API key as answers show it';

CREATE FUNCTION logic.apply_book_rows(rows jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.apply_book_rows(rows jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.apply_book_rows(rows jsonb) IS 'Inserts, changes and deletes rows of the book, all or none';

CREATE FUNCTION logic.apply_trades(source text, reports core.trade_report[], also_lock_orders bigint[] DEFAULT '{}'::bigint[]) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.apply_trades(source text, reports core.trade_report[], also_lock_orders bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.apply_trades(source text, reports core.trade_report[], also_lock_orders bigint[]) IS 'Adds trades to the set and moves positions by those that are new; returns how many moved one';

CREATE FUNCTION logic.approval_in_scope(person_id bigint, payload jsonb) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approval_in_scope(person_id bigint, payload jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approval_in_scope(person_id bigint, payload jsonb) IS 'Whether a person''s scopes cover everything that a request for a second person shows';

CREATE TABLE core.approvals (
    approval_id bigint NOT NULL,
    action text NOT NULL,
    payload jsonb NOT NULL,
    reason text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    requested_by bigint NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    decided_by bigint,
    decided_at timestamp with time zone,
    decision_reason text,
    CONSTRAINT approvals_action_known CHECK ((action = ANY (ARRAY['site_activate'::text, 'site_return'::text, 'site_standby'::text, 'square_off'::text, 'square_off_all'::text, 'site_drill'::text, 'site_acknowledge'::text, 'site_skip'::text, 'promote_fill'::text, 'assign_trade'::text, 'settle_order'::text, 'contact_change'::text, 'manual_trade'::text, 'setting_change'::text]))),
    CONSTRAINT approvals_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'approved'::text, 'rejected'::text, 'expired'::text, 'withdrawn'::text]))),
    CONSTRAINT approvals_two_people CHECK ((decided_by <> requested_by))
);

ALTER TABLE ONLY core.approvals FORCE ROW LEVEL SECURITY;

ALTER TABLE core.approvals OWNER TO irra_owner;

COMMENT ON TABLE core.approvals IS 'Requests that a second person has to approve';

COMMENT ON COLUMN core.approvals.approval_id IS 'Order of requests';

COMMENT ON COLUMN core.approvals.action IS 'What will be done';

COMMENT ON COLUMN core.approvals.payload IS 'Exactly what the second person is shown and what will be done; never changes';

COMMENT ON COLUMN core.approvals.reason IS 'Why, in the requester''s words';

COMMENT ON COLUMN core.approvals.state IS 'waiting, approved, rejected, withdrawn with its orders, or expired: too late or outdated';

COMMENT ON COLUMN core.approvals.requested_by IS 'First person';

COMMENT ON COLUMN core.approvals.requested_at IS 'When it was asked for';

COMMENT ON COLUMN core.approvals.expires_at IS 'When it can no longer be approved';

COMMENT ON COLUMN core.approvals.decided_by IS 'Second person; never the first';

COMMENT ON COLUMN core.approvals.decided_at IS 'When it was approved, rejected or withdrawn';

COMMENT ON COLUMN core.approvals.decision_reason IS 'Why it was rejected or withdrawn';

CREATE FUNCTION logic.approve_acknowledge(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_acknowledge(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_acknowledge(approval core.approvals, person_id bigint) IS 'Accepts what two people vouched for, or answers IR211 with what differs from the seal';

CREATE FUNCTION logic.approve_assign_trade(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_assign_trade(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_assign_trade(approval core.approvals, person_id bigint) IS 'Gives an unassigned trade to a client as two people decided; a problem when not as shown';

CREATE FUNCTION logic.approve_contact_change(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_contact_change(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_contact_change(approval core.approvals, person_id bigint) IS 'Changes a contact as two people decided; a problem when it is not as shown';

CREATE FUNCTION logic.approve_manual_trade(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_manual_trade(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_manual_trade(approval core.approvals, person_id bigint) IS 'Adds a trade by hand as two people decided; a problem when the position has moved since';

CREATE FUNCTION logic.approve_promote_fill(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_promote_fill(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_promote_fill(approval core.approvals, person_id bigint) IS 'Lets an unconfirmed fill count as two people decided; a problem when it is not as shown';

CREATE FUNCTION logic.approve_setting_change(approval core.approvals) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_setting_change(approval core.approvals) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_setting_change(approval core.approvals) IS 'Changes a setting as two people decided; a problem when it is not as it was shown';

CREATE FUNCTION logic.approve_settle_order(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_settle_order(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_settle_order(approval core.approvals, person_id bigint) IS 'Settles an unknown order as two people decided; a problem when it is not as it was shown';

CREATE FUNCTION logic.approve_site_change(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_site_change(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_site_change(approval core.approvals, person_id bigint) IS 'Changes the mode as the request showed it; a problem when the desk has moved on or IR211';

CREATE FUNCTION logic.approve_skip(approval core.approvals) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_skip(approval core.approvals) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_skip(approval core.approvals) IS 'Lets the subscription leave out one transaction, and alerts that something is missing';

CREATE FUNCTION logic.approve_square_off(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_square_off(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_square_off(approval core.approvals, person_id bigint) IS 'Queues the orders of an approved exit; a problem, and nothing sent, when something moved';

CREATE FUNCTION logic.approve_square_off_all(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.approve_square_off_all(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.approve_square_off_all(approval core.approvals, person_id bigint) IS 'Starts an approved batch; a problem, and nothing done, when the desk makes no orders';

CREATE FUNCTION logic.argument_fits(value jsonb, type text, is_parameter boolean, text_length_max bigint) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.argument_fits(value jsonb, type text, is_parameter boolean, text_length_max bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.argument_fits(value jsonb, type text, is_parameter boolean, text_length_max bigint) IS 'Whether a body''s value, or a parameter''s string, is a value of the SQL type named `type`';

CREATE TABLE core.batches (
    batch_id bigint NOT NULL,
    call_id uuid NOT NULL,
    user_id bigint NOT NULL,
    person_id bigint NOT NULL,
    instruction_id bigint NOT NULL,
    approval_id bigint,
    scope jsonb NOT NULL,
    state text DEFAULT 'running'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT batches_finished_when_over CHECK (((finished_at IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'rejected'::text])))),
    CONSTRAINT batches_state_known CHECK ((state = ANY (ARRAY['waiting_approval'::text, 'running'::text, 'done'::text, 'rejected'::text])))
);

ALTER TABLE ONLY core.batches FORCE ROW LEVEL SECURITY;

ALTER TABLE core.batches OWNER TO irra_owner;

COMMENT ON TABLE core.batches IS 'Square-offs of several positions in one instruction, closed one by one';

COMMENT ON COLUMN core.batches.batch_id IS 'Order of batches';

COMMENT ON COLUMN core.batches.call_id IS 'The call that it was asked for in';

COMMENT ON COLUMN core.batches.user_id IS 'The client';

COMMENT ON COLUMN core.batches.person_id IS 'The agent';

COMMENT ON COLUMN core.batches.instruction_id IS 'The instruction that it carries out';

COMMENT ON COLUMN core.batches.approval_id IS 'The second person''s decision; null = none was needed';

COMMENT ON COLUMN core.batches.scope IS 'What was asked for: segment, product, underlying, order type';

COMMENT ON COLUMN core.batches.state IS 'waiting_approval, running, done or rejected';

COMMENT ON COLUMN core.batches.created_at IS 'When it was asked for';

COMMENT ON COLUMN core.batches.finished_at IS 'When its last exit was placed or failed';

CREATE TABLE core.calls (
    call_id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id bigint NOT NULL,
    person_id bigint NOT NULL,
    session_id uuid NOT NULL,
    caller_number text NOT NULL,
    recording_ref text NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    handed_over_from uuid,
    otp_verified_at timestamp with time zone,
    CONSTRAINT calls_expire_after_opening CHECK ((expires_at > opened_at))
);

ALTER TABLE ONLY core.calls FORCE ROW LEVEL SECURITY;

ALTER TABLE core.calls OWNER TO irra_owner;

COMMENT ON TABLE core.calls IS 'Verified telephone calls: what gives an agent access to a client';

COMMENT ON COLUMN core.calls.call_id IS 'Public name of the call; every order names it';

COMMENT ON COLUMN core.calls.user_id IS 'The client, of book.users';

COMMENT ON COLUMN core.calls.person_id IS 'The agent';

COMMENT ON COLUMN core.calls.session_id IS 'The log-in that opened it';

COMMENT ON COLUMN core.calls.caller_number IS 'Number the caller rang from';

COMMENT ON COLUMN core.calls.recording_ref IS 'Where the recording is';

COMMENT ON COLUMN core.calls.opened_at IS 'When the caller was verified';

COMMENT ON COLUMN core.calls.expires_at IS 'When access ends by itself';

COMMENT ON COLUMN core.calls.closed_at IS 'When access ended; null = open unless expired';

COMMENT ON COLUMN core.calls.handed_over_from IS 'The call that this one carries on, handed over; null = opened by a caller';

COMMENT ON COLUMN core.calls.otp_verified_at IS 'When the caller named the one-time code that was sent to them; null = not';

CREATE FUNCTION logic.ask_batch(call core.calls, scope jsonb, closable jsonb) RETURNS core.batches
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.ask_batch(call core.calls, scope jsonb, closable jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.ask_batch(call core.calls, scope jsonb, closable jsonb) IS 'A batch with its parent orders, running or waiting for a second person';

CREATE FUNCTION logic.ask_order_status(order_ids bigint[]) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.ask_order_status(order_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.ask_order_status(order_ids bigint[]) IS 'Queues status questions for orders whose session is logged on; answers how many';

CREATE FUNCTION logic.asked_only_simulators(book_order_id bigint) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.asked_only_simulators(book_order_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.asked_only_simulators(book_order_id bigint) IS 'Whether the desk has asked about this order of the primary, and nobody but simulators';

CREATE FUNCTION logic.assign_trades(everything boolean) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.assign_trades(everything boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.assign_trades(everything boolean) IS 'Gives trades that waited for their order to their positions; answers how many';

CREATE FUNCTION logic.assignable_trades(everything boolean DEFAULT false) RETURNS TABLE(exchange text, segment text, trade_date date, trade_number text, side text, quantity bigint, price numeric, executed_at timestamp with time zone, user_id bigint, instrument_id bigint, product text, exchange_order_id text, account text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.assignable_trades(everything boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.assignable_trades(everything boolean) IS 'Unassigned trades whose order the primary''s book has by now, with what it says of them';

CREATE FUNCTION logic.available_quantity(held core.positions) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.available_quantity(held core.positions) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.available_quantity(held core.positions) IS 'Units of a locked position that may be closed; IR505 when the book does not stand still';

CREATE FUNCTION logic.batch_scope(segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.batch_scope(segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.batch_scope(segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) IS 'The scope of a square-off of several positions; IR101';

CREATE FUNCTION logic.batch_shown(scope jsonb, exits jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.batch_shown(scope jsonb, exits jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.batch_shown(scope jsonb, exits jsonb) IS 'What a square-off of several positions closes';

CREATE FUNCTION logic.begin_call(user_id bigint, person_id bigint, caller_number text, recording_ref text) RETURNS core.calls
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.begin_call(user_id bigint, person_id bigint, caller_number text, recording_ref text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.begin_call(user_id bigint, person_id bigint, caller_number text, recording_ref text) IS 'Opens a call with a verified client; null when another agent''s call with the client is open';

CREATE FUNCTION logic.book_change_mark() RETURNS text
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.book_change_mark() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.book_change_mark() IS 'Another text as soon as an opening position or a day has come, changed or gone';

CREATE FUNCTION logic.book_row_problem(rows jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.book_row_problem(rows jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.book_row_problem(rows jsonb) IS 'What is wrong with a batch of rows, by row and column; null = nothing';

CREATE FUNCTION logic.book_statements() RETURNS TABLE(table_name text, create_table text, add_key text, copy_out text, copy_in text, digest text, parts text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.book_statements() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.book_statements() IS 'Statements that copy, hash and compare each table of the book, on either side';

CREATE FUNCTION logic.book_value_fits(value jsonb, type text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.book_value_fits(value jsonb, type text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.book_value_fits(value jsonb, type text) IS 'Whether a value of a batch of rows is one of a column''s type';

CREATE FUNCTION logic.caller_priorities(at timestamp with time zone DEFAULT now()) RETURNS TABLE(caller_id bigint, waiting_seconds bigint, loss numeric, expires_today boolean, minutes_to_cut_off bigint, priority numeric)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.caller_priorities(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.caller_priorities(at timestamp with time zone) IS 'Points and what they are for, of every caller in the queue';

CREATE FUNCTION logic.callers(person_id bigint) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.callers(person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.callers(person_id bigint) IS 'User ids of the clients that a person serves in an open call; empty for nobody';

CREATE FUNCTION logic.callers_due() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.callers_due() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.callers_due() IS 'Puts callers back into the queue whom an agent took too long ago';

CREATE FUNCTION logic.cancel_all_answer(desk_ids bigint[], primary_ids bigint[], problems jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.cancel_all_answer(desk_ids bigint[], primary_ids bigint[], problems jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.cancel_all_answer(desk_ids bigint[], primary_ids bigint[], problems jsonb) IS 'What cancel-all did: orders as they stand, and those that could not be taken back with why';

CREATE FUNCTION logic.cancel_orders(order_ids bigint[], reason text) RETURNS TABLE(order_id bigint, outcome text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.cancel_orders(order_ids bigint[], reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.cancel_orders(order_ids bigint[], reason text) IS 'Withdraws what is not sent of these orders, asks the exchange to cancel the rest';

CREATE TABLE core.exits (
    exit_id bigint NOT NULL,
    batch_id bigint,
    call_id uuid NOT NULL,
    user_id bigint NOT NULL,
    person_id bigint NOT NULL,
    instruction_id bigint NOT NULL,
    approval_id bigint,
    position_id bigint NOT NULL,
    quantity bigint,
    percent numeric(9,4),
    order_type core.order_type NOT NULL,
    limit_price numeric(18,4),
    exchange text,
    cancel_pending boolean DEFAULT false NOT NULL,
    state core.exit_state NOT NULL,
    due_at timestamp with time zone,
    problem jsonb,
    warnings jsonb,
    request_id text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    placed_at timestamp with time zone,
    CONSTRAINT exits_placed_when_placed CHECK (((placed_at IS NOT NULL) = ((state)::text = 'placed'::text))),
    CONSTRAINT exits_problem_when_failed CHECK (((problem IS NOT NULL) = ((state)::text = 'failed'::text)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY core.exits FORCE ROW LEVEL SECURITY;

ALTER TABLE core.exits OWNER TO irra_owner;

COMMENT ON TABLE core.exits IS 'Parent orders: what is to be closed; the orders of core.orders are their children';

COMMENT ON COLUMN core.exits.exit_id IS 'Order of exits';

COMMENT ON COLUMN core.exits.batch_id IS 'The batch that it is part of; null = asked for by itself';

COMMENT ON COLUMN core.exits.call_id IS 'The call that it was asked for in';

COMMENT ON COLUMN core.exits.user_id IS 'The client';

COMMENT ON COLUMN core.exits.person_id IS 'The agent';

COMMENT ON COLUMN core.exits.instruction_id IS 'The instruction that it carries out';

COMMENT ON COLUMN core.exits.approval_id IS 'The second person''s decision; null = none was needed';

COMMENT ON COLUMN core.exits.position_id IS 'The position to close';

COMMENT ON COLUMN core.exits.quantity IS 'Units to close; null = by percent, or all';

COMMENT ON COLUMN core.exits.percent IS 'Percent of the whole position; null = by quantity, or all';

COMMENT ON COLUMN core.exits.order_type IS 'PROTECTED, LIMIT or MARKET';

COMMENT ON COLUMN core.exits.limit_price IS 'Rupees, for LIMIT';

COMMENT ON COLUMN core.exits.exchange IS 'Another exchange to close on; null = the position''s own';

COMMENT ON COLUMN core.exits.cancel_pending IS 'Whether the client''s pending exits are cancelled first';

COMMENT ON COLUMN core.exits.state IS 'waiting_approval, waiting_cancels, queued, placed, failed or withdrawn';

COMMENT ON COLUMN core.exits.due_at IS 'When the desk''s clock takes it up; null = not by time';

COMMENT ON COLUMN core.exits.problem IS 'Why it failed: code, title, detail';

COMMENT ON COLUMN core.exits.warnings IS 'What was said but did not stop it';

COMMENT ON COLUMN core.exits.request_id IS 'The HTTP request that made it';

COMMENT ON COLUMN core.exits.created_at IS 'When it was asked for';

COMMENT ON COLUMN core.exits.placed_at IS 'When its orders were made';

CREATE FUNCTION logic.cancel_pending_exits(asked core.exits, closed core.positions) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.cancel_pending_exits(asked core.exits, closed core.positions) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.cancel_pending_exits(asked core.exits, closed core.positions) IS 'Cancels the pending exits of a position; whether the exchange''s word is awaited; IR503';

CREATE FUNCTION logic.cancel_primary_orders(book_order_ids bigint[], reason text) RETURNS TABLE(book_order_id bigint, problem jsonb)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.cancel_primary_orders(book_order_ids bigint[], reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.cancel_primary_orders(book_order_ids bigint[], reason text) IS 'Asks the exchange to cancel orders of the primary; answers each with its problem or null';

CREATE FUNCTION logic.carry_out_approval(approval core.approvals, person_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.carry_out_approval(approval core.approvals, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.carry_out_approval(approval core.approvals, person_id bigint) IS 'Does what an approved request showed; answers what came of it, or a problem and did nothing';

CREATE FUNCTION logic.change_orders(changes core.order_change[]) RETURNS SETOF core.order_change
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.change_orders(changes core.order_change[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.change_orders(changes core.order_change[]) IS 'Applies one change to each order by the allowed transitions; answers the changes not allowed';

CREATE FUNCTION logic.change_site_mode(from_mode text, to_mode text, reason text, requested_by bigint, approved_by bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.change_site_mode(from_mode text, to_mode text, reason text, requested_by bigint, approved_by bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.change_site_mode(from_mode text, to_mode text, reason text, requested_by bigint, approved_by bigint) IS 'Changes the mode as approved; false, and nothing done, when it is no longer from_mode';

CREATE FUNCTION logic.chase_price(instrument book.instruments, side text, steps integer) RETURNS numeric
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.chase_price(instrument book.instruments, side text, steps integer) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.chase_price(instrument book.instruments, side text, steps integer) IS 'Limit price in rupees of a protected exit when it is priced again; null without a last price';

CREATE FUNCTION logic.check_modification(held core.orders, instrument book.instruments, quantity bigint, limit_price numeric, available bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.check_modification(held core.orders, instrument book.instruments, quantity bigint, limit_price numeric, available bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.check_modification(held core.orders, instrument book.instruments, quantity bigint, limit_price numeric, available bigint) IS 'Whether nothing is to be done to make an order so; IR101, IR107, IR202, IR208, IR301';

CREATE FUNCTION logic.claim_approval(approval_id bigint, person_id bigint) RETURNS core.approvals
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.claim_approval(approval_id bigint, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.claim_approval(approval_id bigint, person_id bigint) IS 'The waiting approval, locked; null when decided or expired; IR104 unknown, IR404 one''s own';

CREATE TABLE core.handovers (
    handover_id bigint NOT NULL,
    call_id uuid NOT NULL,
    user_id bigint NOT NULL,
    to_person_id bigint NOT NULL,
    asked_by bigint NOT NULL,
    reason text NOT NULL,
    state text DEFAULT 'asked'::text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    new_call_id uuid,
    CONSTRAINT handovers_new_call_when_accepted CHECK (((new_call_id IS NOT NULL) = (state = 'accepted'::text))),
    CONSTRAINT handovers_state_known CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'declined'::text, 'replaced'::text])))
);

ALTER TABLE ONLY core.handovers FORCE ROW LEVEL SECURITY;

ALTER TABLE core.handovers OWNER TO irra_owner;

COMMENT ON TABLE core.handovers IS 'Open calls that an agent gives, or is made to give, to another';

COMMENT ON COLUMN core.handovers.handover_id IS 'Order of asking';

COMMENT ON COLUMN core.handovers.call_id IS 'The call that is given away; its orders stay with it';

COMMENT ON COLUMN core.handovers.user_id IS 'The client';

COMMENT ON COLUMN core.handovers.to_person_id IS 'Who is to carry on';

COMMENT ON COLUMN core.handovers.asked_by IS 'The agent of the call, or a supervisor';

COMMENT ON COLUMN core.handovers.reason IS 'Why, in words';

COMMENT ON COLUMN core.handovers.state IS 'asked, accepted, declined or replaced by a later one';

COMMENT ON COLUMN core.handovers.asked_at IS 'When it was asked for';

COMMENT ON COLUMN core.handovers.expires_at IS 'Until when it can be accepted';

COMMENT ON COLUMN core.handovers.decided_at IS 'When it was accepted, declined or replaced';

COMMENT ON COLUMN core.handovers.new_call_id IS 'The call that carries on; null = not accepted';

CREATE FUNCTION logic.claim_handover(handover_id bigint, person_id bigint) RETURNS core.handovers
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.claim_handover(handover_id bigint, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.claim_handover(handover_id bigint, person_id bigint) IS 'A hand-over to this person that still waits, locked with its call; IR104, IR209';

CREATE TABLE core.read_backs (
    read_back_id bigint NOT NULL,
    call_id uuid NOT NULL,
    token text NOT NULL,
    spoken text NOT NULL,
    shown jsonb NOT NULL,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE ONLY core.read_backs FORCE ROW LEVEL SECURITY;

ALTER TABLE core.read_backs OWNER TO irra_owner;

COMMENT ON TABLE core.read_backs IS 'Square-offs as they were read to callers before they were sent';

COMMENT ON COLUMN core.read_backs.read_back_id IS 'Order of reading';

COMMENT ON COLUMN core.read_backs.call_id IS 'The call that it was read in';

COMMENT ON COLUMN core.read_backs.token IS 'SHA-256, hexadecimal, of what would be sent and of this reading; names it in the square-off';

COMMENT ON COLUMN core.read_backs.spoken IS 'The words';

COMMENT ON COLUMN core.read_backs.shown IS 'What would be sent, order by order';

COMMENT ON COLUMN core.read_backs.issued_at IS 'When it was read';

COMMENT ON COLUMN core.read_backs.expires_at IS 'Until when a square-off may name it';

COMMENT ON COLUMN core.read_backs.used_at IS 'When one did; null = none';

CREATE FUNCTION logic.claim_read_back(call_id uuid, token text) RETURNS core.read_backs
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.claim_read_back(call_id uuid, token text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.claim_read_back(call_id uuid, token text) IS 'What was read back in a call, used by this; null when nothing was and nothing had to be; IR210';

CREATE FUNCTION logic.client_contact(user_id bigint) RETURNS TABLE(email text, phone text, changed_at timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.client_contact(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.client_contact(user_id bigint) IS 'Telephone and e-mail of a client: the desks where it changed them, else the primarys';

CREATE FUNCTION logic.client_said(broker_id text, caller_number text) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.client_said(broker_id text, caller_number text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.client_said(broker_id text, caller_number text) IS 'The client whom a broker id or telephone number belongs to; null when nobody or several';

CREATE FUNCTION logic.client_shown(user_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.client_shown(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.client_shown(user_id bigint) IS 'Number, broker id and masked name and PAN of a client';

CREATE FUNCTION logic.closable_in_scope(person_id bigint, closable jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.closable_in_scope(person_id bigint, closable jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.closable_in_scope(person_id bigint, closable jsonb) IS 'The positions of a list that a person''s scopes cover, or null when they cover none';

CREATE FUNCTION logic.closable_positions(user_id bigint, segment text, product text, underlying text, cancel_pending boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.closable_positions(user_id bigint, segment text, product text, underlying text, cancel_pending boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.closable_positions(user_id bigint, segment text, product text, underlying text, cancel_pending boolean) IS 'Positions of a client that can be closed, as a JSON list, or null';

CREATE FUNCTION logic.collect_records(failback_id bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.collect_records(failback_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.collect_records(failback_id bigint) IS 'Adds to desk.records what is new or changed since the last time; returns how many';

CREATE FUNCTION logic.confirm_fills(trade_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.confirm_fills(trade_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.confirm_fills(trade_ids bigint[]) IS 'Confirms the provisional fills of trades that have just moved a position';

CREATE FUNCTION logic.contact_to_change(user_id bigint, email text, phone text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.contact_to_change(user_id bigint, email text, phone text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.contact_to_change(user_id bigint, email text, phone text) IS 'A contact change as an approval shows it';

CREATE FUNCTION logic.contingency_sections(day date, row_limit bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.contingency_sections(day date, row_limit bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.contingency_sections(day date, row_limit bigint) IS 'Sections of the contingency sheet: positions by exchange, then live orders, with boxes';

CREATE FUNCTION logic.control_subject(scope text, subject text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.control_subject(scope text, subject text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.control_subject(scope text, subject text) IS 'The subject of a control, checked: there is such a one; IR101';

CREATE FUNCTION logic.controlled_orders(scope text, subject text) RETURNS TABLE(order_id bigint, session_name text, is_sent boolean)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.controlled_orders(scope text, subject text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.controlled_orders(scope text, subject text) IS 'Live orders that a control of this scope is about; is_sent says that the exchange may have it';

CREATE FUNCTION logic.count_confirmed(order_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.count_confirmed(order_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.count_confirmed(order_ids bigint[]) IS 'Counts what of these orders is confirmed by trades that stand';

CREATE FUNCTION logic.csv_text(header text[], lines jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.csv_text(header text[], lines jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.csv_text(header text[], lines jsonb) IS 'Rows (an array of arrays) under a header as CSV; null cells are empty';

CREATE FUNCTION logic.desk_extent(since timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.desk_extent(since timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.desk_extent(since timestamp with time zone) IS 'Changes whenever the records for the primary would; without reading them';

CREATE FUNCTION logic.desk_order_rows(first_day date, since timestamp with time zone) RETURNS TABLE(kind text, record_key text, record jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.desk_order_rows(first_day date, since timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.desk_order_rows(first_day date, since timestamp with time zone) IS 'Records about orders for the primary, since a time';

CREATE FUNCTION logic.desk_people_rows(since timestamp with time zone) RETURNS TABLE(kind text, record_key text, record jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.desk_people_rows(since timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.desk_people_rows(since timestamp with time zone) IS 'Records about calls, instructions, approvals, contacts, modes and audit heads, since a time';

CREATE FUNCTION logic.desk_trade_rows(first_day date, since timestamp with time zone) RETURNS TABLE(kind text, record_key text, record jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.desk_trade_rows(first_day date, since timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.desk_trade_rows(first_day date, since timestamp with time zone) IS 'Records about trades for the primary, since a day and a time';

CREATE FUNCTION logic.drill_checks() RETURNS TABLE(check_name text, verdict text, detail text, advice text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.drill_checks() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.drill_checks() IS 'One row a check before a drill: ok, look or stop, what was found, what to do';

CREATE FUNCTION logic.drill_problem(to_mode text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.drill_problem(to_mode text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.drill_problem(to_mode text) IS 'Null when a drill may begin (drill) or end (standby); else IR203 or IR202 with what is live';

CREATE FUNCTION logic.drop_approval(approval core.approvals) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.drop_approval(approval core.approvals) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.drop_approval(approval core.approvals) IS 'Takes back what a request had prepared that was rejected or has expired';

CREATE TABLE sync.dumps (
    dump_id bigint NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    phase text,
    steps_done integer DEFAULT 0 NOT NULL,
    steps integer DEFAULT 0 NOT NULL,
    requested_by bigint,
    schedule_name text,
    reason text,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    worker_name text,
    lease_until timestamp with time zone,
    started_at timestamp with time zone,
    snapshot_at timestamp with time zone,
    primary_lsn pg_lsn,
    directory text,
    byte_count bigint,
    manifest_hash text,
    ended_at timestamp with time zone,
    problem text,
    frozen_day date,
    deleted_at timestamp with time zone,
    CONSTRAINT dumps_phase_known CHECK ((phase = ANY (ARRAY['copying'::text, 'dumping'::text, 'restoring'::text, 'comparing'::text]))),
    CONSTRAINT dumps_somebody_asked CHECK (((requested_by IS NULL) = (schedule_name IS NOT NULL))),
    CONSTRAINT dumps_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'verified'::text, 'failed'::text, 'deleted'::text])))
);

ALTER TABLE ONLY sync.dumps FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.dumps OWNER TO irra_owner;

COMMENT ON TABLE sync.dumps IS 'Dumps of the primary''s book, restored and compared';

COMMENT ON COLUMN sync.dumps.dump_id IS 'Order of asking';

COMMENT ON COLUMN sync.dumps.state IS 'waiting, running, verified, failed; deleted: its files are gone by the policy';

COMMENT ON COLUMN sync.dumps.phase IS 'What a running one does';

COMMENT ON COLUMN sync.dumps.steps_done IS 'Steps of the phase that are done';

COMMENT ON COLUMN sync.dumps.steps IS 'Steps that the phase has';

COMMENT ON COLUMN sync.dumps.requested_by IS 'Of auth.ops_team; null = the schedule';

COMMENT ON COLUMN sync.dumps.schedule_name IS 'Of sync.dump_schedules; null = a person asked';

COMMENT ON COLUMN sync.dumps.reason IS 'Why a person asked';

COMMENT ON COLUMN sync.dumps.requested_at IS 'When';

COMMENT ON COLUMN sync.dumps.attempt IS 'Workers that have begun it; a lost one is followed';

COMMENT ON COLUMN sync.dumps.worker_name IS 'Who works on it, or did last';

COMMENT ON COLUMN sync.dumps.lease_until IS 'A worker that is not heard of by then is lost';

COMMENT ON COLUMN sync.dumps.started_at IS 'When the last attempt began';

COMMENT ON COLUMN sync.dumps.snapshot_at IS 'The primary''s clock when its state was fixed';

COMMENT ON COLUMN sync.dumps.primary_lsn IS 'How far the primary had written its log then';

COMMENT ON COLUMN sync.dumps.directory IS 'Where the files are, on the worker''s machine';

COMMENT ON COLUMN sync.dumps.byte_count IS 'Size of the files';

COMMENT ON COLUMN sync.dumps.manifest_hash IS 'SHA-256 of MANIFEST.sha256, which names each file''s';

COMMENT ON COLUMN sync.dumps.ended_at IS 'When it was verified or failed';

COMMENT ON COLUMN sync.dumps.problem IS 'Why it failed';

COMMENT ON COLUMN sync.dumps.frozen_day IS 'Day whose opening positions it froze; null = none';

COMMENT ON COLUMN sync.dumps.deleted_at IS 'When the policy took the files away';

CREATE FUNCTION logic.dump_shown(dump sync.dumps) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.dump_shown(dump sync.dumps) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.dump_shown(dump sync.dumps) IS 'A dump as people see it, with its tables';

CREATE FUNCTION logic.end_batches(exit_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.end_batches(exit_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.end_batches(exit_ids bigint[]) IS 'Ends the batches of exits that were taken back';

CREATE FUNCTION logic.end_drill() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.end_drill() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.end_drill() IS 'Takes back what simulators told: trades of orders, what became of the primary''s orders';

CREATE FUNCTION logic.end_dump(dump_id bigint, problem text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.end_dump(dump_id bigint, problem text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.end_dump(dump_id bigint, problem text) IS 'A dump is verified, or has failed for a reason that is an alert';

CREATE FUNCTION logic.enqueue_requests(order_request_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.enqueue_requests(order_request_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.enqueue_requests(order_request_ids bigint[]) IS 'Queues messages to the exchange for their sessions; cancels go first, questions last';

CREATE FUNCTION logic.excess_exits(position_ids bigint[]) RETURNS TABLE(order_id bigint, position_id bigint, cl_ord_id text, leaves_quantity bigint, limit_price numeric, excess bigint, reduced_quantity bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.excess_exits(position_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.excess_exits(position_ids bigint[]) IS 'Live exits above what their positions hold, and to what each may be reduced';

CREATE FUNCTION logic.exit_price(instrument book.instruments, side text, order_type text, limit_price numeric) RETURNS numeric
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.exit_price(instrument book.instruments, side text, order_type text, limit_price numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.exit_price(instrument book.instruments, side text, order_type text, limit_price numeric) IS 'Limit price in rupees for an exit order, null for MARKET; IR101, IR103, IR108, IR303';

CREATE FUNCTION logic.exit_price_shown(instrument book.instruments, limit_price numeric) RETURNS numeric
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.exit_price_shown(instrument book.instruments, limit_price numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.exit_price_shown(instrument book.instruments, limit_price numeric) IS 'Rupees for one unit that the value of an exit is reckoned with; null when unknown';

CREATE FUNCTION logic.exit_quantity(available bigint, held bigint, lot_size bigint, quantity bigint, percent numeric, takes_what_is_left boolean) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.exit_quantity(available bigint, held bigint, lot_size bigint, quantity bigint, percent numeric, takes_what_is_left boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.exit_quantity(available bigint, held bigint, lot_size bigint, quantity bigint, percent numeric, takes_what_is_left boolean) IS 'Units of an exit: whole lots, at most what is available; IR101, IR107, IR301';

CREATE FUNCTION logic.exit_shown(exit core.exits) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.exit_shown(exit core.exits) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.exit_shown(exit core.exits) IS 'What an exit sends, or what it waits for';

CREATE FUNCTION logic.expire_approvals() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.expire_approvals() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.expire_approvals() IS 'Expires one overdue request about exits and withdraws what it had prepared; answers how many';

CREATE FUNCTION logic.failback_blockers() RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.failback_blockers() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.failback_blockers() IS 'What may still change at the exchange, by name and count; empty when all is at rest';

CREATE FUNCTION logic.file_date(value text) RETURNS date
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.file_date(value text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.file_date(value text) IS 'A day of an exchange file; null when it is none';

CREATE FUNCTION logic.file_rows(file_id bigint) RETURNS TABLE(line bigint, field_count integer, fields jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.file_rows(file_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.file_rows(file_id bigint) IS 'Lines of a file that is being read, by column';

CREATE FUNCTION logic.file_time(value text) RETURNS timestamp with time zone
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.file_time(value text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.file_time(value text) IS 'A time of an exchange file; null when it is none';

CREATE FUNCTION logic.fill_to_promote(temp_trade_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.fill_to_promote(temp_trade_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.fill_to_promote(temp_trade_id bigint) IS 'A provisional fill as an approval shows it; null when it is provisional no more';

CREATE FUNCTION logic.find_noticed_trades() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.find_noticed_trades() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.find_noticed_trades() IS 'Finds the trades that waiting busts and corrections are about';

CREATE FUNCTION logic.finish_batches(batch_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.finish_batches(batch_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.finish_batches(batch_ids bigint[]) IS 'Marks those of the batches done that have no waiting exit left';

CREATE FUNCTION logic.fold_book_changes() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.fold_book_changes() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.fold_book_changes() IS 'Follows updates and deletes the primary made behind the fold''s watermark';

CREATE FUNCTION logic.fold_needed() RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.fold_needed() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.fold_needed() IS 'Whether replication brought rows that core has not seen';

CREATE FUNCTION logic.fold_opening_positions(after_arrival bigint, through_arrival bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.fold_opening_positions(after_arrival bigint, through_arrival bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.fold_opening_positions(after_arrival bigint, through_arrival bigint) IS 'Takes replicated opening positions between two arrivals over as overnight quantities';

CREATE FUNCTION logic.fold_position(held core.positions) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.fold_position(held core.positions) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.fold_position(held core.positions) IS 'Takes over what replication brought about one locked position';

CREATE FUNCTION logic.fold_trades(after_arrival bigint, through_arrival bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.fold_trades(after_arrival bigint, through_arrival bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.fold_trades(after_arrival bigint, through_arrival bigint) IS 'Takes replicated trades between two arrivals over; answers how many';

CREATE FUNCTION logic.follow_dump_schedules(at timestamp with time zone DEFAULT now()) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.follow_dump_schedules(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.follow_dump_schedules(at timestamp with time zone) IS 'Asks for the dumps that are due, alerts of those that were missed';

CREATE FUNCTION logic.follow_order_events(order_event_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.follow_order_events(order_event_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.follow_order_events(order_event_ids bigint[]) IS 'Alerts and corrections that events of orders bring with them';

CREATE FUNCTION logic.freeze_openings(dump_id bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    AS ...

ALTER FUNCTION logic.freeze_openings(dump_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.freeze_openings(dump_id bigint) IS 'Fixes the day''s opening positions on a verified dump; false while the desk has others';

CREATE FUNCTION logic.full_look_due() RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.full_look_due() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.full_look_due() IS 'Whether waiting trades and refused rows are to be looked at again, all of them';

CREATE FUNCTION logic.funds_warnings(user_id bigint, instrument book.instruments, side text, units bigint, price numeric) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.funds_warnings(user_id bigint, instrument book.instruments, side text, units bigint, price numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.funds_warnings(user_id bigint, instrument book.instruments, side text, units bigint, price numeric) IS 'Warnings about the funds an exit needs, or null; IR304 when the policy is to block';

CREATE FUNCTION logic.gap_orders(since timestamp with time zone, row_limit bigint) RETURNS TABLE(exchange text, exchange_order_id text, cl_ord_id text, account text, symbol text, side text, quantity text, leaves_quantity text, price text, order_status text, session_name text, received_at timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.gap_orders(since timestamp with time zone, row_limit bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.gap_orders(since timestamp with time zone, row_limit bigint) IS 'Orders at the exchange that the replica lacks, by the drop copies'' messages since then';

CREATE FUNCTION logic.guard_order_status() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.guard_order_status() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.guard_order_status() IS 'Refuses a change of an order''s status that no transition row allows';

CREATE FUNCTION logic.handback_checks() RETURNS TABLE(check_name text, verdict text, detail text, advice text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.handback_checks() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.handback_checks() IS 'One row a check before the desk hands back: ok, look or stop, what was found, what to do';

CREATE FUNCTION logic.handover_answer(handover core.handovers) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.handover_answer(handover core.handovers) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.handover_answer(handover core.handovers) IS 'A hand-over as answers show it: the call asked for, or the one that carries on';

CREATE FUNCTION logic.trading_day() RETURNS date
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.trading_day() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.trading_day() IS 'The business date that positions are shown for';

CREATE FUNCTION logic.has_refused_rows(user_id bigint, instrument_id bigint, trade_date date DEFAULT logic.trading_day()) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.has_refused_rows(user_id bigint, instrument_id bigint, trade_date date) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.has_refused_rows(user_id bigint, instrument_id bigint, trade_date date) IS 'Whether the client''s position in the instrument lacks a row that could not be folded';

CREATE FUNCTION logic.hold_openings(keys jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.hold_openings(keys jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.hold_openings(keys jsonb) IS 'Keeps what the primary changed of a frozen day apart from positions, and alerts';

CREATE FUNCTION logic.html_page(title text, notes text[], sections jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.html_page(title text, notes text[], sections jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.html_page(title text, notes text[], sections jsonb) IS 'A page of tables to read and to print, complete in itself';

CREATE FUNCTION logic.html_text(value text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.html_text(value text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.html_text(value text) IS 'Text as it may stand in HTML';

CREATE FUNCTION logic.in_scope(person_id bigint, user_id bigint, instrument_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.in_scope(person_id bigint, user_id bigint, instrument_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.in_scope(person_id bigint, user_id bigint, instrument_id bigint) IS 'Whether a person''s scopes cover a client, or an instrument of the client; false for nobody';

CREATE FUNCTION logic.incident_lines(since timestamp with time zone, until timestamp with time zone, row_limit bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.incident_lines(since timestamp with time zone, until timestamp with time zone, row_limit bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.incident_lines(since timestamp with time zone, until timestamp with time zone, row_limit bigint) IS 'Lines of the chronology of an incident, oldest first';

CREATE FUNCTION logic.india_number(figure numeric, decimals integer DEFAULT 0) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.india_number(figure numeric, decimals integer) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.india_number(figure numeric, decimals integer) IS 'A figure with digits grouped as in India, with at least so many decimals';

CREATE FUNCTION logic.india_time(at timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.india_time(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.india_time(at timestamp with time zone) IS 'A time as people in India read it: 21 Nov 2026, 22:41:05 IST';

CREATE FUNCTION logic.insert_exit_orders(parent core.exits, closed core.positions, leg_position_id bigint, instrument book.instruments, session_name text, side text, units bigint, price numeric) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.insert_exit_orders(parent core.exits, closed core.positions, leg_position_id bigint, instrument book.instruments, session_name text, side text, units bigint, price numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.insert_exit_orders(parent core.exits, closed core.positions, leg_position_id bigint, instrument book.instruments, session_name text, side text, units bigint, price numeric) IS 'Writes and queues the orders of one exit; IR301';

CREATE FUNCTION logic.is_controlled(person_id bigint, exchange text, segment text, session_name text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.is_controlled(person_id bigint, exchange text, segment text, session_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.is_controlled(person_id bigint, exchange text, segment text, session_name text) IS 'Whether a pause or kill switch is in force for the desk, segment, session or person';

CREATE FUNCTION logic.is_sendable(instrument book.instruments, account text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.is_sendable(instrument book.instruments, account text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.is_sendable(instrument book.instruments, account text) IS 'Whether an order in this instrument for this account can be written as a FIX message';

CREATE FUNCTION logic.issue_read_back(call core.calls, shown jsonb, spoken text) RETURNS core.read_backs
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.issue_read_back(call core.calls, shown jsonb, spoken text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.issue_read_back(call core.calls, shown jsonb, spoken text) IS 'Keeps what is read to a caller, with a name that a square-off can give';

CREATE FUNCTION logic.keep_waiting_exit(asked core.exits) RETURNS core.exits
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.keep_waiting_exit(asked core.exits) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.keep_waiting_exit(asked core.exits) IS 'Keeps an exit until the pending ones before it are cancelled; answers it';

CREATE FUNCTION logic.kill_orders(scope text, subject text, reason text) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.kill_orders(scope text, subject text, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.kill_orders(scope text, subject text, reason text) IS 'Takes every live order of a scope back; answers their ids';

CREATE FUNCTION logic.lapse_requests(order_ids bigint[], reason text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.lapse_requests(order_ids bigint[], reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.lapse_requests(order_ids bigint[], reason text) IS 'Ends the requests for a second person whose orders were taken back, and their exits';

CREATE FUNCTION logic.lock_fold_positions(trades_after bigint, trades_through bigint, openings_after bigint, openings_through bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.lock_fold_positions(trades_after bigint, trades_through bigint, openings_after bigint, openings_through bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.lock_fold_positions(trades_after bigint, trades_through bigint, openings_after bigint, openings_through bigint) IS 'Locks the positions that waiting rows of the book will move';

CREATE FUNCTION logic.lock_funds(user_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.lock_funds(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.lock_funds(user_id bigint) IS 'Makes the exits of one client wait for each other where their funds decide';

CREATE FUNCTION logic.lock_leg(position_id bigint, user_id bigint, exchange text) RETURNS core.positions
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.lock_leg(position_id bigint, user_id bigint, exchange text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.lock_leg(position_id bigint, user_id bigint, exchange text) IS 'The position on another exchange that an exit there trades in, locked; IR101, IR303';

CREATE FUNCTION logic.lock_position(position_id bigint, user_id bigint) RETURNS core.positions
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.lock_position(position_id bigint, user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.lock_position(position_id bigint, user_id bigint) IS 'A client''s position, locked; IR104 when it is not the client''s';

CREATE FUNCTION logic.lose_orders(order_ids bigint[], event text, reason text) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.lose_orders(order_ids bigint[], event text, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.lose_orders(order_ids bigint[], event text, reason text) IS 'Marks live orders unknown, with an alert for their session; answers which';

CREATE FUNCTION logic.make_exit(asked core.exits) RETURNS core.exits
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.make_exit(asked core.exits) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.make_exit(asked core.exits) IS 'Makes the orders of a parent order, or keeps it waiting; answers it; IR1xx, IR2xx, IR3xx';

CREATE FUNCTION logic.manual_trade(user_id bigint, instrument_id bigint, product text, trade jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.manual_trade(user_id bigint, instrument_id bigint, product text, trade jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.manual_trade(user_id bigint, instrument_id bigint, product text, trade jsonb) IS 'A trade to be added by hand and what it does, as an approval shows it';

CREATE FUNCTION logic.mark_event() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.mark_event() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.mark_event() IS 'Trigger: a mark of kind, subject, client and person, named by its arguments';

CREATE FUNCTION logic.mark_orders() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.mark_orders() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.mark_orders() IS 'Trigger: a mark for each order of a statement';

CREATE FUNCTION logic.mark_positions() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.mark_positions() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.mark_positions() IS 'Trigger: a mark for each position of a statement';

CREATE FUNCTION logic.masked_contact(email text, phone text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.masked_contact(email text, phone text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.masked_contact(email text, phone text) IS 'E-mail and phone as people are shown them';

CREATE FUNCTION logic.mass_cancel(session_name text, order_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.mass_cancel(session_name text, order_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.mass_cancel(session_name text, order_ids bigint[]) IS 'Asks the exchange to cancel everything of a session, which is these orders';

CREATE FUNCTION logic.may_see(person_id bigint, user_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.may_see(person_id bigint, user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.may_see(person_id bigint, user_id bigint) IS 'Whether a person may see client `user_id` in the role of the transaction, within scopes';

CREATE FUNCTION logic.mismatched_fills(temp_trade_ids bigint[]) RETURNS TABLE(temp_trade_id bigint, trade_id bigint, trade_number text, order_id bigint, quantity bigint, price numeric, state text, trade_order_id bigint, trade_quantity bigint, trade_price numeric)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.mismatched_fills(temp_trade_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.mismatched_fills(temp_trade_ids bigint[]) IS 'Those of these fills that differ from the trade of the same name, amended ones apart';

CREATE FUNCTION logic.modify_order(call core.calls, order_id bigint, quantity bigint, limit_price numeric) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.modify_order(call core.calls, order_id bigint, quantity bigint, limit_price numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.modify_order(call core.calls, order_id bigint, quantity bigint, limit_price numeric) IS 'Asks the exchange to replace a client''s order; IR101, IR104, IR107, IR108, IR2xx, IR301';

CREATE FUNCTION logic.moment(written text, field text, is_end boolean DEFAULT false) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.moment(written text, field text, is_end boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.moment(written text, field text, is_end boolean) IS 'A day or time in a request''s field as a moment; IR101 when it is none';

CREATE FUNCTION logic.move_call(call core.calls, person_id bigint, session_id uuid) RETURNS core.calls
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.move_call(call core.calls, person_id bigint, session_id uuid) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.move_call(call core.calls, person_id bigint, session_id uuid) IS 'Ends a locked call and opens the one that carries it on; answers the new one';

CREATE FUNCTION logic.named_positions(closable jsonb, position_ids jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.named_positions(closable jsonb, position_ids jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.named_positions(closable jsonb, position_ids jsonb) IS 'The positions of a list that are named; IR302 when one of them is not in it';

CREATE FUNCTION logic.names_all(call core.calls, scope jsonb, closable jsonb) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.names_all(call core.calls, scope jsonb, closable jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.names_all(call core.calls, scope jsonb, closable jsonb) IS 'Whether the positions that are named are all that the client has to close';

CREATE FUNCTION logic.needs_second_person(value numeric) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.needs_second_person(value numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.needs_second_person(value numeric) IS 'Whether exits worth `value` rupees need a second person';

CREATE FUNCTION logic.next_cl_ord_id() RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.next_cl_ord_id() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.next_cl_ord_id() IS 'The next ClOrdID (FIX tag 11)';

CREATE FUNCTION logic.noticed_candidates() RETURNS TABLE(trade_notice_id bigint, found_id bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.noticed_candidates() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.noticed_candidates() IS 'Trades and fills that waiting busts and corrections may be about';

CREATE FUNCTION logic.noticed_outcome(trade_id bigint, temp_trade_id bigint) RETURNS TABLE(is_busted boolean, quantity bigint, price numeric, exec_id text, ends_drill boolean)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.noticed_outcome(trade_id bigint, temp_trade_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.noticed_outcome(trade_id bigint, temp_trade_id bigint) IS 'What busts and corrections make of a trade or of a provisional fill';

CREATE FUNCTION logic.open_call(call_id uuid, person_id bigint) RETURNS core.calls
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.open_call(call_id uuid, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.open_call(call_id uuid, person_id bigint) IS 'The person''s open call; IR403 when there is none';

CREATE FUNCTION logic.open_call_for_order(order_id bigint, person_id bigint) RETURNS core.calls
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.open_call_for_order(order_id bigint, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.open_call_for_order(order_id bigint, person_id bigint) IS 'The person''s open call with the client of an order; IR104 when there is none';

CREATE FUNCTION logic.open_call_for_primary_order(order_id bigint, person_id bigint) RETURNS core.calls
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.open_call_for_primary_order(order_id bigint, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.open_call_for_primary_order(order_id bigint, person_id bigint) IS 'The person''s open call with the client of an order of the primary; IR104 when there is none';

CREATE FUNCTION logic.openings_being_written() RETURNS boolean
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.openings_being_written() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.openings_being_written() IS 'Whether another transaction has written opening positions or days and is under way';

CREATE FUNCTION logic.opens_to_keys(function_name text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.opens_to_keys(function_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.opens_to_keys(function_name text) IS 'Whether an API key may name a function of schema api';

CREATE FUNCTION logic.order_event(status text, event text, quantity bigint, cumulative_quantity bigint, replacing_quantity bigint) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.order_event(status text, event text, quantity bigint, cumulative_quantity bigint, replacing_quantity bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.order_event(status text, event text, quantity bigint, cumulative_quantity bigint, replacing_quantity bigint) IS 'The name under which core.order_transitions has an event for an order that stands like this';

CREATE FUNCTION logic.order_to_settle(order_id bigint, outcome text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.order_to_settle(order_id bigint, outcome text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.order_to_settle(order_id bigint, outcome text) IS 'An unknown order and what settling it would do; null when it is not unknown';

CREATE FUNCTION logic.orders_before(desk bigint[], primary_orders bigint[] DEFAULT '{}'::bigint[]) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.orders_before(desk bigint[], primary_orders bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.orders_before(desk bigint[], primary_orders bigint[]) IS 'Status, quantities and price of orders, for the audit log; null when there are none';

CREATE FUNCTION logic.other_listing(instrument book.instruments, exchange text) RETURNS book.instruments
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.other_listing(instrument book.instruments, exchange text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.other_listing(instrument book.instruments, exchange text) IS 'The cash instrument of another exchange with the same ISIN; IR303 when there is none';

CREATE FUNCTION logic.payload_logged(payload jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.payload_logged(payload jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.payload_logged(payload jsonb) IS 'What of a request for a second person goes into the log';

CREATE FUNCTION logic.place_exit(call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean DEFAULT false, exchange text DEFAULT NULL::text) RETURNS core.exits
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.place_exit(call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.place_exit(call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) IS 'Places the exit of a position, in slices; answers the parent order; IR1xx, IR2xx, IR3xx';

CREATE FUNCTION logic.plan_order_changes(changes core.order_change[]) RETURNS TABLE(order_id bigint, event text, from_status text, by_status text, to_status text, is_reopened boolean, quantity bigint, limit_price numeric, current_cl_ord_id text, replacing_quantity bigint, cumulative_quantity bigint, leaves_quantity bigint, average_price numeric, exchange_order_id text, chase_at timestamp with time zone, reason text, details jsonb, is_overfilled boolean)
    LANGUAGE plpgsql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.plan_order_changes(changes core.order_change[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.plan_order_changes(changes core.order_change[]) IS 'What changes make of their orders by the transition rows; none for a change not allowed';

CREATE FUNCTION logic.plan_square_off_all(call core.calls, scope jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.plan_square_off_all(call core.calls, scope jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.plan_square_off_all(call core.calls, scope jsonb) IS 'The positions that a square-off of several would close, and how many are left out; IR101, IR302';

CREATE FUNCTION logic.position_change(position_id bigint, units numeric) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.position_change(position_id bigint, units numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.position_change(position_id bigint, units numeric) IS 'A position before and after so many units, as an approval shows it';

CREATE FUNCTION logic.position_file_problems(file_id bigint) RETURNS TABLE(line bigint, reason text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.position_file_problems(file_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.position_file_problems(file_id bigint) IS 'Why lines of a clearing member''s position file cannot be taken';

CREATE FUNCTION logic.position_fold_needed(held core.positions) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.position_fold_needed(held core.positions) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.position_fold_needed(held core.positions) IS 'Whether the book knows more about a position than core';

CREATE FUNCTION logic.position_named(position_id bigint, user_id bigint, instrument_id bigint, product text) RETURNS core.positions
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.position_named(position_id bigint, user_id bigint, instrument_id bigint, product text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.position_named(position_id bigint, user_id bigint, instrument_id bigint, product text) IS 'The position that a request names; without a number its id is null; IR101, IR103, IR104';

CREATE FUNCTION logic.position_reservations(position_ids bigint[]) RETURNS TABLE(position_id bigint, live_leaves bigint, provisional bigint, primary_pending bigint, linked bigint, reserved bigint, available bigint)
    LANGUAGE plpgsql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.position_reservations(position_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.position_reservations(position_ids bigint[]) IS 'Reserved, linked and available quantity of positions, units of the instrument';

CREATE FUNCTION logic.premium_on_its_way(user_id bigint) RETURNS numeric
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.premium_on_its_way(user_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.premium_on_its_way(user_id bigint) IS 'Rupees that buying back short options will still cost a client';

CREATE FUNCTION logic.price_range(instrument book.instruments, OUT lowest numeric, OUT highest numeric) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.price_range(instrument book.instruments, OUT lowest numeric, OUT highest numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.price_range(instrument book.instruments, OUT lowest numeric, OUT highest numeric) IS 'Lowest and highest price of an order today; highest is null without an upper bound';

CREATE FUNCTION logic.primary_order_routes(book_order_ids bigint[]) RETURNS TABLE(book_order_id bigint, session_name text, code text, refusal text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.primary_order_routes(book_order_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.primary_order_routes(book_order_ids bigint[]) IS 'Sessions for cancels of the primary''s orders, or the reason why there is none';

CREATE FUNCTION logic.primary_order_to_settle(order_id bigint, outcome text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.primary_order_to_settle(order_id bigint, outcome text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.primary_order_to_settle(order_id bigint, outcome text) IS 'An order of the primary that nobody knows of and what settling it would do; else null';

CREATE FUNCTION logic.problem(code text, detail jsonb DEFAULT '{}'::jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.problem(code text, detail jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.problem(code text, detail jsonb) IS 'The answer {"problem": {code, title, detail}} of a refusal that must be committed';

CREATE FUNCTION logic.pull_excess(position_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.pull_excess(position_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.pull_excess(position_ids bigint[]) IS 'Takes back what of live exits could close more than these positions hold, newest first';

CREATE FUNCTION logic.raise(code text, detail jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.raise(code text, detail jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.raise(code text, detail jsonb) IS 'Raises SQLSTATE `code` with its title from core.error_codes and `detail` as JSON';

CREATE FUNCTION logic.raise_alert(kind text, severity text, subject text, details jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.raise_alert(kind text, severity text, subject text, details jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.raise_alert(kind text, severity text, subject text, details jsonb) IS 'Raises an alert, or counts it when the same one is open';

CREATE FUNCTION logic.refusable_opening_positions(arrivals bigint[]) RETURNS TABLE(arrival bigint, reason text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.refusable_opening_positions(arrivals bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.refusable_opening_positions(arrivals bigint[]) IS 'Those of these replicated opening positions that cannot be true, and why';

CREATE FUNCTION logic.refusable_trades(arrivals bigint[]) RETURNS TABLE(arrival bigint, reason text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.refusable_trades(arrivals bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.refusable_trades(arrivals bigint[]) IS 'Those of these replicated trades that cannot be true, and why';

CREATE FUNCTION logic.refuse_rows(table_name text, arrivals bigint[], reasons text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.refuse_rows(table_name text, arrivals bigint[], reasons text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.refuse_rows(table_name text, arrivals bigint[], reasons text[]) IS 'Sets replicated rows aside with a critical alert; ops.refused_rows shows them';

CREATE FUNCTION logic.rehearse_exit(call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.rehearse_exit(call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.rehearse_exit(call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) IS 'What an exit would send now; IR1xx, IR2xx, IR3xx as if it were made';

CREATE FUNCTION logic.remember_instruction(asked core.exits, kind text, details jsonb) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.remember_instruction(asked core.exits, kind text, details jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.remember_instruction(asked core.exits, kind text, details jsonb) IS 'Keeps what the client asked for in the call of an exit; answers the instruction';

CREATE FUNCTION logic.remember_request(person_id bigint, idempotency_key text, function_name text, request jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.remember_request(person_id bigint, idempotency_key text, function_name text, request jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.remember_request(person_id bigint, idempotency_key text, function_name text, request jsonb) IS 'Null for a new request; the former answer for a repeated one; IR105, IR106';

CREATE FUNCTION logic.remember_response(person_id bigint, idempotency_key text, response jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.remember_response(person_id bigint, idempotency_key text, response jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.remember_response(person_id bigint, idempotency_key text, response jsonb) IS 'Keeps the answer that a repeated request will get';

CREATE FUNCTION logic.repeat_refused_cancels(order_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.repeat_refused_cancels(order_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.repeat_refused_cancels(order_ids bigint[]) IS 'What follows from refused cancels: asked for again where they still hold, a few times';

CREATE FUNCTION logic.replace_cause(order_id bigint) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.replace_cause(order_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.replace_cause(order_id bigint) IS 'Why an order was replaced last: quantity, price, chase or excess; null = it never was';

CREATE FUNCTION logic.replace_orders(order_ids bigint[], quantities bigint[], limit_prices numeric[], cause text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.replace_orders(order_ids bigint[], quantities bigint[], limit_prices numeric[], cause text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.replace_orders(order_ids bigint[], quantities bigint[], limit_prices numeric[], cause text) IS 'Asks the exchange to replace locked orders with these quantities and prices';

CREATE FUNCTION logic.report_document(report_name text, format text, day date, row_limit bigint) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.report_document(report_name text, format text, day date, row_limit bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.report_document(report_name text, format text, day date, row_limit bigint) IS 'A report as CSV or HTML text';

CREATE FUNCTION logic.report_impact(since timestamp with time zone, until timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.report_impact(since timestamp with time zone, until timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.report_impact(since timestamp with time zone, until timestamp with time zone) IS 'An incident in figures: times, callers, calls, clients, orders, value, gap, alerts';

CREATE FUNCTION logic.report_positions(day date, for_exchange text, row_limit bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.report_positions(day date, for_exchange text, row_limit bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.report_positions(day date, for_exchange text, row_limit bigint) IS 'Lines of open positions of one day: how each is closed, and how to reach the client';

CREATE FUNCTION logic.report_trades(day date, row_limit bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.report_trades(day date, row_limit bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.report_trades(day date, row_limit bigint) IS 'Lines of the trade file: the desk''s trades and those the primary has not told';

CREATE FUNCTION logic.request_approval(action text, payload jsonb, reason text, person_id bigint) RETURNS core.approvals
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.request_approval(action text, payload jsonb, reason text, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.request_approval(action text, payload jsonb, reason text, person_id bigint) IS 'A request that waits for a second person; IR206 when one of a site action waits already';

CREATE FUNCTION logic.request_cancel(call core.calls, order_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.request_cancel(call core.calls, order_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.request_cancel(call core.calls, order_id bigint) IS 'Withdraws an order that is not sent, else asks the exchange to cancel it; IR104, IR202';

CREATE FUNCTION logic.request_primary_cancel(call core.calls, order_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.request_primary_cancel(call core.calls, order_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.request_primary_cancel(call core.calls, order_id bigint) IS 'Asks the exchange to cancel an order of the primary; answers it; IR201, IR202, IR203';

CREATE FUNCTION logic.request_site_change(action text, reason text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.request_site_change(action text, reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.request_site_change(action text, reason text) IS 'A waiting approval for a change of mode; IR101 no reason, IR202 no transition, IR206 waiting';

CREATE FUNCTION logic.require_as_read_back(read_back core.read_backs, shown jsonb, instruction_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_as_read_back(read_back core.read_backs, shown jsonb, instruction_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_as_read_back(read_back core.read_backs, shown jsonb, instruction_id bigint) IS 'IR210 when what was made is not what was read to the caller; nothing when nothing was read';

CREATE FUNCTION logic.require_book_complete() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_book_complete() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_book_complete() IS 'IR504 while any table of the book is not copied whole';

CREATE FUNCTION logic.require_call_otp(call_id uuid, action text, value numeric DEFAULT NULL::numeric) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_call_otp(call_id uuid, action text, value numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_call_otp(call_id uuid, action text, value numeric) IS 'IR406 when an action on a call needs a one-time code that the caller has not named';

CREATE FUNCTION logic.require_contact(email text, phone text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_contact(email text, phone text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_contact(email text, phone text) IS 'IR101 when an e-mail address or a telephone number is none; null is none given';

CREATE FUNCTION logic.require_exit_as_shown(waiting core.exits, shown jsonb, person_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_exit_as_shown(waiting core.exits, shown jsonb, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_exit_as_shown(waiting core.exits, shown jsonb, person_id bigint) IS 'Refuses to send what a second person approved when anything about it has moved';

CREATE FUNCTION logic.require_free_leg(closed core.positions, leg core.positions) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_free_leg(closed core.positions, leg core.positions) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_free_leg(closed core.positions, leg core.positions) IS 'IR303 when the client has something of their own where an exit on another exchange trades';

CREATE FUNCTION logic.require_in_scope(person_id bigint, user_id bigint, instrument_id bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_in_scope(person_id bigint, user_id bigint, instrument_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_in_scope(person_id bigint, user_id bigint, instrument_id bigint) IS 'IR403 and why when a person''s scopes do not cover a client or an instrument of the client';

CREATE FUNCTION logic.require_no_control(person_id bigint, exchange text, segment text, session_name text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_no_control(person_id bigint, exchange text, segment text, session_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_no_control(person_id bigint, exchange text, segment text, session_name text) IS 'IR207 while the desk, the segment, the FIX session or the person is paused or stopped';

CREATE FUNCTION logic.require_order_mode() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_order_mode() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_order_mode() IS 'IR201 unless the desk may make orders';

CREATE FUNCTION logic.require_reason(reason text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_reason(reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_reason(reason text) IS 'IR101 when a reason has no words';

CREATE FUNCTION logic.require_speakable(field text, words text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_speakable(field text, words text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_speakable(field text, words text) IS 'Refuses empty words (IR101) and words that show a PAN (IR603)';

CREATE FUNCTION logic.require_successor(call core.calls, person_id bigint) RETURNS uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.require_successor(call core.calls, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.require_successor(call core.calls, person_id bigint) IS 'The live session of somebody who may carry on a call; IR209 and why not, IR403';

CREATE FUNCTION logic.reread_opening_position(key jsonb, was_deleted boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.reread_opening_position(key jsonb, was_deleted boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.reread_opening_position(key jsonb, was_deleted boolean) IS 'Sets a position''s overnight part to what the book says now; an alert when it was deleted';

CREATE FUNCTION logic.resolve_unknown_alerts() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.resolve_unknown_alerts() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.resolve_unknown_alerts() IS 'Resolves the alerts of sessions that have no unknown order any more';

CREATE FUNCTION logic.route_order(exchange text, segment text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.route_order(exchange text, segment text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.route_order(exchange text, segment text) IS 'Name of the FIX order session for an exchange and segment; IR203 when there is none';

CREATE TABLE core.person_scopes (
    scope_id bigint NOT NULL,
    person_id bigint NOT NULL,
    exchange text,
    segment text,
    desk text,
    granted_by bigint NOT NULL,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT person_scopes_limit_something CHECK ((num_nonnulls(exchange, segment, desk) > 0))
);

ALTER TABLE ONLY core.person_scopes FORCE ROW LEVEL SECURITY;

ALTER TABLE core.person_scopes OWNER TO irra_owner;

COMMENT ON TABLE core.person_scopes IS 'What an agent or supervisor is limited to; without a row, nothing limits them';

COMMENT ON COLUMN core.person_scopes.scope_id IS 'Order of granting';

COMMENT ON COLUMN core.person_scopes.person_id IS 'Of auth.ops_team';

COMMENT ON COLUMN core.person_scopes.exchange IS 'NSE or BSE; null = any';

COMMENT ON COLUMN core.person_scopes.segment IS 'CM, FO, CD or COM; null = any';

COMMENT ON COLUMN core.person_scopes.desk IS 'Clients of this desk (core.client_desks); null = of any desk or none';

COMMENT ON COLUMN core.person_scopes.granted_by IS 'The admin who set it';

COMMENT ON COLUMN core.person_scopes.granted_at IS 'When';

CREATE FUNCTION logic.scope_shown(scope core.person_scopes) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.scope_shown(scope core.person_scopes) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.scope_shown(scope core.person_scopes) IS 'A scope as answers show it';

CREATE FUNCTION logic.seal_records(failback_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.seal_records(failback_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.seal_records(failback_id bigint) IS 'Writes the next seal over a failback''s records; what acknowledged an older one is void';

CREATE FUNCTION logic.send_call_otp(call core.calls) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.send_call_otp(call core.calls) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.send_call_otp(call core.calls) IS 'Makes a one-time code for a call and sends it; IR429 after too many, IR406 when there is nowhere to, IR201 in a drill';

CREATE FUNCTION logic.send_orders(order_request_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.send_orders(order_request_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.send_orders(order_request_ids bigint[]) IS 'Moves the orders of requests that leave now; IR901 when one may not be sent';

CREATE FUNCTION logic.serve_caller(call core.calls) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.serve_caller(call core.calls) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.serve_caller(call core.calls) IS 'Ends the waiting of a client whose call was opened';

CREATE FUNCTION logic.set_overnight(arrivals bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS ...

ALTER FUNCTION logic.set_overnight(arrivals bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.set_overnight(arrivals bigint[]) IS 'Sets the overnight part of positions to what these opening positions of the book say';

CREATE FUNCTION logic.setting(name text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.setting(name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.setting(name text) IS 'The value of one row of core.settings as text; a missing row is a broken invariant (IR901)';

CREATE TABLE core.settings (
    name text NOT NULL,
    value text NOT NULL,
    unit text NOT NULL,
    description text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT settings_name_shape CHECK ((name ~ '^[a-z][a-z0-9_]*$'::text))
);

ALTER TABLE ONLY core.settings FORCE ROW LEVEL SECURITY;

ALTER TABLE core.settings OWNER TO irra_owner;

COMMENT ON TABLE core.settings IS 'Figures that an operator may change without a release; audit.log keeps each change';

COMMENT ON COLUMN core.settings.name IS 'What the logic asks for';

COMMENT ON COLUMN core.settings.value IS 'As text; its unit says what it has to be';

COMMENT ON COLUMN core.settings.unit IS 'Unit of the value';

COMMENT ON COLUMN core.settings.description IS 'What it decides';

COMMENT ON COLUMN core.settings.changed_at IS 'When the value was set';

CREATE FUNCTION logic.setting_expected(setting core.settings, value text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.setting_expected(setting core.settings, value text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.setting_expected(setting core.settings, value text) IS 'What a setting''s value has to be, when this one is not; null when it fits';

CREATE FUNCTION logic.setting_integer(name text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.setting_integer(name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.setting_integer(name text) IS 'A setting as a whole number, in the unit of its row';

CREATE FUNCTION logic.setting_minutes(name text) RETURNS interval
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.setting_minutes(name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.setting_minutes(name text) IS 'A setting whose unit is minutes, as an interval';

CREATE FUNCTION logic.setting_needs_two(name text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.setting_needs_two(name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.setting_needs_two(name text) IS 'Whether a change of a setting through the front needs a second person';

CREATE FUNCTION logic.setting_numeric(name text) RETURNS numeric
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.setting_numeric(name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.setting_numeric(name text) IS 'A setting as an exact number, in the unit of its row';

CREATE FUNCTION logic.setting_to_change(name text, value text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.setting_to_change(name text, value text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.setting_to_change(name text, value text) IS 'A change of a setting as an approval shows it';

CREATE FUNCTION logic.settle_deleted_positions() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.settle_deleted_positions() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.settle_deleted_positions() IS 'Resolves the alerts of deleted opening positions that the primary has brought back';

CREATE FUNCTION logic.settle_fill(temp_trade_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.settle_fill(temp_trade_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.settle_fill(temp_trade_id bigint) IS 'Takes a provisional fill back or corrects it as its order session told';

CREATE FUNCTION logic.settle_notices() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.settle_notices() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.settle_notices() IS 'Applies every bust and correction whose trade has come';

CREATE FUNCTION logic.settle_primary_order(approval core.approvals) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.settle_primary_order(approval core.approvals) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.settle_primary_order(approval core.approvals) IS 'Settles an order of the primary as two people decided; a problem when it has moved';

CREATE FUNCTION logic.settle_refused_rows() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.settle_refused_rows() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.settle_refused_rows() IS 'Takes refused rows over that the primary has put right, and settles those that are gone';

CREATE FUNCTION logic.settle_trade(trade_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.settle_trade(trade_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.settle_trade(trade_id bigint) IS 'Takes a trade back or corrects it as the drop copy told';

CREATE FUNCTION logic.shown_exit_request(payload jsonb, is_waiting boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.shown_exit_request(payload jsonb, is_waiting boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.shown_exit_request(payload jsonb, is_waiting boolean) IS 'A request to square off: title, lines, changes';

CREATE FUNCTION logic.shown_lines(header text[], lines jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.shown_lines(header text[], lines jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.shown_lines(header text[], lines jsonb) IS 'Lines of a report for people: figures and times as they are read in India';

CREATE FUNCTION logic.shown_setting(value text, unit text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.shown_setting(value text, unit text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.shown_setting(value text, unit text) IS 'A setting''s value as people read it: a figure with its unit, or a word';

CREATE FUNCTION logic.shown_site_request(action text, payload jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.shown_site_request(action text, payload jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.shown_site_request(action text, payload jsonb) IS 'A request about mode, failback, settings or a contact: title, lines, changes';

CREATE FUNCTION logic.shown_trade_request(action text, payload jsonb, is_waiting boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.shown_trade_request(action text, payload jsonb, is_waiting boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.shown_trade_request(action text, payload jsonb, is_waiting boolean) IS 'A request about a fill, a trade or an unknown order: title, lines, changes';

CREATE FUNCTION logic.shows_secret(function_name text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.shows_secret(function_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.shows_secret(function_name text) IS 'Whether the answer of a function of schema api must not be kept';

CREATE FUNCTION logic.site_checks(to_mode text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.site_checks(to_mode text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.site_checks(to_mode text) IS 'What is to be looked at before a change to this mode: check_name, verdict, detail, advice';

CREATE FUNCTION logic.site_mode_of(action text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.site_mode_of(action text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.site_mode_of(action text) IS 'The mode that an approval''s action leads to';

CREATE FUNCTION logic.site_steps(to_mode text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.site_steps(to_mode text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.site_steps(to_mode text) IS 'The steps of the runbook for a change to this mode, or for the end of drill: who does what';

CREATE FUNCTION logic.slice_quantity(instrument book.instruments, units bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.slice_quantity(instrument book.instruments, units bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.slice_quantity(instrument book.instruments, units bigint) IS 'Most units of one order of an exit; IR301 when that makes too many slices';

CREATE FUNCTION logic.spoken_batch(shown jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.spoken_batch(shown jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.spoken_batch(shown jsonb) IS 'What an agent reads to a caller before several positions are closed';

CREATE FUNCTION logic.spoken_exit(shown jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.spoken_exit(shown jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.spoken_exit(shown jsonb) IS 'What an agent reads to a caller before a square-off is sent';

CREATE FUNCTION logic.standby_problem() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.standby_problem() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.standby_problem() IS 'Null when the desk may go to standby; else IR211 with what is missing';

CREATE FUNCTION logic.standing_fills(order_id bigint) RETURNS TABLE(quantity bigint, average_price numeric)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.standing_fills(order_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.standing_fills(order_id bigint) IS 'Quantity and average price of the fills of an order that stand';

CREATE FUNCTION logic.store_exit(asked core.exits, closed core.positions, leg_position_id bigint, instrument book.instruments, session_name text, side text, units bigint, price numeric) RETURNS core.exits
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.store_exit(asked core.exits, closed core.positions, leg_position_id bigint, instrument book.instruments, session_name text, side text, units bigint, price numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.store_exit(asked core.exits, closed core.positions, leg_position_id bigint, instrument book.instruments, session_name text, side text, units bigint, price numeric) IS 'Keeps a decided exit with its orders; answers the parent order; IR301, IR304';

CREATE FUNCTION logic.take_acknowledgement(said jsonb, people bigint[]) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.take_acknowledgement(said jsonb, people bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.take_acknowledgement(said jsonb, people bigint[]) IS 'Accepts the primary''s acknowledgement of the latest seal, or answers what differs';

CREATE FUNCTION logic.take_held_openings(day date) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.take_held_openings(day date) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.take_held_openings(day date) IS 'Positions of a day stand on what the primary says now';

CREATE FUNCTION logic.take_opening_positions(arrivals bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.take_opening_positions(arrivals bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.take_opening_positions(arrivals bigint[]) IS 'Takes replicated opening positions over into core; those that cannot be are set aside';

CREATE FUNCTION logic.take_position_file(file_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.take_position_file(file_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.take_position_file(file_id bigint) IS 'Compares a clearing member''s positions with the desk''s opening positions: breaks as rows';

CREATE FUNCTION logic.take_trade_file(file_id bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.take_trade_file(file_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.take_trade_file(file_id bigint) IS 'Adds the trades of the exchange''s end-of-day file to the set';

CREATE FUNCTION logic.take_trades(arrivals bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.take_trades(arrivals bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.take_trades(arrivals bigint[]) IS 'Takes replicated trades over into core; those that cannot be are set aside';

CREATE FUNCTION logic.takeover_checks() RETURNS TABLE(check_name text, verdict text, detail text, advice text)
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.takeover_checks() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.takeover_checks() IS 'One row a check before the desk takes over: ok, look or stop, what was found, what to do';

CREATE FUNCTION logic.too_many_mismatches(person_id bigint, broker_id text, at timestamp with time zone DEFAULT now()) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.too_many_mismatches(person_id bigint, broker_id text, at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.too_many_mismatches(person_id bigint, broker_id text, at timestamp with time zone) IS 'Whether this agent, or anybody with this broker id, has failed to verify too often lately';

CREATE FUNCTION logic.tradable_instrument(traded core.positions) RETURNS book.instruments
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.tradable_instrument(traded core.positions) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.tradable_instrument(traded core.positions) IS 'The instrument of a position if it can be traded today; IR303 with the reason otherwise';

CREATE FUNCTION logic.trade_file_problems(file_id bigint) RETURNS TABLE(line bigint, reason text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.trade_file_problems(file_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.trade_file_problems(file_id bigint) IS 'Why lines of the exchange''s end-of-day trade file cannot be taken';

CREATE FUNCTION logic.trade_file_rows(file_id bigint) RETURNS TABLE(line bigint, exchange text, segment text, trade_date date, trade_number text, side text, quantity bigint, price numeric, executed_at timestamp with time zone, account text, order_number text, token text, symbol text, is_cancelled boolean, is_own boolean)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.trade_file_rows(file_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.trade_file_rows(file_id bigint) IS 'Lines of a trade file that has no problems, as trades';

CREATE FUNCTION logic.trade_to_assign(trade_id bigint, user_id bigint, instrument_id bigint, product text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.trade_to_assign(trade_id bigint, user_id bigint, instrument_id bigint, product text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.trade_to_assign(trade_id bigint, user_id bigint, instrument_id bigint, product text) IS 'An unassigned trade and whose it is to be, as an approval shows it; null when it cannot be';

CREATE FUNCTION logic.trades_in_doubt(purged fix.sessions, last_trade_number text, max_trades integer) RETURNS TABLE(trade_number text, trade_date date, exchange text, segment text, side text, quantity bigint, price numeric, order_id bigint, user_id bigint, trade_id bigint, temp_trade_id bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.trades_in_doubt(purged fix.sessions, last_trade_number text, max_trades integer) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.trades_in_doubt(purged fix.sessions, last_trade_number text, max_trades integer) IS 'Today''s trades of a session''s market beyond the last number that stands';

CREATE FUNCTION logic.try_place_exit(due core.exits) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.try_place_exit(due core.exits) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.try_place_exit(due core.exits) IS 'Places a waiting exit; one that cannot be placed fails and keeps its problem';

CREATE FUNCTION logic.unfolded_trades(held core.positions) RETURNS SETOF core.trade_report
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.unfolded_trades(held core.positions) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.unfolded_trades(held core.positions) IS 'Trades of a position that are in the book and do not count in core yet';

CREATE FUNCTION logic.utc_text(at timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.utc_text(at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.utc_text(at timestamp with time zone) IS 'A time as ISO 8601 in UTC to the microsecond, whatever the session''s time zone';

CREATE FUNCTION logic.verify_call_otp(call core.calls, code text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.verify_call_otp(call core.calls, code text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.verify_call_otp(call core.calls, code text) IS 'Compares a code with the last one sent in a call; {"problem"} IR406 when it does not hold';

CREATE FUNCTION logic.wake_exits(position_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.wake_exits(position_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.wake_exits(position_ids bigint[]) IS 'Makes the exits due that wait for the pending ones of these positions';

CREATE FUNCTION logic.wake_order_sessions(exit_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.wake_order_sessions(exit_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.wake_order_sessions(exit_ids bigint[]) IS 'Wakes the sleeping FIX sessions that have to send the orders of these exits';

CREATE FUNCTION logic.wake_watchers() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.wake_watchers() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.wake_watchers() IS 'Wakes the fronts for marks that this transaction leaves';

CREATE FUNCTION logic.watch_primary() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.watch_primary() OWNER TO irra_owner;

COMMENT ON FUNCTION logic.watch_primary() IS 'Raises primary_still_trading when the primary placed orders after the desk took over';

CREATE FUNCTION logic.watch_subscription(reachable boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.watch_subscription(reachable boolean) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.watch_subscription(reachable boolean) IS 'Alerts replication_stopped and replication_slot_…, and their end';

CREATE FUNCTION logic.withdraw_exit(waiting core.exits, problem jsonb DEFAULT NULL::jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.withdraw_exit(waiting core.exits, problem jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.withdraw_exit(waiting core.exits, problem jsonb) IS 'Withdraws the orders of an exit that nobody will approve; failed when there is a problem';

CREATE FUNCTION logic.withdraw_unsent(order_ids bigint[], reason text) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.withdraw_unsent(order_ids bigint[], reason text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.withdraw_unsent(order_ids bigint[], reason text) IS 'Takes unsent orders and replacements out of their queues; answers the orders that ended';

CREATE FUNCTION logic.withdraw_waiting_exits(call core.calls, segment text, product text, underlying text) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION logic.withdraw_waiting_exits(call core.calls, segment text, product text, underlying text) OWNER TO irra_owner;

COMMENT ON FUNCTION logic.withdraw_waiting_exits(call core.calls, segment text, product text, underlying text) IS 'Takes back square-offs of a client that have no orders yet; answers which';

CREATE FUNCTION monitor.broken_rules(measures text[]) RETURNS TABLE(rule_name text, subject text, value numeric, usual numeric, detail jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.broken_rules(measures text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.broken_rules(measures text[]) IS 'Rules that the last figures of these measures break, and by what';

CREATE FUNCTION monitor.due_measures() RETURNS TABLE(measure text, query text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.due_measures() OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.due_measures() IS 'Measures to be read now, with their queries';

CREATE FUNCTION monitor.escalate_alerts() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.escalate_alerts() OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.escalate_alerts() IS 'Tells alerts again that nobody has acknowledged in time; answers how many';

CREATE FUNCTION monitor.judge(samples jsonb, OUT judged boolean, OUT broken bigint, OUT raised bigint, OUT resolved bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.judge(samples jsonb, OUT judged boolean, OUT broken bigint, OUT raised bigint, OUT resolved bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.judge(samples jsonb, OUT judged boolean, OUT broken bigint, OUT raised bigint, OUT resolved bigint) IS 'Holds figures against the rules: raises and ends alerts; judged is false when another does';

CREATE FUNCTION monitor.keep_history(measures text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.keep_history(measures text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.keep_history(measures text[]) IS 'Adds the last figures of these measures to the past that charts show';

CREATE FUNCTION monitor.keep_samples(samples jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.keep_samples(samples jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.keep_samples(samples jsonb) IS 'Keeps figures as the last ones of their measures; counters as rates';

CREATE FUNCTION monitor.learn_baselines(measures text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.learn_baselines(measures text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.learn_baselines(measures text[]) IS 'Moves the rolling means and variances by the last figures of these measures';

CREATE FUNCTION monitor.metrics() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.metrics() OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.metrics() IS 'GET /metrics: what the monitor read last, open alerts, broken rules, as Prometheus text';

CREATE FUNCTION monitor.miss_monitor() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.miss_monitor() OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.miss_monitor() IS 'Raises worker_gone for a monitor when none is alive; called with everybody''s heartbeat';

CREATE FUNCTION monitor.raise_breaches() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.raise_breaches() OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.raise_breaches() IS 'Raises an alert for each breach that has lasted long enough; answers how many';

CREATE FUNCTION monitor.take_samples() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION monitor.take_samples() OWNER TO irra_owner;

COMMENT ON FUNCTION monitor.take_samples() IS 'Figures of all measures that are due, as JSON for monitor.judge';

CREATE TABLE notify.outbox (
    outbox_id bigint NOT NULL,
    lane text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    priority smallint NOT NULL,
    due_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id bigint,
    person_id bigint,
    order_id bigint,
    notice_id bigint,
    channel text,
    recipient text,
    facts jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY notify.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.outbox OWNER TO irra_owner;

COMMENT ON TABLE notify.outbox IS 'What is to be told, written in the transaction of what happened; gone when its message is made';

COMMENT ON COLUMN notify.outbox.outbox_id IS 'Order of events';

COMMENT ON COLUMN notify.outbox.lane IS 'Stream and to whom: one notifier at a time makes its messages';

COMMENT ON COLUMN notify.outbox.kind IS 'Of notify.kinds';

COMMENT ON COLUMN notify.outbox.priority IS 'Of its stream';

COMMENT ON COLUMN notify.outbox.due_at IS 'When its message is made at the latest';

COMMENT ON COLUMN notify.outbox.user_id IS 'The client it is for';

COMMENT ON COLUMN notify.outbox.person_id IS 'The person it is for; null with no client = by role';

COMMENT ON COLUMN notify.outbox.order_id IS 'The order it tells of; null when none';

COMMENT ON COLUMN notify.outbox.notice_id IS 'The notice to many it belongs to';

COMMENT ON COLUMN notify.outbox.channel IS 'Only this channel; null = those of the kind';

COMMENT ON COLUMN notify.outbox.recipient IS 'Only this address; null = what is registered';

COMMENT ON COLUMN notify.outbox.facts IS 'What changes about it; what does not is looked up later';

COMMENT ON COLUMN notify.outbox.created_at IS 'When it happened';

CREATE FUNCTION notify.address_clients(events notify.outbox[]) RETURNS SETOF notify.addressed
    LANGUAGE plpgsql STABLE ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.address_clients(events notify.outbox[]) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.address_clients(events notify.outbox[]) IS 'Events for clients: one row for each channel, with address, language and all facts';

CREATE FUNCTION notify.address_people(events notify.outbox[]) RETURNS SETOF notify.addressed
    LANGUAGE plpgsql STABLE ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.address_people(events notify.outbox[]) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.address_people(events notify.outbox[]) IS 'Events for people of the desk: one row for each person and channel';

CREATE FUNCTION notify.can_carry(channel text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.can_carry(channel text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.can_carry(channel text) IS 'Whether some provider of a channel could take a message now';

CREATE FUNCTION notify.check_template() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.check_template() OWNER TO irra_owner;

COMMENT ON FUNCTION notify.check_template() IS 'Trigger: refuses unknown placeholders (IR601), compiles the texts';

CREATE FUNCTION notify.claim(channel text, max_messages integer DEFAULT 100, lease_seconds integer DEFAULT 60) RETURNS TABLE(message_id bigint, recipient text, content text, dlt_template_id text, created_at timestamp with time zone, attempt integer, order_ids bigint[], provider text)
    LANGUAGE plpgsql SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.claim(channel text, max_messages integer, lease_seconds integer) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.claim(channel text, max_messages integer, lease_seconds integer) IS 'Messages to deliver now by a provider; each comes again after the lease unless settled';

CREATE FUNCTION notify.claim_waiting(priority smallint, channel text, provider text, allowance integer, lease_seconds integer) RETURNS TABLE(message_id bigint, recipient text, content text, dlt_template_id text, created_at timestamp with time zone, attempt integer, order_ids bigint[])
    LANGUAGE plpgsql ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_hashjoin TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.claim_waiting(priority smallint, channel text, provider text, allowance integer, lease_seconds integer) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.claim_waiting(priority smallint, channel text, provider text, allowance integer, lease_seconds integer) IS 'Claims the first due message of each lane on a channel';

CREATE FUNCTION notify.clock(OUT zone text, OUT form text) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.clock(OUT zone text, OUT form text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.clock(OUT zone text, OUT form text) IS 'Zone and to_char pattern for times in messages: 21 Nov 2026, 22:41:05 IST';

CREATE FUNCTION notify.compile(template text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.compile(template text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.compile(template text) IS 'A format() string, then the names of its values';

CREATE FUNCTION notify.complete(message_ids bigint[], provider text, provider_refs text[] DEFAULT '{}'::text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_hashjoin TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS ...

ALTER FUNCTION notify.complete(message_ids bigint[], provider text, provider_refs text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.complete(message_ids bigint[], provider text, provider_refs text[]) IS 'Marks messages as delivered, with the provider''s numbers for them';

CREATE FUNCTION notify.compose(priority smallint, claimed_channel text, claimed_provider text, allowance integer, max_lanes integer, lease_seconds integer) RETURNS TABLE(message_id bigint, recipient text, content text, dlt_template_id text, created_at timestamp with time zone, attempt integer, order_ids bigint[])
    LANGUAGE plpgsql ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.compose(priority smallint, claimed_channel text, claimed_provider text, allowance integer, max_lanes integer, lease_seconds integer) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.compose(priority smallint, claimed_channel text, claimed_provider text, allowance integer, max_lanes integer, lease_seconds integer) IS 'Makes messages of what is due; answers those that are claimed for a provider';

CREATE FUNCTION notify.digest(events notify.addressed[], channel text, language text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.digest(events notify.addressed[], channel text, language text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.digest(events notify.addressed[], channel text, language text) IS 'Facts of one message that tells of several events';

CREATE FUNCTION notify.enqueue(kind text, dedupe_key text, facts jsonb, user_id bigint DEFAULT NULL::bigint, person_id bigint DEFAULT NULL::bigint, order_id bigint DEFAULT NULL::bigint, channel text DEFAULT NULL::text, recipient text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.enqueue(kind text, dedupe_key text, facts jsonb, user_id bigint, person_id bigint, order_id bigint, channel text, recipient text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.enqueue(kind text, dedupe_key text, facts jsonb, user_id bigint, person_id bigint, order_id bigint, channel text, recipient text) IS 'Queues what is to be told; false when this key was queued before';

CREATE FUNCTION notify.enqueue_call_otp(call_otp_id bigint, user_id bigint, code text, minutes bigint) RETURNS text[]
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.enqueue_call_otp(call_otp_id bigint, user_id bigint, code text, minutes bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.enqueue_call_otp(call_otp_id bigint, user_id bigint, code text, minutes bigint) IS 'Sends a callers one-time code to the registered telephone and e-mail; answers the channels';

CREATE FUNCTION notify.enqueue_contact_message(approval_id bigint, user_id bigint, before text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.enqueue_contact_message(approval_id bigint, user_id bigint, before text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.enqueue_contact_message(approval_id bigint, user_id bigint, before text[]) IS 'Tells a client at the old and the new address that the contact was changed';

CREATE FUNCTION notify.enqueue_order_messages(order_event_ids bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.enqueue_order_messages(order_event_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.enqueue_order_messages(order_event_ids bigint[]) IS 'Queues the clients'' messages about these order events';

CREATE FUNCTION notify.enqueue_trade_message(order_id bigint, trade_number text, kind text, quantity bigint, price numeric) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.enqueue_trade_message(order_id bigint, trade_number text, kind text, quantity bigint, price numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.enqueue_trade_message(order_id bigint, trade_number text, kind text, quantity bigint, price numeric) IS 'Queues the client''s message about a trade of the desk that was taken back or corrected';

CREATE FUNCTION notify.escape_html(value text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.escape_html(value text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.escape_html(value text) IS 'A value as HTML text';

CREATE FUNCTION notify.fail(message_id bigint, attempt integer, failure text, error text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.fail(message_id bigint, attempt integer, failure text, error text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.fail(message_id bigint, attempt integer, failure text, error text) IS 'A try failed: again, refused, address or provider decides what follows';

CREATE FUNCTION notify.feed_notices() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_hashjoin TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.feed_notices() OWNER TO irra_owner;

COMMENT ON FUNCTION notify.feed_notices() IS 'Queues the next clients of running notices, at their rate; answers how many';

CREATE FUNCTION notify.give_up(message_ids bigint[], failure text, error text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.give_up(message_ids bigint[], failure text, error text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.give_up(message_ids bigint[], failure text, error text) IS 'Marks messages as dead, with one alert for each channel and failure';

CREATE FUNCTION notify.give_up_late() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.give_up_late() OWNER TO irra_owner;

COMMENT ON FUNCTION notify.give_up_late() IS 'Gives up messages whose time has passed; answers how many';

CREATE FUNCTION notify.note_silent(provider text, seconds numeric) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.note_silent(provider text, seconds numeric) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.note_silent(provider text, seconds numeric) IS 'Notes that a provider has let what it was given wait for so long';

CREATE FUNCTION notify.note_unwell(provider text, error text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.note_unwell(provider text, error text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.note_unwell(provider text, error text) IS 'A provider failed by itself: counted, paused at its limit';

CREATE FUNCTION notify.note_well(provider text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.note_well(provider text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.note_well(provider text) IS 'A provider carried a message: it is well again';

CREATE FUNCTION notify.order_names(order_ids bigint[]) RETURNS TABLE(order_id bigint, cl_ord_id text, request_id text)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.order_names(order_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.order_names(order_ids bigint[]) IS 'ClOrdIDs of orders and the requests that made them';

CREATE FUNCTION notify.pick_provider(channel text, wanted integer, OUT provider text, OUT allowance integer) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.pick_provider(channel text, wanted integer, OUT provider text, OUT allowance integer) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.pick_provider(channel text, wanted integer, OUT provider text, OUT allowance integer) IS 'Who carries a channel''s messages now, and how many of them; null when nobody can';

CREATE FUNCTION notify.prepare_to_sleep(channel text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_hashjoin TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.prepare_to_sleep(channel text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.prepare_to_sleep(channel text) IS 'How many milliseconds a channel''s notifier may sleep; null when there is work';

CREATE FUNCTION notify.providers_to_run() RETURNS TABLE(provider text, channel text, kind text, settings jsonb, connections integer, timeout_ms integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.providers_to_run() OWNER TO irra_owner;

COMMENT ON FUNCTION notify.providers_to_run() IS 'The ways out that a notifier has to know';

CREATE FUNCTION notify.quiet_until(quiet_from time without time zone, quiet_until time without time zone, time_zone text, at timestamp with time zone DEFAULT now()) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.quiet_until(quiet_from time without time zone, quiet_until time without time zone, time_zone text, at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.quiet_until(quiet_from time without time zone, quiet_until time without time zone, time_zone text, at timestamp with time zone) IS 'When the quiet hours that it is in now end; null outside of them';

CREATE FUNCTION notify.receipt_secret(provider text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.receipt_secret(provider text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.receipt_secret(provider text) IS 'Where the front finds the secret that a provider signs receipts with; null = it sends none';

CREATE FUNCTION notify.receive_receipt(provider text, signature bytea, told_at timestamp with time zone, provider_ref text, outcome text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.receive_receipt(provider text, signature bytea, told_at timestamp with time zone, provider_ref text, outcome text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.receive_receipt(provider text, signature bytea, told_at timestamp with time zone, provider_ref text, outcome text) IS 'Notes a proved receipt: taken, repeated, or unknown to us; IR602 outside of the window';

CREATE FUNCTION notify.release(message_ids bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.release(message_ids bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.release(message_ids bigint[]) IS 'Gives messages back that were claimed and not tried';

CREATE FUNCTION notify.render(form text[], facts jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.render(form text[], facts jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.render(form text[], facts jsonb) IS 'A compiled template (notify.compile) with its values; what is missing is empty';

CREATE FUNCTION notify.resume_notice(notice_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_hashjoin TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.resume_notice(notice_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.resume_notice(notice_id bigint) IS 'Goes on with a stopped notice behind the last client that was queued';

CREATE FUNCTION notify.sample_facts(kind text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.sample_facts(kind text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.sample_facts(kind text) IS 'Invented values for a look at a template';

CREATE FUNCTION notify.start_notice(kind text, facts jsonb, person_id bigint, rate_per_second bigint DEFAULT NULL::bigint) RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.start_notice(kind text, facts jsonb, person_id bigint, rate_per_second bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.start_notice(kind text, facts jsonb, person_id bigint, rate_per_second bigint) IS 'Begins a notice to all clients; answers its number';

CREATE FUNCTION notify.stop_notice(notice_id bigint, person_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_hashjoin TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.stop_notice(notice_id bigint, person_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.stop_notice(notice_id bigint, person_id bigint) IS 'Stops a notice to all clients where it is';

CREATE FUNCTION notify.take_due(priority smallint, channel text, max_lanes integer, max_events integer) RETURNS SETOF notify.outbox
    LANGUAGE plpgsql ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_hashjoin TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.take_due(priority smallint, channel text, max_lanes integer, max_events integer) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.take_due(priority smallint, channel text, max_lanes integer, max_events integer) IS 'Removes and answers the rows of people who have something due';

CREATE FUNCTION notify.tell_alert() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.tell_alert() OWNER TO irra_owner;

COMMENT ON FUNCTION notify.tell_alert() IS 'Trigger: queues messages about a new alert';

CREATE FUNCTION notify.tell_approval() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.tell_approval() OWNER TO irra_owner;

COMMENT ON FUNCTION notify.tell_approval() IS 'Trigger: queues messages about a request that waits for a second person';

CREATE FUNCTION notify.tell_site_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.tell_site_change() OWNER TO irra_owner;

COMMENT ON FUNCTION notify.tell_site_change() IS 'Trigger: queues messages about a change of the site''s mode';

CREATE FUNCTION notify.told_orders(order_id bigint, facts jsonb) RETURNS bigint[]
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.told_orders(order_id bigint, facts jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.told_orders(order_id bigint, facts jsonb) IS 'The orders that a message tells of';

CREATE FUNCTION notify.wake_notifier() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.wake_notifier() OWNER TO irra_owner;

COMMENT ON FUNCTION notify.wake_notifier() IS 'Wakes the notifier at the commit of a transaction that wrote messages';

CREATE FUNCTION notify.without_secrets(words text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION notify.without_secrets(words text) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.without_secrets(words text) IS 'Free text with everything blanked that has the shape of a PAN';

CREATE FUNCTION notify.word(due notify.outbox[]) RETURNS TABLE(outbox_id bigint, lane text, channel text, kind text, template_id bigint, user_id bigint, person_id bigint, order_id bigint, notice_id bigint, recipient text, facts jsonb, events bigint, expires_at timestamp with time zone, not_before timestamp with time zone, place bigint, lane_place bigint)
    LANGUAGE plpgsql STABLE ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION notify.word(due notify.outbox[]) OWNER TO irra_owner;

COMMENT ON FUNCTION notify.word(due notify.outbox[]) IS 'Messages to make of events, with recipient, template and facts';

CREATE FUNCTION queue.chase_orders(max_orders integer DEFAULT 50) RETURNS TABLE(chased integer, next_due_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION queue.chase_orders(max_orders integer) OWNER TO irra_owner;

COMMENT ON FUNCTION queue.chase_orders(max_orders integer) IS 'Prices protected exits that rest unfilled again; answers how many, and when the next is due';

CREATE FUNCTION queue.check_answers() RETURNS TABLE(asked integer, next_due_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.check_answers() OWNER TO irra_owner;

COMMENT ON FUNCTION queue.check_answers() IS 'Asks after orders whose message has no answer; answers how many and when to look next';

CREATE FUNCTION queue.check_fills() RETURNS TABLE(alerted integer, next_due_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.check_fills() OWNER TO irra_owner;

COMMENT ON FUNCTION queue.check_fills() IS 'Looks after unconfirmed fills and waiting busts; answers the overdue and when to look next';

CREATE TABLE queue.events (
    event_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    subject text,
    user_id bigint,
    instrument_id bigint,
    person_id bigint
);

ALTER TABLE ONLY queue.events FORCE ROW LEVEL SECURITY;

ALTER TABLE queue.events OWNER TO irra_owner;

COMMENT ON TABLE queue.events IS 'What changed, in an order in which nothing comes in between; kept for event_minutes';

COMMENT ON COLUMN queue.events.event_id IS 'Last-Event-ID of a stream: whoever has it has everything before, too; gaps mean nothing';

COMMENT ON COLUMN queue.events.at IS 'When it was numbered: shortly after its commit';

COMMENT ON COLUMN queue.events.kind IS 'What changed: order, position, alert, mode, …';

COMMENT ON COLUMN queue.events.subject IS 'Its number or name; null = several of the kind';

COMMENT ON COLUMN queue.events.user_id IS 'The client whom it is about; null = none';

COMMENT ON COLUMN queue.events.instrument_id IS 'For scopes of people; null = none';

COMMENT ON COLUMN queue.events.person_id IS 'The member of the ops team; null = none';

CREATE FUNCTION queue.is_shown(event queue.events, person_id bigint, role text, oversees boolean, is_unlimited boolean, callers bigint[]) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.is_shown(event queue.events, person_id bigint, role text, oversees boolean, is_unlimited boolean, callers bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION queue.is_shown(event queue.events, person_id bigint, role text, oversees boolean, is_unlimited boolean, callers bigint[]) IS 'Whether an event may be told to a person of queue.watchers';

CREATE FUNCTION queue.number_events() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.number_events() OWNER TO irra_owner;

COMMENT ON FUNCTION queue.number_events() IS 'Gives committed marks their numbers as events, and forgets old events';

CREATE FUNCTION queue.prepare_to_sleep(channel text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.prepare_to_sleep(channel text) OWNER TO irra_owner;

COMMENT ON FUNCTION queue.prepare_to_sleep(channel text) IS 'Whether the worker of a channel may sleep until it is notified; marks the channel asleep';

CREATE FUNCTION queue.read_events(after bigint, secret_hashes bytea[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.read_events(after bigint, secret_hashes bytea[]) OWNER TO irra_owner;

COMMENT ON FUNCTION queue.read_events(after bigint, secret_hashes bytea[]) IS 'Events behind a number and who of some sessions may be told: for GET /events';

CREATE FUNCTION queue.tidy_front() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.tidy_front() OWNER TO irra_owner;

COMMENT ON FUNCTION queue.tidy_front() IS 'Deletes what is older than idempotency_key_hours and login_record_days; how many keys';

CREATE FUNCTION queue.wake(channel text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.wake(channel text) OWNER TO irra_owner;

COMMENT ON FUNCTION queue.wake(channel text) IS 'Wakes who sleeps on a channel: notify, exits, events, or dispatch: and a session''s name';

CREATE FUNCTION queue.wake_exits_worker() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.wake_exits_worker() OWNER TO irra_owner;

COMMENT ON FUNCTION queue.wake_exits_worker() IS 'Wakes the worker of exits at the commit of a transaction that made one due';

CREATE FUNCTION queue.watchers(secret_hashes bytea[]) RETURNS TABLE(place bigint, person_id bigint, role text, oversees boolean, is_unlimited boolean, callers bigint[])
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION queue.watchers(secret_hashes bytea[]) OWNER TO irra_owner;

COMMENT ON FUNCTION queue.watchers(secret_hashes bytea[]) IS 'People of live sessions by the place of their secret''s hash, and what they may see';

CREATE FUNCTION queue.work_exits(max_exits integer DEFAULT 20) RETURNS TABLE(worked integer, next_due_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS ...

ALTER FUNCTION queue.work_exits(max_exits integer) OWNER TO irra_owner;

COMMENT ON FUNCTION queue.work_exits(max_exits integer) IS 'Places exits that are due; answers how many and when the next one is, null when none waits';

CREATE FUNCTION sync.add_file_lines(file_id bigint, first_line bigint, lines text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.add_file_lines(file_id bigint, first_line bigint, lines text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.add_file_lines(file_id bigint, first_line bigint, lines text[]) IS 'Some lines of a file, in order; nothing counts before it is taken';

CREATE FUNCTION sync.advance_failback() RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.advance_failback() OWNER TO irra_owner;

COMMENT ON FUNCTION sync.advance_failback() IS 'Collects and seals what the primary has to be told; open, sealed, acknowledged or null';

CREATE FUNCTION sync.begin_exchange_file(kind text, file_name text, columns text[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.begin_exchange_file(kind text, file_name text, columns text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.begin_exchange_file(kind text, file_name text, columns text[]) IS 'A file of the exchange is about to be read; answers its number';

CREATE FUNCTION sync.book_parts(table_name text, mask bigint, within bigint DEFAULT 0, parts bigint[] DEFAULT NULL::bigint[]) RETURNS TABLE(part bigint, row_count bigint, content_hash text, key text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    AS ...

ALTER FUNCTION sync.book_parts(table_name text, mask bigint, within bigint, parts bigint[]) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.book_parts(table_name text, mask bigint, within bigint, parts bigint[]) IS 'Rows and hashes of the parts of a table of the book, as fine as asked';

CREATE FUNCTION sync.claim_dump(worker_name text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.claim_dump(worker_name text) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.claim_dump(worker_name text) IS 'The dump that this worker is to make, with the statements; null when there is none';

CREATE FUNCTION sync.compare_tables() RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.compare_tables() OWNER TO irra_owner;

COMMENT ON FUNCTION sync.compare_tables() IS 'Tables that can be compared with the primary''s, with what the primary is asked';

CREATE FUNCTION sync.dump_leavings(names text[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.dump_leavings(names text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.dump_leavings(names text[]) IS 'Scratch databases and directories of dumps that are to be removed';

CREATE FUNCTION sync.end_heartbeat(worker_name text, process_id integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.end_heartbeat(worker_name text, process_id integer) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.end_heartbeat(worker_name text, process_id integer) IS 'A worker that was asked to stop and of which there may be others: nobody misses it';

CREATE FUNCTION sync.fail_dump(dump_id bigint, attempt integer, problem text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.fail_dump(dump_id bigint, attempt integer, problem text) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.fail_dump(dump_id bigint, attempt integer, problem text) IS 'A worker could not make its dump';

CREATE FUNCTION sync.finish_dump(dump_id bigint, attempt integer, directory text, byte_count bigint, manifest_hash text, restored jsonb) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.finish_dump(dump_id bigint, attempt integer, directory text, byte_count bigint, manifest_hash text, restored jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.finish_dump(dump_id bigint, attempt integer, directory text, byte_count bigint, manifest_hash text, restored jsonb) IS 'Compares the restored copy with the primary''s snapshot; verified or failed';

CREATE FUNCTION sync.fold(max_rows bigint DEFAULT 10000) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.fold(max_rows bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.fold(max_rows bigint) IS 'Folds up to max_rows replicated rows of each kind into core; returns how many';

CREATE FUNCTION sync.fold_before_decision() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.fold_before_decision() OWNER TO irra_owner;

COMMENT ON FUNCTION sync.fold_before_decision() IS 'Makes core current with what replication has brought, before a person reads it';

CREATE FUNCTION sync.freeze_latest() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.freeze_latest() OWNER TO irra_owner;

COMMENT ON FUNCTION sync.freeze_latest() IS 'Fixes the day''s opening positions on the dump just verified; whether it did now';

CREATE FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) IS 'A worker says that it lives; ops.health shows who has not for long';

CREATE FUNCTION sync.note_book_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.note_book_change() OWNER TO irra_owner;

COMMENT ON FUNCTION sync.note_book_change() IS 'Remembers that the primary changed or deleted a row that may have been folded';

CREATE FUNCTION sync.note_dump(dump_id bigint, attempt integer, phase text, steps_done integer, steps integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.note_dump(dump_id bigint, attempt integer, phase text, steps_done integer, steps integer) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.note_dump(dump_id bigint, attempt integer, phase text, steps_done integer, steps integer) IS 'Keeps how far a dump is and its worker''s lease; false when it is another''s';

CREATE FUNCTION sync.note_dump_snapshot(dump_id bigint, attempt integer, snapshot_at timestamp with time zone, primary_lsn pg_lsn, tables jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.note_dump_snapshot(dump_id bigint, attempt integer, snapshot_at timestamp with time zone, primary_lsn pg_lsn, tables jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.note_dump_snapshot(dump_id bigint, attempt integer, snapshot_at timestamp with time zone, primary_lsn pg_lsn, tables jsonb) IS 'Keeps rows and hashes of the primary''s tables in the dump''s snapshot';

CREATE FUNCTION sync.note_dumps_deleted(names text[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.note_dumps_deleted(names text[]) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.note_dumps_deleted(names text[]) IS 'The files of these dumps are gone, as the policy has it';

CREATE FUNCTION sync.number_order_again() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.number_order_again() OWNER TO irra_owner;

COMMENT ON FUNCTION sync.number_order_again() IS 'An order whose exchange number is new counts as just arrived';

CREATE FUNCTION sync.record_acknowledgement(said jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.record_acknowledgement(said jsonb) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.record_acknowledgement(said jsonb) IS 'Takes the acknowledgement as the primary''s database has it; whether it was accepted just now';

CREATE FUNCTION sync.record_comparison(table_name text, rows_here bigint, rows_there bigint, different bigint, unsettled bigint, keys jsonb, looks integer, started_at timestamp with time zone) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.record_comparison(table_name text, rows_here bigint, rows_there bigint, different bigint, unsettled bigint, keys jsonb, looks integer, started_at timestamp with time zone) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.record_comparison(table_name text, rows_here bigint, rows_there bigint, different bigint, unsettled bigint, keys jsonb, looks integer, started_at timestamp with time zone) IS 'Keeps what irra sync verify found of a table: same, different (an alert) or unsettled';

CREATE FUNCTION sync.record_desk(path text, free_bytes bigint, total_bytes bigint, positions_agree boolean, positions_detail text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.record_desk(path text, free_bytes bigint, total_bytes bigint, positions_agree boolean, positions_detail text) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.record_desk(path text, free_bytes bigint, total_bytes bigint, positions_agree boolean, positions_detail text) IS 'Keeps what the monitor saw of the database''s disk and of running against recomputed figures';

CREATE FUNCTION sync.record_primary(reachable boolean, wal_lsn pg_lsn, slot_name text, slot_active boolean, slot_wal_status text, confirmed_flush_lsn pg_lsn, detail text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.record_primary(reachable boolean, wal_lsn pg_lsn, slot_name text, slot_active boolean, slot_wal_status text, confirmed_flush_lsn pg_lsn, detail text) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.record_primary(reachable boolean, wal_lsn pg_lsn, slot_name text, slot_active boolean, slot_wal_status text, confirmed_flush_lsn pg_lsn, detail text) IS 'Keeps what the sync worker last saw of the primary and its replication slot';

CREATE FUNCTION sync.take_exchange_file(file_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS ...

ALTER FUNCTION sync.take_exchange_file(file_id bigint) OWNER TO irra_owner;

COMMENT ON FUNCTION sync.take_exchange_file(file_id bigint) IS 'Takes a file of the exchange whole, or says by line why not';

CREATE VIEW api.exits WITH (security_invoker='true') AS
 SELECT e.exit_id,
    e.batch_id,
    e.user_id,
    e.position_id,
    i.symbol,
    i.exchange,
    p.product,
    e.state,
    e.problem,
    e.warnings,
    e.approval_id,
    e.created_at,
    e.placed_at,
    o.orders,
    o.quantity,
    o.filled
   FROM (((core.exits e
     JOIN core.positions p ON ((p.position_id = e.position_id)))
     LEFT JOIN book.instruments i ON ((i.instrument_id = p.instrument_id)))
     CROSS JOIN LATERAL ( SELECT COALESCE(jsonb_agg(jsonb_build_object('order_id', c.order_id, 'cl_ord_id', c.cl_ord_id, 'status', c.status, 'side', c.side, 'quantity', c.quantity, 'filled_quantity', c.cumulative_quantity, 'limit_price', c.limit_price, 'reason', c.reason) ORDER BY c.order_id), '[]'::jsonb) AS orders,
            COALESCE(sum(c.quantity), (0)::numeric) AS quantity,
            COALESCE(sum(c.cumulative_quantity), (0)::numeric) AS filled
           FROM core.orders c
          WHERE (c.exit_id = e.exit_id)) o);

ALTER TABLE api.exits OWNER TO irra_owner;

COMMENT ON VIEW api.exits IS 'Square-offs of one position: waiting, placed or failed, with their orders';

CREATE TABLE core.order_events (
    order_event_id bigint NOT NULL,
    order_id bigint NOT NULL,
    event text NOT NULL,
    from_status text,
    to_status text NOT NULL,
    cumulative_quantity bigint NOT NULL,
    leaves_quantity bigint NOT NULL,
    details jsonb,
    at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY core.order_events FORCE ROW LEVEL SECURITY;

ALTER TABLE core.order_events OWNER TO irra_owner;

COMMENT ON TABLE core.order_events IS 'What happened to an order, in the order in which it happened';

COMMENT ON COLUMN core.order_events.order_event_id IS 'Order of events';

COMMENT ON COLUMN core.order_events.order_id IS 'Of core.orders';

COMMENT ON COLUMN core.order_events.event IS 'What happened: placed, or as it was told, before core.order_transitions names it';

COMMENT ON COLUMN core.order_events.from_status IS 'State before; null when the order was made';

COMMENT ON COLUMN core.order_events.to_status IS 'State after';

COMMENT ON COLUMN core.order_events.cumulative_quantity IS 'Units traded after the event';

COMMENT ON COLUMN core.order_events.leaves_quantity IS 'Units that could still trade after the event';

COMMENT ON COLUMN core.order_events.details IS 'Facts of the event';

COMMENT ON COLUMN core.order_events.at IS 'When';

CREATE TABLE core.primary_orders (
    book_order_id bigint NOT NULL,
    user_id bigint NOT NULL,
    status text NOT NULL,
    cumulative_quantity bigint DEFAULT 0 NOT NULL,
    is_live boolean DEFAULT true NOT NULL,
    exchange_order_id text,
    reason text,
    cancel_requested_at timestamp with time zone,
    settled_approval_id bigint,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT primary_orders_status_known CHECK ((status = ANY (ARRAY['open'::text, 'cancel_pending'::text, 'cancelled'::text, 'filled'::text, 'rejected'::text, 'expired'::text, 'unknown'::text])))
)
WITH (fillfactor='70');

ALTER TABLE ONLY core.primary_orders FORCE ROW LEVEL SECURITY;

ALTER TABLE core.primary_orders OWNER TO irra_owner;

COMMENT ON TABLE core.primary_orders IS 'What the exchange told of the primary''s orders, ahead of replication';

COMMENT ON COLUMN core.primary_orders.book_order_id IS 'Of book.orders';

COMMENT ON COLUMN core.primary_orders.user_id IS 'The client';

COMMENT ON COLUMN core.primary_orders.status IS 'What the exchange last told of it, or cancel_pending';

COMMENT ON COLUMN core.primary_orders.cumulative_quantity IS 'Units that the exchange has told as traded';

COMMENT ON COLUMN core.primary_orders.is_live IS 'Whether any of it can still trade';

COMMENT ON COLUMN core.primary_orders.exchange_order_id IS 'The exchange''s number';

COMMENT ON COLUMN core.primary_orders.reason IS 'In the exchange''s words';

COMMENT ON COLUMN core.primary_orders.cancel_requested_at IS 'When the desk asked for its cancel';

COMMENT ON COLUMN core.primary_orders.settled_approval_id IS 'By which request two people settled it; null unless they did and nothing was told since';

COMMENT ON COLUMN core.primary_orders.updated_at IS 'When this was told';

CREATE VIEW api.orders WITH (security_invoker='true') AS
 SELECT 'desk'::text AS source,
    o.order_id,
    o.user_id,
    o.position_id,
    i.symbol,
    i.exchange,
    i.segment,
    o.product,
    o.side,
    o.order_type,
    o.quantity,
    o.cumulative_quantity AS filled_quantity,
    o.leaves_quantity,
    o.limit_price,
    o.average_price,
    o.status,
    o.cl_ord_id,
    o.exchange_order_id,
    o.call_id,
    o.reason,
    o.created_at,
    o.sent_at,
    o.updated_at,
    o.exit_id,
    x.batch_id,
    o.leg_position_id,
    o.chases,
    o.chase_at,
        CASE
            WHEN (o.replacing_quantity IS NOT NULL) THEN ( SELECT (e.details - 'sequence'::text)
               FROM core.order_events e
              WHERE ((e.order_id = o.order_id) AND (e.event = 'replace_requested'::text))
              ORDER BY e.order_event_id DESC
             LIMIT 1)
            ELSE NULL::jsonb
        END AS replacing,
    NULL::text AS book_status
   FROM ((core.orders o
     LEFT JOIN book.instruments i ON ((i.instrument_id = o.instrument_id)))
     LEFT JOIN core.exits x ON ((x.exit_id = o.exit_id)))
UNION ALL
 SELECT 'primary'::text AS source,
    b.order_id,
    b.user_id,
    NULL::bigint AS position_id,
    i.symbol,
    i.exchange,
    i.segment,
    b.product,
    b.side,
    b.order_type,
    b.quantity,
    GREATEST(b.filled_quantity, w.cumulative_quantity) AS filled_quantity,
        CASE
            WHEN ((b.status = ANY (ARRAY['open'::text, 'partially_filled'::text])) AND COALESCE(w.is_live, true)) THEN GREATEST((0)::bigint, (b.quantity - GREATEST(b.filled_quantity, w.cumulative_quantity)))
            ELSE (0)::bigint
        END AS leaves_quantity,
    b.limit_price,
    NULL::numeric AS average_price,
        CASE
            WHEN ((b.status = ANY (ARRAY['open'::text, 'partially_filled'::text])) AND (w.status <> 'open'::text)) THEN w.status
            ELSE b.status
        END AS status,
    b.cl_ord_id,
    b.exchange_order_id,
    NULL::uuid AS call_id,
    w.reason,
    b.placed_at AS created_at,
    b.placed_at AS sent_at,
    GREATEST(b.updated_at, w.updated_at) AS updated_at,
    NULL::bigint AS exit_id,
    NULL::bigint AS batch_id,
    NULL::bigint AS leg_position_id,
    NULL::smallint AS chases,
    NULL::timestamp with time zone AS chase_at,
    NULL::jsonb AS replacing,
    b.status AS book_status
   FROM ((book.orders b
     LEFT JOIN book.instruments i ON ((i.instrument_id = b.instrument_id)))
     LEFT JOIN core.primary_orders w ON ((w.book_order_id = b.order_id)));

ALTER TABLE api.orders OWNER TO irra_owner;

COMMENT ON VIEW api.orders IS 'Orders of clients that the person may see: source desk (core.orders) or primary (book.orders)';

CREATE TABLE audit.log (
    transaction_id xid8 DEFAULT pg_current_xact_id() NOT NULL,
    log_id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    person_id bigint,
    session_id uuid,
    database_role text NOT NULL,
    address inet,
    request_id text,
    action text NOT NULL,
    object text,
    user_id bigint,
    before jsonb,
    after jsonb
);

ALTER TABLE ONLY audit.log FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.log OWNER TO irra_owner;

COMMENT ON TABLE audit.log IS 'Who did what, on whom; append-only for every role';

COMMENT ON COLUMN audit.log.transaction_id IS 'The transaction that wrote it, as this cluster counts them; in another cluster only a name';

COMMENT ON COLUMN audit.log.log_id IS 'Order of writing; what was rolled back leaves gaps, what commits late has the lower number';

COMMENT ON COLUMN audit.log.at IS 'When, by the clock and not by the transaction';

COMMENT ON COLUMN audit.log.person_id IS 'Who; null for workers, a DBA or nobody';

COMMENT ON COLUMN audit.log.session_id IS 'Log-in of the person';

COMMENT ON COLUMN audit.log.database_role IS 'Role that acted';

COMMENT ON COLUMN audit.log.address IS 'Where the request came from';

COMMENT ON COLUMN audit.log.request_id IS 'The HTTP request';

COMMENT ON COLUMN audit.log.action IS 'What was done, read or refused';

COMMENT ON COLUMN audit.log.object IS 'On what';

COMMENT ON COLUMN audit.log.user_id IS 'On which client; null when none';

COMMENT ON COLUMN audit.log.before IS 'Facts before, without secrets';

COMMENT ON COLUMN audit.log.after IS 'Facts after, without secrets';

ALTER TABLE audit.log ALTER COLUMN log_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audit.log_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE audit.progress (
    is_only_row boolean DEFAULT true NOT NULL,
    marked_log_id bigint DEFAULT 0 NOT NULL,
    marked_by xid8 DEFAULT pg_current_xact_id() NOT NULL,
    marked_at timestamp with time zone DEFAULT now() NOT NULL,
    ids_from timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    head_seal_number bigint,
    head_written_at timestamp with time zone,
    CONSTRAINT progress_is_only_row_check CHECK (is_only_row)
);

ALTER TABLE ONLY audit.progress FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.progress OWNER TO irra_owner;

COMMENT ON TABLE audit.progress IS 'One row: how far sealing is and what was written outside';

COMMENT ON COLUMN audit.progress.is_only_row IS 'There is one row';

COMMENT ON COLUMN audit.progress.marked_log_id IS 'Last number given out at the mark; sealed up to here when marked_by is past';

COMMENT ON COLUMN audit.progress.marked_by IS 'The transaction that set the mark: who was given a number before it has a lower one';

COMMENT ON COLUMN audit.progress.marked_at IS 'When the mark was set';

COMMENT ON COLUMN audit.progress.ids_from IS 'When the mark before it was set';

COMMENT ON COLUMN audit.progress.head_seal_number IS 'Seal whose hash was last written outside';

COMMENT ON COLUMN audit.progress.head_written_at IS 'When that was told; null = never';

CREATE TABLE audit.retirements (
    through_log_id bigint NOT NULL,
    row_count bigint NOT NULL,
    export_digest bytea NOT NULL,
    kept_where text NOT NULL,
    reason text NOT NULL,
    retired_by text DEFAULT SESSION_USER NOT NULL,
    retired_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT retirements_digest_whole CHECK ((octet_length(export_digest) = 32))
);

ALTER TABLE ONLY audit.retirements FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.retirements OWNER TO irra_owner;

COMMENT ON TABLE audit.retirements IS 'Old rows that were exported and taken out of the log; their seals stay';

COMMENT ON COLUMN audit.retirements.through_log_id IS 'All rows up to here were taken out';

COMMENT ON COLUMN audit.retirements.row_count IS 'How many rows that were';

COMMENT ON COLUMN audit.retirements.export_digest IS 'SHA-256 of the exported file';

COMMENT ON COLUMN audit.retirements.kept_where IS 'Where the export is kept';

COMMENT ON COLUMN audit.retirements.reason IS 'Why they were taken out';

COMMENT ON COLUMN audit.retirements.retired_by IS 'Database role that did it';

COMMENT ON COLUMN audit.retirements.retired_at IS 'When';

ALTER TABLE auth.api_keys ALTER COLUMN key_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME auth.api_keys_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE auth.common_passwords (
    word text NOT NULL,
    CONSTRAINT common_passwords_plain CHECK ((word ~ '^[a-z0-9]{3,40}$'::text))
);

ALTER TABLE ONLY auth.common_passwords FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.common_passwords OWNER TO irra_owner;

COMMENT ON TABLE auth.common_passwords IS 'Words that make a bad password by themselves';

COMMENT ON COLUMN auth.common_passwords.word IS 'Small letters and digits; what a password is reduced to before it is looked for here';

CREATE TABLE auth.login_attempts (
    attempt_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    username text NOT NULL,
    address inet,
    person_id bigint,
    outcome text NOT NULL,
    CONSTRAINT login_attempts_outcome_known CHECK ((outcome = ANY (ARRAY['ok'::text, 'unknown_name'::text, 'wrong_password'::text, 'otp_missing'::text, 'wrong_otp'::text, 'otp_reused'::text, 'disabled'::text, 'locked'::text, 'enrolment'::text, 'password_expired'::text])))
);

ALTER TABLE ONLY auth.login_attempts FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.login_attempts OWNER TO irra_owner;

COMMENT ON TABLE auth.login_attempts IS 'Every attempt to log in, of names that exist and of others';

COMMENT ON COLUMN auth.login_attempts.attempt_id IS 'Order of attempts';

COMMENT ON COLUMN auth.login_attempts.at IS 'When';

COMMENT ON COLUMN auth.login_attempts.username IS 'As it was given, cut to 64 characters';

COMMENT ON COLUMN auth.login_attempts.address IS 'Where it came from';

COMMENT ON COLUMN auth.login_attempts.person_id IS 'Whom the name belongs to; null when unknown';

COMMENT ON COLUMN auth.login_attempts.outcome IS 'What it came to; told apart here only, not in the answer';

ALTER TABLE auth.login_attempts ALTER COLUMN attempt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME auth.login_attempts_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE auth.ops_team ALTER COLUMN person_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME auth.ops_team_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE auth.password_history (
    person_id bigint NOT NULL,
    password_hash text NOT NULL,
    replaced_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY auth.password_history FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.password_history OWNER TO irra_owner;

COMMENT ON TABLE auth.password_history IS 'Passwords that a person had before';

COMMENT ON COLUMN auth.password_history.person_id IS 'Of auth.ops_team';

COMMENT ON COLUMN auth.password_history.password_hash IS 'As it was in auth.ops_team';

COMMENT ON COLUMN auth.password_history.replaced_at IS 'Until when it was the password';

CREATE TABLE auth.recovery_codes (
    person_id bigint NOT NULL,
    code_hash bytea NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE ONLY auth.recovery_codes FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.recovery_codes OWNER TO irra_owner;

COMMENT ON TABLE auth.recovery_codes IS 'Stand in for the second factor, once each, when the telephone is lost';

COMMENT ON COLUMN auth.recovery_codes.person_id IS 'Of auth.ops_team';

COMMENT ON COLUMN auth.recovery_codes.code_hash IS 'SHA-256 of the code''s characters';

COMMENT ON COLUMN auth.recovery_codes.made_at IS 'When it was shown';

COMMENT ON COLUMN auth.recovery_codes.used_at IS 'When it was used; null = not yet';

CREATE TABLE auth.refresh_tokens (
    token_hash bytea NOT NULL,
    session_id uuid NOT NULL,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE ONLY auth.refresh_tokens FORCE ROW LEVEL SECURITY;

ALTER TABLE auth.refresh_tokens OWNER TO irra_owner;

COMMENT ON TABLE auth.refresh_tokens IS 'What renews a session: each once; one that comes again was stolen and ends the session';

COMMENT ON COLUMN auth.refresh_tokens.token_hash IS 'SHA-256 of the token';

COMMENT ON COLUMN auth.refresh_tokens.session_id IS 'Of auth.sessions';

COMMENT ON COLUMN auth.refresh_tokens.issued_at IS 'When it was given out';

COMMENT ON COLUMN auth.refresh_tokens.used_at IS 'When it was used; null = not yet';

CREATE TABLE book.funds (
    user_id bigint NOT NULL,
    available numeric(18,2) NOT NULL,
    used numeric(18,2) NOT NULL,
    as_of timestamp with time zone NOT NULL
);

ALTER TABLE ONLY book.funds FORCE ROW LEVEL SECURITY;

ALTER TABLE book.funds OWNER TO irra_owner;

COMMENT ON TABLE book.funds IS 'Money of a client at the primary';

COMMENT ON COLUMN book.funds.user_id IS 'Of book.users';

COMMENT ON COLUMN book.funds.available IS 'Rupees that can be used';

COMMENT ON COLUMN book.funds.used IS 'Rupees that are blocked';

COMMENT ON COLUMN book.funds.as_of IS 'How old the figures are';

CREATE TABLE book.opening_positions (
    trade_date date NOT NULL,
    user_id bigint NOT NULL,
    instrument_id bigint NOT NULL,
    product text NOT NULL,
    quantity bigint NOT NULL,
    average_price numeric(18,4) NOT NULL,
    arrival bigint NOT NULL
);

ALTER TABLE ONLY book.opening_positions FORCE ROW LEVEL SECURITY;

ALTER TABLE book.opening_positions OWNER TO irra_owner;

COMMENT ON TABLE book.opening_positions IS 'Positions carried into a business day';

COMMENT ON COLUMN book.opening_positions.trade_date IS 'The business day they open';

COMMENT ON COLUMN book.opening_positions.user_id IS 'Of book.users';

COMMENT ON COLUMN book.opening_positions.instrument_id IS 'Of book.instruments';

COMMENT ON COLUMN book.opening_positions.product IS 'CNC, MIS or NRML';

COMMENT ON COLUMN book.opening_positions.quantity IS 'Units; negative is short';

COMMENT ON COLUMN book.opening_positions.average_price IS 'Rupees; what the overnight part is valued at';

COMMENT ON COLUMN book.opening_positions.arrival IS 'Order of arrival on this side; the primary has no such column';

ALTER TABLE book.opening_positions ALTER COLUMN arrival ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME book.opening_positions_arrival_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE book.orders ALTER COLUMN arrival ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME book.orders_arrival_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE book.trades (
    trade_id bigint NOT NULL,
    order_id bigint NOT NULL,
    user_id bigint NOT NULL,
    instrument_id bigint NOT NULL,
    exchange text NOT NULL,
    segment text NOT NULL,
    trade_date date NOT NULL,
    trade_number text NOT NULL,
    exchange_order_id text,
    product text NOT NULL,
    side text NOT NULL,
    quantity bigint NOT NULL,
    price numeric(18,4) NOT NULL,
    executed_at timestamp with time zone NOT NULL,
    arrival bigint NOT NULL
);

ALTER TABLE ONLY book.trades FORCE ROW LEVEL SECURITY;

ALTER TABLE book.trades OWNER TO irra_owner;

COMMENT ON TABLE book.trades IS 'The primary''s trades; folded into core.trades by arrival';

COMMENT ON COLUMN book.trades.trade_id IS 'The primary''s id';

COMMENT ON COLUMN book.trades.order_id IS 'Of book.orders';

COMMENT ON COLUMN book.trades.user_id IS 'Of book.users';

COMMENT ON COLUMN book.trades.instrument_id IS 'Of book.instruments';

COMMENT ON COLUMN book.trades.exchange IS 'NSE or BSE';

COMMENT ON COLUMN book.trades.segment IS 'CM or FO';

COMMENT ON COLUMN book.trades.trade_date IS 'Business day';

COMMENT ON COLUMN book.trades.trade_number IS 'The exchange''s number, unique for exchange, segment, day and side';

COMMENT ON COLUMN book.trades.exchange_order_id IS 'The exchange''s order number; null when unknown';

COMMENT ON COLUMN book.trades.product IS 'CNC, MIS or NRML';

COMMENT ON COLUMN book.trades.side IS 'buy or sell';

COMMENT ON COLUMN book.trades.quantity IS 'Units';

COMMENT ON COLUMN book.trades.price IS 'Rupees';

COMMENT ON COLUMN book.trades.executed_at IS 'When the exchange traded';

COMMENT ON COLUMN book.trades.arrival IS 'Order of arrival on this side; the primary has no such column';

ALTER TABLE book.trades ALTER COLUMN arrival ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME book.trades_arrival_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE book.trading_days (
    trade_date date NOT NULL,
    opened_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY book.trading_days FORCE ROW LEVEL SECURITY;

ALTER TABLE book.trading_days OWNER TO irra_owner;

COMMENT ON TABLE book.trading_days IS 'Business days that the primary has opened; the latest is the day positions are shown for';

COMMENT ON COLUMN book.trading_days.trade_date IS 'The business day, India';

COMMENT ON COLUMN book.trading_days.opened_at IS 'When the primary opened it';

CREATE TABLE book.users (
    user_id bigint NOT NULL,
    broker_id text NOT NULL,
    name text NOT NULL,
    pan text NOT NULL,
    date_of_birth date NOT NULL,
    email text,
    phone text,
    status text NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY book.users FORCE ROW LEVEL SECURITY;

ALTER TABLE book.users OWNER TO irra_owner;

COMMENT ON TABLE book.users IS 'Clients as the primary knows them; replicated, read-only here';

COMMENT ON COLUMN book.users.user_id IS 'The primary''s id of the client';

COMMENT ON COLUMN book.users.broker_id IS 'What the client calls themselves on the phone; unique';

COMMENT ON COLUMN book.users.name IS 'The client''s name';

COMMENT ON COLUMN book.users.pan IS 'Tax id; compared when a caller is verified, otherwise shown masked only';

COMMENT ON COLUMN book.users.date_of_birth IS 'Compared when a caller is verified; never shown';

COMMENT ON COLUMN book.users.email IS 'Where messages go; null when unknown';

COMMENT ON COLUMN book.users.phone IS 'Where text messages go; null when unknown';

COMMENT ON COLUMN book.users.status IS 'The primary''s word for the account''s state';

COMMENT ON COLUMN book.users.updated_at IS 'When the primary changed the row last';

CREATE TABLE core.alerts (
    alert_id bigint NOT NULL,
    kind text NOT NULL,
    severity text NOT NULL,
    subject text NOT NULL,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    occurrences bigint DEFAULT 1 NOT NULL,
    last_at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone,
    resolved_by bigint,
    resolution text,
    acknowledged_at timestamp with time zone,
    acknowledged_by bigint,
    escalated_at timestamp with time zone,
    CONSTRAINT alerts_acknowledged_by_somebody CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
    CONSTRAINT alerts_resolved_with_words CHECK (((resolved_by IS NULL) = (resolution IS NULL))),
    CONSTRAINT alerts_severity_known CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text])))
);

ALTER TABLE ONLY core.alerts FORCE ROW LEVEL SECURITY;

ALTER TABLE core.alerts OWNER TO irra_owner;

COMMENT ON TABLE core.alerts IS 'Faults for a person, one open row for each kind and subject';

COMMENT ON COLUMN core.alerts.alert_id IS 'Order of alerts';

COMMENT ON COLUMN core.alerts.kind IS 'What is wrong';

COMMENT ON COLUMN core.alerts.severity IS 'info, warning or critical';

COMMENT ON COLUMN core.alerts.subject IS 'With what';

COMMENT ON COLUMN core.alerts.details IS 'Facts of the last occurrence';

COMMENT ON COLUMN core.alerts.raised_at IS 'When it was first seen';

COMMENT ON COLUMN core.alerts.occurrences IS 'How often since';

COMMENT ON COLUMN core.alerts.last_at IS 'When it was seen last';

COMMENT ON COLUMN core.alerts.resolved_at IS 'When it was over; null = open';

COMMENT ON COLUMN core.alerts.resolved_by IS 'Who settled it; null = open, or over by itself';

COMMENT ON COLUMN core.alerts.resolution IS 'What they did about it, in words';

COMMENT ON COLUMN core.alerts.acknowledged_at IS 'When somebody said that they look after it';

COMMENT ON COLUMN core.alerts.acknowledged_by IS 'Who looks after it';

COMMENT ON COLUMN core.alerts.escalated_at IS 'When it was told again, because nobody did';

ALTER TABLE core.alerts ALTER COLUMN alert_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.alerts_alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE core.approvals ALTER COLUMN approval_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.approvals_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE core.batches ALTER COLUMN batch_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.batches_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.call_attempts (
    call_attempt_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    person_id bigint NOT NULL,
    user_id bigint,
    broker_id text NOT NULL,
    caller_number text NOT NULL,
    recording_ref text NOT NULL,
    outcome text NOT NULL,
    CONSTRAINT call_attempts_outcome_known CHECK ((outcome = ANY (ARRAY['verified'::text, 'mismatch'::text, 'too_many_mismatches'::text, 'busy'::text, 'out_of_scope'::text])))
);

ALTER TABLE ONLY core.call_attempts FORCE ROW LEVEL SECURITY;

ALTER TABLE core.call_attempts OWNER TO irra_owner;

COMMENT ON TABLE core.call_attempts IS 'Every attempt to verify a caller';

COMMENT ON COLUMN core.call_attempts.call_attempt_id IS 'Order of attempts';

COMMENT ON COLUMN core.call_attempts.at IS 'When';

COMMENT ON COLUMN core.call_attempts.person_id IS 'The agent';

COMMENT ON COLUMN core.call_attempts.user_id IS 'The client whose broker id was given; null when there is none';

COMMENT ON COLUMN core.call_attempts.broker_id IS 'As it was given';

COMMENT ON COLUMN core.call_attempts.caller_number IS 'Number the caller rang from';

COMMENT ON COLUMN core.call_attempts.recording_ref IS 'Where the recording is';

COMMENT ON COLUMN core.call_attempts.outcome IS 'What it came to; the answer never says which field was wrong';

ALTER TABLE core.call_attempts ALTER COLUMN call_attempt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.call_attempts_call_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.call_otps (
    call_otp_id bigint NOT NULL,
    call_id uuid NOT NULL,
    salt uuid NOT NULL,
    code_hash bytea NOT NULL,
    sent_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    verified_at timestamp with time zone
);

ALTER TABLE ONLY core.call_otps FORCE ROW LEVEL SECURITY;

ALTER TABLE core.call_otps OWNER TO irra_owner;

COMMENT ON TABLE core.call_otps IS 'One-time codes sent to callers, and how often they were tried';

COMMENT ON COLUMN core.call_otps.call_otp_id IS 'Order of sending; only the last of a call counts';

COMMENT ON COLUMN core.call_otps.call_id IS 'The call that it confirms';

COMMENT ON COLUMN core.call_otps.salt IS 'Makes equal codes differ';

COMMENT ON COLUMN core.call_otps.code_hash IS 'SHA-256 of salt and code; readable by no role';

COMMENT ON COLUMN core.call_otps.sent_at IS 'When it was made';

COMMENT ON COLUMN core.call_otps.expires_at IS 'Until when it may be named';

COMMENT ON COLUMN core.call_otps.tries IS 'Codes that were named for it';

COMMENT ON COLUMN core.call_otps.verified_at IS 'When it was named rightly; null = not';

ALTER TABLE core.call_otps ALTER COLUMN call_otp_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.call_otps_call_otp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE core.cl_ord_id_sequence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE core.cl_ord_id_sequence OWNER TO irra_owner;

CREATE TABLE core.client_contacts (
    user_id bigint NOT NULL,
    email text,
    phone text,
    approval_id bigint NOT NULL,
    requested_by bigint NOT NULL,
    approved_by bigint NOT NULL,
    reason text NOT NULL,
    primary_updated_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT client_contacts_change_something CHECK ((num_nonnulls(email, phone) > 0)),
    CONSTRAINT client_contacts_two_people CHECK ((approved_by <> requested_by))
);

ALTER TABLE ONLY core.client_contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE core.client_contacts OWNER TO irra_owner;

COMMENT ON TABLE core.client_contacts IS 'Telephone and e-mail of clients as changed at the desk, over the primary''s until it has them';

COMMENT ON COLUMN core.client_contacts.user_id IS 'The client, of book.users';

COMMENT ON COLUMN core.client_contacts.email IS 'Readable by no role; null = the primary''s';

COMMENT ON COLUMN core.client_contacts.phone IS 'Readable by no role; null = the primary''s';

COMMENT ON COLUMN core.client_contacts.approval_id IS 'The decision of two people';

COMMENT ON COLUMN core.client_contacts.requested_by IS 'Who asked';

COMMENT ON COLUMN core.client_contacts.approved_by IS 'Who approved';

COMMENT ON COLUMN core.client_contacts.reason IS 'Why, in words';

COMMENT ON COLUMN core.client_contacts.primary_updated_at IS 'The primary''s row as it was then: a later one is for a person to compare';

COMMENT ON COLUMN core.client_contacts.changed_at IS 'When';

CREATE TABLE core.client_desks (
    user_id bigint NOT NULL,
    desk text NOT NULL,
    assigned_by bigint NOT NULL,
    assigned_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY core.client_desks FORCE ROW LEVEL SECURITY;

ALTER TABLE core.client_desks OWNER TO irra_owner;

COMMENT ON TABLE core.client_desks IS 'Clients that belong to a desk of the broker';

COMMENT ON COLUMN core.client_desks.user_id IS 'The client, of book.users';

COMMENT ON COLUMN core.client_desks.desk IS 'Name of the desk';

COMMENT ON COLUMN core.client_desks.assigned_by IS 'The admin who set it';

COMMENT ON COLUMN core.client_desks.assigned_at IS 'When';

CREATE TABLE core.controls (
    control_id bigint NOT NULL,
    scope text NOT NULL,
    subject text NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    set_by bigint NOT NULL,
    set_at timestamp with time zone DEFAULT now() NOT NULL,
    lifted_by bigint,
    lifted_at timestamp with time zone,
    CONSTRAINT controls_kind_known CHECK ((kind = ANY (ARRAY['pause'::text, 'kill'::text]))),
    CONSTRAINT controls_lifted_by_somebody CHECK (((lifted_by IS NULL) = (lifted_at IS NULL))),
    CONSTRAINT controls_scope_known CHECK ((scope = ANY (ARRAY['desk'::text, 'segment'::text, 'session'::text, 'person'::text])))
);

ALTER TABLE ONLY core.controls FORCE ROW LEVEL SECURITY;

ALTER TABLE core.controls OWNER TO irra_owner;

COMMENT ON TABLE core.controls IS 'Pauses and kill switches';

COMMENT ON COLUMN core.controls.control_id IS 'Order of controls';

COMMENT ON COLUMN core.controls.scope IS 'desk, segment, session or person';

COMMENT ON COLUMN core.controls.subject IS 'Which: NSE-FO, a session''s name, a username; * for the desk';

COMMENT ON COLUMN core.controls.kind IS 'pause (nothing new leaves) or kill (live orders are cancelled, too)';

COMMENT ON COLUMN core.controls.reason IS 'Why, in words';

COMMENT ON COLUMN core.controls.set_by IS 'Who set it';

COMMENT ON COLUMN core.controls.set_at IS 'When';

COMMENT ON COLUMN core.controls.lifted_by IS 'Who lifted it';

COMMENT ON COLUMN core.controls.lifted_at IS 'When; null = in force';

ALTER TABLE core.controls ALTER COLUMN control_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.controls_control_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.cut_offs (
    exchange text NOT NULL,
    segment text NOT NULL,
    product text NOT NULL,
    cut_off_at time without time zone NOT NULL,
    CONSTRAINT cut_offs_product_known CHECK ((product = ANY (ARRAY['CNC'::text, 'MIS'::text, 'NRML'::text])))
);

ALTER TABLE ONLY core.cut_offs FORCE ROW LEVEL SECURITY;

ALTER TABLE core.cut_offs OWNER TO irra_owner;

COMMENT ON TABLE core.cut_offs IS 'Times of day, India, by which positions of a product have to be closed; a DBA edits them';

COMMENT ON COLUMN core.cut_offs.exchange IS 'NSE or BSE';

COMMENT ON COLUMN core.cut_offs.segment IS 'CM, FO, CD or COM';

COMMENT ON COLUMN core.cut_offs.product IS 'MIS, as a rule: intraday';

COMMENT ON COLUMN core.cut_offs.cut_off_at IS 'Time of day in India';

CREATE TABLE core.error_codes (
    code text NOT NULL,
    title text NOT NULL,
    http_status smallint NOT NULL,
    CONSTRAINT error_codes_shape CHECK ((code ~ '^IR[1-9][0-9]{2}$'::text))
);

ALTER TABLE ONLY core.error_codes FORCE ROW LEVEL SECURITY;

ALTER TABLE core.error_codes OWNER TO irra_owner;

COMMENT ON TABLE core.error_codes IS 'Every code that the desk answers with; docs are generated from it';

COMMENT ON COLUMN core.error_codes.code IS 'SQLSTATE';

COMMENT ON COLUMN core.error_codes.title IS 'Constant message';

COMMENT ON COLUMN core.error_codes.http_status IS 'Status of the HTTP answer';

ALTER TABLE core.exits ALTER COLUMN exit_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.exits_exit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE core.handovers ALTER COLUMN handover_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.handovers_handover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.holidays (
    exchange text NOT NULL,
    segment text NOT NULL,
    holiday date NOT NULL,
    description text NOT NULL
);

ALTER TABLE ONLY core.holidays FORCE ROW LEVEL SECURITY;

ALTER TABLE core.holidays OWNER TO irra_owner;

COMMENT ON TABLE core.holidays IS 'Days on which an exchange''s segment does not trade';

COMMENT ON COLUMN core.holidays.exchange IS 'NSE or BSE';

COMMENT ON COLUMN core.holidays.segment IS 'CM or FO';

COMMENT ON COLUMN core.holidays.holiday IS 'Day without trading';

COMMENT ON COLUMN core.holidays.description IS 'Why';

CREATE TABLE core.idempotency_keys (
    person_id bigint NOT NULL,
    idempotency_key text NOT NULL,
    function_name text NOT NULL,
    request_hash bytea NOT NULL,
    response jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_keys_shape CHECK ((idempotency_key ~ '^[\x21-\x7e]{1,128}$'::text))
);

ALTER TABLE ONLY core.idempotency_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE core.idempotency_keys OWNER TO irra_owner;

COMMENT ON TABLE core.idempotency_keys IS 'Requests that were made, so that the same key does nothing twice';

COMMENT ON COLUMN core.idempotency_keys.person_id IS 'Whose key it is';

COMMENT ON COLUMN core.idempotency_keys.idempotency_key IS 'As the client sent it';

COMMENT ON COLUMN core.idempotency_keys.function_name IS 'What was asked for';

COMMENT ON COLUMN core.idempotency_keys.request_hash IS 'SHA-256 of the request; another request with the key is refused';

COMMENT ON COLUMN core.idempotency_keys.response IS 'What was answered, and will be again';

COMMENT ON COLUMN core.idempotency_keys.created_at IS 'When it was first used';

CREATE TABLE core.instructions (
    instruction_id bigint NOT NULL,
    call_id uuid NOT NULL,
    person_id bigint NOT NULL,
    kind core.instruction_kind NOT NULL,
    details jsonb NOT NULL,
    given_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY core.instructions FORCE ROW LEVEL SECURITY;

ALTER TABLE core.instructions OWNER TO irra_owner;

COMMENT ON TABLE core.instructions IS 'What a client told an agent to do, within a call';

COMMENT ON COLUMN core.instructions.instruction_id IS 'Order of instructions';

COMMENT ON COLUMN core.instructions.call_id IS 'The call it was given in';

COMMENT ON COLUMN core.instructions.person_id IS 'The agent who took it';

COMMENT ON COLUMN core.instructions.kind IS 'square_off, square_off_all, cancel, cancel_all or modify';

COMMENT ON COLUMN core.instructions.details IS 'The instruction as it was entered';

COMMENT ON COLUMN core.instructions.given_at IS 'When';

ALTER TABLE core.instructions ALTER COLUMN instruction_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.instructions_instruction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE core.order_events ALTER COLUMN order_event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.order_events_order_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE core.order_requests ALTER COLUMN order_request_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.order_requests_order_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.order_statuses (
    status text NOT NULL,
    is_live boolean NOT NULL,
    description text NOT NULL
);

ALTER TABLE ONLY core.order_statuses FORCE ROW LEVEL SECURITY;

ALTER TABLE core.order_statuses OWNER TO irra_owner;

COMMENT ON TABLE core.order_statuses IS 'States that an order can be in';

COMMENT ON COLUMN core.order_statuses.status IS 'Name of the state';

COMMENT ON COLUMN core.order_statuses.is_live IS 'Whether the order may still trade';

COMMENT ON COLUMN core.order_statuses.description IS 'What the state means';

CREATE TABLE core.order_transitions (
    from_status text NOT NULL,
    event text NOT NULL,
    to_status text NOT NULL
);

ALTER TABLE ONLY core.order_transitions FORCE ROW LEVEL SECURITY;

ALTER TABLE core.order_transitions OWNER TO irra_owner;

COMMENT ON TABLE core.order_transitions IS 'Which event leads from which state to which; what is not here cannot happen';

COMMENT ON COLUMN core.order_transitions.from_status IS 'State before';

COMMENT ON COLUMN core.order_transitions.event IS 'What happens';

COMMENT ON COLUMN core.order_transitions.to_status IS 'State after';

ALTER TABLE core.orders ALTER COLUMN order_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.orders_order_id_seq
    START WITH 1000000000001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE core.person_scopes ALTER COLUMN scope_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.person_scopes_scope_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE core.positions ALTER COLUMN position_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.positions_position_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.purges (
    purge_id bigint NOT NULL,
    session_name text NOT NULL,
    reason text NOT NULL,
    last_trade_number text,
    purged_by bigint NOT NULL,
    purged_at timestamp with time zone DEFAULT now() NOT NULL,
    order_ids bigint[] NOT NULL
);

ALTER TABLE ONLY core.purges FORCE ROW LEVEL SECURITY;

ALTER TABLE core.purges OWNER TO irra_owner;

COMMENT ON TABLE core.purges IS 'Exchange purges: when an exchange had lost its book';

COMMENT ON COLUMN core.purges.purge_id IS 'Order of purges';

COMMENT ON COLUMN core.purges.session_name IS 'Of fix.sessions';

COMMENT ON COLUMN core.purges.reason IS 'Why, in words';

COMMENT ON COLUMN core.purges.last_trade_number IS 'Last trade number that the exchange let stand; null = not published';

COMMENT ON COLUMN core.purges.purged_by IS 'Person';

COMMENT ON COLUMN core.purges.purged_at IS 'When';

COMMENT ON COLUMN core.purges.order_ids IS 'Live orders that became unknown by it';

ALTER TABLE core.purges ALTER COLUMN purge_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.purges_purge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE core.read_backs ALTER COLUMN read_back_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.read_backs_read_back_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.site (
    site_id smallint DEFAULT 1 NOT NULL,
    mode text DEFAULT 'standby'::text NOT NULL,
    mode_since timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT site_mode_known CHECK ((mode = ANY (ARRAY['standby'::text, 'active'::text, 'returning'::text, 'drill'::text]))),
    CONSTRAINT site_single CHECK ((site_id = 1))
);

ALTER TABLE ONLY core.site FORCE ROW LEVEL SECURITY;

ALTER TABLE core.site OWNER TO irra_owner;

COMMENT ON TABLE core.site IS 'The one row that says what mode the desk is in';

COMMENT ON COLUMN core.site.site_id IS 'Always 1';

COMMENT ON COLUMN core.site.mode IS 'standby, active, returning or drill; orders are made in active and drill only';

COMMENT ON COLUMN core.site.mode_since IS 'When the mode began';

CREATE TABLE core.site_changes (
    site_change_id bigint NOT NULL,
    from_mode text NOT NULL,
    to_mode text NOT NULL,
    reason text NOT NULL,
    requested_by bigint,
    approved_by bigint,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    checks jsonb,
    last_request_id bigint
);

ALTER TABLE ONLY core.site_changes FORCE ROW LEVEL SECURITY;

ALTER TABLE core.site_changes OWNER TO irra_owner;

COMMENT ON TABLE core.site_changes IS 'Every change of mode';

COMMENT ON COLUMN core.site_changes.site_change_id IS 'Order of changes';

COMMENT ON COLUMN core.site_changes.from_mode IS 'Mode before';

COMMENT ON COLUMN core.site_changes.to_mode IS 'Mode after';

COMMENT ON COLUMN core.site_changes.reason IS 'Why, in the requester''s words';

COMMENT ON COLUMN core.site_changes.requested_by IS 'First person';

COMMENT ON COLUMN core.site_changes.approved_by IS 'Second person';

COMMENT ON COLUMN core.site_changes.changed_at IS 'When';

COMMENT ON COLUMN core.site_changes.checks IS 'What was checked when the second person agreed, and what was found';

COMMENT ON COLUMN core.site_changes.last_request_id IS 'The highest order_request_id before the change; null = none yet';

ALTER TABLE core.site_changes ALTER COLUMN site_change_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.site_changes_site_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.site_mode_transitions (
    from_mode text NOT NULL,
    to_mode text NOT NULL
);

ALTER TABLE ONLY core.site_mode_transitions FORCE ROW LEVEL SECURITY;

ALTER TABLE core.site_mode_transitions OWNER TO irra_owner;

COMMENT ON TABLE core.site_mode_transitions IS 'Changes of mode that are possible at all';

COMMENT ON COLUMN core.site_mode_transitions.from_mode IS 'Mode before';

COMMENT ON COLUMN core.site_mode_transitions.to_mode IS 'Mode after';

CREATE TABLE core.temp_trades (
    temp_trade_id bigint NOT NULL,
    session_name text NOT NULL,
    exec_id text NOT NULL,
    order_id bigint NOT NULL,
    exchange text NOT NULL,
    segment text NOT NULL,
    trade_date date NOT NULL,
    trade_number text NOT NULL,
    side text NOT NULL,
    quantity bigint NOT NULL,
    price numeric(18,4) NOT NULL,
    executed_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'provisional'::text NOT NULL,
    confirmed_at timestamp with time zone,
    CONSTRAINT temp_trades_price_not_negative CHECK (((price >= (0)::numeric) AND (price < 'NaN'::numeric))),
    CONSTRAINT temp_trades_quantity_positive CHECK ((quantity > 0)),
    CONSTRAINT temp_trades_state_known CHECK ((state = ANY (ARRAY['provisional'::text, 'confirmed'::text, 'busted'::text])))
);

ALTER TABLE ONLY core.temp_trades FORCE ROW LEVEL SECURITY;

ALTER TABLE core.temp_trades OWNER TO irra_owner;

COMMENT ON TABLE core.temp_trades IS 'Fills as our order session told them: provisional, never moving a position';

COMMENT ON COLUMN core.temp_trades.temp_trade_id IS 'Order of arrival';

COMMENT ON COLUMN core.temp_trades.session_name IS 'FIX session that told';

COMMENT ON COLUMN core.temp_trades.exec_id IS 'The exchange''s execution id';

COMMENT ON COLUMN core.temp_trades.order_id IS 'Of core.orders';

COMMENT ON COLUMN core.temp_trades.exchange IS 'NSE or BSE';

COMMENT ON COLUMN core.temp_trades.segment IS 'CM or FO';

COMMENT ON COLUMN core.temp_trades.trade_date IS 'Business day';

COMMENT ON COLUMN core.temp_trades.trade_number IS 'The exchange''s number';

COMMENT ON COLUMN core.temp_trades.side IS 'buy or sell';

COMMENT ON COLUMN core.temp_trades.quantity IS 'Units';

COMMENT ON COLUMN core.temp_trades.price IS 'Rupees';

COMMENT ON COLUMN core.temp_trades.executed_at IS 'When the exchange traded';

COMMENT ON COLUMN core.temp_trades.received_at IS 'When it was told to us';

COMMENT ON COLUMN core.temp_trades.state IS 'provisional, confirmed or busted';

COMMENT ON COLUMN core.temp_trades.confirmed_at IS 'When the drop copy or the primary confirmed it';

ALTER TABLE core.temp_trades ALTER COLUMN temp_trade_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.temp_trades_temp_trade_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.trade_changes (
    trade_change_id bigint NOT NULL,
    trade_id bigint NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    exec_id text,
    quantity_before bigint NOT NULL,
    price_before numeric(18,4) NOT NULL,
    quantity_after bigint NOT NULL,
    price_after numeric(18,4) NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT trade_changes_kind_known CHECK ((kind = ANY (ARRAY['bust'::text, 'correction'::text]))),
    CONSTRAINT trade_changes_source_known CHECK ((source = ANY (ARRAY['drop_copy'::text, 'response'::text, 'primary'::text])))
);

ALTER TABLE ONLY core.trade_changes FORCE ROW LEVEL SECURITY;

ALTER TABLE core.trade_changes OWNER TO irra_owner;

COMMENT ON TABLE core.trade_changes IS 'Trades that the exchange took back or corrected, with what they were before';

COMMENT ON COLUMN core.trade_changes.trade_change_id IS 'Order of changes';

COMMENT ON COLUMN core.trade_changes.trade_id IS 'Of core.trades';

COMMENT ON COLUMN core.trade_changes.kind IS 'bust or correction';

COMMENT ON COLUMN core.trade_changes.source IS 'Who told first: drop_copy, response or primary';

COMMENT ON COLUMN core.trade_changes.exec_id IS 'ExecID of the message that told it';

COMMENT ON COLUMN core.trade_changes.quantity_before IS 'Units before';

COMMENT ON COLUMN core.trade_changes.price_before IS 'Rupees before';

COMMENT ON COLUMN core.trade_changes.quantity_after IS 'Units after; 0 after a bust';

COMMENT ON COLUMN core.trade_changes.price_after IS 'Rupees after';

COMMENT ON COLUMN core.trade_changes.at IS 'When it was applied';

ALTER TABLE core.trade_changes ALTER COLUMN trade_change_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.trade_changes_trade_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.trade_notices (
    trade_notice_id bigint NOT NULL,
    session_name text NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    trade_date date NOT NULL,
    exec_id text NOT NULL,
    exec_ref_id text,
    exchange text NOT NULL,
    segment text,
    side text,
    trade_number text,
    quantity bigint,
    price numeric(18,4),
    leaves_quantity bigint,
    order_id bigint,
    trade_id bigint,
    temp_trade_id bigint,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    settled_at timestamp with time zone,
    ends_drill boolean DEFAULT false NOT NULL,
    CONSTRAINT trade_notices_correction_whole CHECK (((kind = 'bust'::text) OR ((quantity IS NOT NULL) AND (price IS NOT NULL)))),
    CONSTRAINT trade_notices_kind_known CHECK ((kind = ANY (ARRAY['bust'::text, 'correction'::text]))),
    CONSTRAINT trade_notices_price_not_negative CHECK (((price >= (0)::numeric) AND (price < 'NaN'::numeric))),
    CONSTRAINT trade_notices_quantity_positive CHECK ((quantity > 0)),
    CONSTRAINT trade_notices_refers_to_a_trade CHECK (((exec_ref_id IS NOT NULL) OR (trade_number IS NOT NULL))),
    CONSTRAINT trade_notices_source_known CHECK ((source = ANY (ARRAY['drop_copy'::text, 'response'::text])))
);

ALTER TABLE ONLY core.trade_notices FORCE ROW LEVEL SECURITY;

ALTER TABLE core.trade_notices OWNER TO irra_owner;

COMMENT ON TABLE core.trade_notices IS 'Busts and corrections as an exchange told them, each once';

COMMENT ON COLUMN core.trade_notices.trade_notice_id IS 'Order of arrival';

COMMENT ON COLUMN core.trade_notices.session_name IS 'FIX session that told it';

COMMENT ON COLUMN core.trade_notices.source IS 'drop_copy: it changes the trade; response: it changes the provisional fill';

COMMENT ON COLUMN core.trade_notices.kind IS 'bust or correction';

COMMENT ON COLUMN core.trade_notices.trade_date IS 'The exchange''s trade date, else the desk''s day';

COMMENT ON COLUMN core.trade_notices.exec_id IS 'ExecID (tag 17) of the notice itself';

COMMENT ON COLUMN core.trade_notices.exec_ref_id IS 'ExecID of the fill or of the correction that it changes (tag 19)';

COMMENT ON COLUMN core.trade_notices.exchange IS 'Of the trade';

COMMENT ON COLUMN core.trade_notices.segment IS 'Of the session; null = it serves all';

COMMENT ON COLUMN core.trade_notices.side IS 'Of the trade; null = not told';

COMMENT ON COLUMN core.trade_notices.trade_number IS 'The exchange''s trade number (tag 1003); null = not told';

COMMENT ON COLUMN core.trade_notices.quantity IS 'Corrected quantity, units';

COMMENT ON COLUMN core.trade_notices.price IS 'Corrected price';

COMMENT ON COLUMN core.trade_notices.leaves_quantity IS 'What of the order the exchange still works then (tag 151); null = not told';

COMMENT ON COLUMN core.trade_notices.order_id IS 'Order of ours; null = somebody else''s';

COMMENT ON COLUMN core.trade_notices.trade_id IS 'Trade that it changes; null = not told by the drop copy, or the trade has not come yet';

COMMENT ON COLUMN core.trade_notices.temp_trade_id IS 'Provisional fill that it changes; null = not told by an order session, or not come yet';

COMMENT ON COLUMN core.trade_notices.received_at IS 'When';

COMMENT ON COLUMN core.trade_notices.settled_at IS 'When its trade was made what it says';

COMMENT ON COLUMN core.trade_notices.ends_drill IS 'Made by the desk at the end of a drill for what was practised; no exchange has told it';

ALTER TABLE core.trade_notices ALTER COLUMN trade_notice_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.trade_notices_trade_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.trades (
    trade_id bigint NOT NULL,
    exchange text NOT NULL,
    segment text NOT NULL,
    trade_date date NOT NULL,
    trade_number text NOT NULL,
    side text NOT NULL,
    quantity bigint NOT NULL,
    price numeric(18,4) NOT NULL,
    executed_at timestamp with time zone NOT NULL,
    user_id bigint,
    instrument_id bigint,
    product text,
    position_id bigint,
    order_id bigint,
    exchange_order_id text,
    account text,
    primary_at timestamp with time zone,
    response_at timestamp with time zone,
    drop_copy_at timestamp with time zone,
    manual_at timestamp with time zone,
    file_at timestamp with time zone,
    busted_at timestamp with time zone,
    corrected_at timestamp with time zone,
    exec_id text,
    applied boolean NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT trades_applied_to_a_position CHECK (((NOT applied) OR (position_id IS NOT NULL))),
    CONSTRAINT trades_assigned_whole CHECK (((position_id IS NULL) OR ((user_id IS NOT NULL) AND (instrument_id IS NOT NULL) AND (product IS NOT NULL)))),
    CONSTRAINT trades_authoritative CHECK (((primary_at IS NOT NULL) OR (drop_copy_at IS NOT NULL) OR (manual_at IS NOT NULL) OR (file_at IS NOT NULL))),
    CONSTRAINT trades_price_not_negative CHECK (((price >= (0)::numeric) AND (price < 'NaN'::numeric))),
    CONSTRAINT trades_quantity_positive CHECK ((quantity > 0)),
    CONSTRAINT trades_side_known CHECK ((side = ANY (ARRAY['buy'::text, 'sell'::text])))
);

ALTER TABLE ONLY core.trades FORCE ROW LEVEL SECURITY;

ALTER TABLE core.trades OWNER TO irra_owner;

COMMENT ON TABLE core.trades IS 'The set of trades: each trade of the exchange once, whoever reported it';

COMMENT ON COLUMN core.trades.trade_id IS 'Order in which trades became known';

COMMENT ON COLUMN core.trades.exchange IS 'NSE or BSE; part of the trade''s identity';

COMMENT ON COLUMN core.trades.segment IS 'CM or FO; part of the trade''s identity';

COMMENT ON COLUMN core.trades.trade_date IS 'Business day; part of the trade''s identity';

COMMENT ON COLUMN core.trades.trade_number IS 'The exchange''s number; part of the trade''s identity';

COMMENT ON COLUMN core.trades.side IS 'buy or sell; part of the trade''s identity';

COMMENT ON COLUMN core.trades.quantity IS 'Units';

COMMENT ON COLUMN core.trades.price IS 'Rupees';

COMMENT ON COLUMN core.trades.executed_at IS 'When the exchange traded';

COMMENT ON COLUMN core.trades.user_id IS 'The client; null while nobody knows';

COMMENT ON COLUMN core.trades.instrument_id IS 'Of book.instruments; null while nobody knows';

COMMENT ON COLUMN core.trades.product IS 'CNC, MIS or NRML; null while nobody knows';

COMMENT ON COLUMN core.trades.position_id IS 'The position it counts in; null while nobody knows';

COMMENT ON COLUMN core.trades.order_id IS 'Our order; null for trades of other orders';

COMMENT ON COLUMN core.trades.exchange_order_id IS 'The exchange''s order number; null when unknown';

COMMENT ON COLUMN core.trades.account IS 'Client account as the drop copy told it';

COMMENT ON COLUMN core.trades.primary_at IS 'When replication brought it; null = not yet';

COMMENT ON COLUMN core.trades.response_at IS 'When our order session told of it; null = not';

COMMENT ON COLUMN core.trades.drop_copy_at IS 'When the drop copy brought it; null = not yet';

COMMENT ON COLUMN core.trades.manual_at IS 'When two people entered it; null = not';

COMMENT ON COLUMN core.trades.file_at IS 'When the exchange''s end-of-day file brought it; null = not';

COMMENT ON COLUMN core.trades.busted_at IS 'When the exchange took it back; null = it stands';

COMMENT ON COLUMN core.trades.corrected_at IS 'When the exchange corrected quantity or price; null = never';

COMMENT ON COLUMN core.trades.exec_id IS 'ExecID on the drop copy; null when another source told the trade';

COMMENT ON COLUMN core.trades.applied IS 'Whether the position counts it';

COMMENT ON COLUMN core.trades.created_at IS 'When it became known here';

ALTER TABLE core.trades ALTER COLUMN trade_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.trades_trade_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.waiting_callers (
    caller_id bigint NOT NULL,
    broker_id text,
    caller_number text NOT NULL,
    user_id bigint,
    state text DEFAULT 'waiting'::text NOT NULL,
    added_by bigint NOT NULL,
    waiting_since timestamp with time zone DEFAULT now() NOT NULL,
    taken_by bigint,
    taken_at timestamp with time zone,
    call_id uuid,
    ended_at timestamp with time zone,
    end_reason text,
    CONSTRAINT waiting_callers_ended_when_over CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['served'::text, 'gave_up'::text])))),
    CONSTRAINT waiting_callers_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'taken'::text, 'served'::text, 'gave_up'::text]))),
    CONSTRAINT waiting_callers_taken_by_somebody CHECK ((((state <> 'taken'::text) OR (taken_by IS NOT NULL)) AND ((taken_by IS NULL) = (taken_at IS NULL))))
);

ALTER TABLE ONLY core.waiting_callers FORCE ROW LEVEL SECURITY;

ALTER TABLE core.waiting_callers OWNER TO irra_owner;

COMMENT ON TABLE core.waiting_callers IS 'Callers in the queue, and what became of them: how long each waited is on record';

COMMENT ON COLUMN core.waiting_callers.caller_id IS 'Order of calling';

COMMENT ON COLUMN core.waiting_callers.broker_id IS 'What they said; null = they did not know';

COMMENT ON COLUMN core.waiting_callers.caller_number IS 'Number that they call from';

COMMENT ON COLUMN core.waiting_callers.user_id IS 'Client whose broker id or telephone that is, unverified: for the place in the queue only';

COMMENT ON COLUMN core.waiting_callers.state IS 'waiting, taken by an agent, served or gave_up';

COMMENT ON COLUMN core.waiting_callers.added_by IS 'Who put them in the queue';

COMMENT ON COLUMN core.waiting_callers.waiting_since IS 'When they began to wait';

COMMENT ON COLUMN core.waiting_callers.taken_by IS 'The agent who speaks to them';

COMMENT ON COLUMN core.waiting_callers.taken_at IS 'When';

COMMENT ON COLUMN core.waiting_callers.call_id IS 'The call they were verified for; null = none';

COMMENT ON COLUMN core.waiting_callers.ended_at IS 'When they were served or gave up';

COMMENT ON COLUMN core.waiting_callers.end_reason IS 'Why they were given up, in words';

ALTER TABLE core.waiting_callers ALTER COLUMN caller_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.waiting_callers_caller_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE core.workers (
    worker_name text NOT NULL,
    kind text NOT NULL,
    process_id integer NOT NULL,
    version text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY core.workers FORCE ROW LEVEL SECURITY;

ALTER TABLE core.workers OWNER TO irra_owner;

COMMENT ON TABLE core.workers IS 'Worker processes and when each was last seen';

COMMENT ON COLUMN core.workers.worker_name IS 'Name of the worker';

COMMENT ON COLUMN core.workers.kind IS 'gateway, front, notifier, monitor or sync';

COMMENT ON COLUMN core.workers.process_id IS 'Of the operating system';

COMMENT ON COLUMN core.workers.version IS 'Of the program';

COMMENT ON COLUMN core.workers.started_at IS 'When this process was first seen';

COMMENT ON COLUMN core.workers.last_seen_at IS 'When it was last seen';

CREATE TABLE desk.records (
    record_id bigint NOT NULL,
    failback_id bigint NOT NULL,
    kind text NOT NULL,
    record_key text NOT NULL,
    record jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY desk.records FORCE ROW LEVEL SECURITY;

ALTER TABLE desk.records OWNER TO irra_owner;

COMMENT ON TABLE desk.records IS 'What the desk did, state by state, for the primary; append-only';

COMMENT ON COLUMN desk.records.record_id IS 'Order of collecting';

COMMENT ON COLUMN desk.records.failback_id IS 'Of sync.failbacks';

COMMENT ON COLUMN desk.records.kind IS 'order, trade, primary_order, order_event, call, instruction, contact and others';

COMMENT ON COLUMN desk.records.record_key IS 'What it is about; unique within kind at a time';

COMMENT ON COLUMN desk.records.record IS 'All of it, by name';

COMMENT ON COLUMN desk.records.recorded_at IS 'When it was collected';

ALTER TABLE desk.records ALTER COLUMN record_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME desk.records_record_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE desk.seals (
    failback_id bigint NOT NULL,
    seal_number integer NOT NULL,
    kind text NOT NULL,
    record_count bigint NOT NULL,
    content_hash numeric NOT NULL,
    through_record_id bigint NOT NULL,
    sealed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY desk.seals FORCE ROW LEVEL SECURITY;

ALTER TABLE desk.seals OWNER TO irra_owner;

COMMENT ON TABLE desk.seals IS 'Counts and hashes of what holds, when all was at rest';

COMMENT ON COLUMN desk.seals.failback_id IS 'Of sync.failbacks';

COMMENT ON COLUMN desk.seals.seal_number IS 'Order of seals of one failback';

COMMENT ON COLUMN desk.seals.kind IS 'Of desk.records';

COMMENT ON COLUMN desk.seals.record_count IS 'Keys of this kind';

COMMENT ON COLUMN desk.seals.content_hash IS 'Sum of the first eight bytes of SHA-256 over key, space and record of each';

COMMENT ON COLUMN desk.seals.through_record_id IS 'The last record that it covers';

COMMENT ON COLUMN desk.seals.sealed_at IS 'When';

CREATE TABLE fix.inbound (
    session_name text NOT NULL,
    incarnation integer NOT NULL,
    sequence bigint NOT NULL,
    msg_type text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    poss_dup boolean NOT NULL,
    raw bytea NOT NULL
)
PARTITION BY RANGE (received_at);

ALTER TABLE ONLY fix.inbound FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.inbound OWNER TO irra_owner;

COMMENT ON TABLE fix.inbound IS 'Messages as they were received';

COMMENT ON COLUMN fix.inbound.session_name IS 'Of fix.sessions';

COMMENT ON COLUMN fix.inbound.incarnation IS 'Of the session';

COMMENT ON COLUMN fix.inbound.sequence IS 'FIX sequence number';

COMMENT ON COLUMN fix.inbound.msg_type IS 'FIX message type';

COMMENT ON COLUMN fix.inbound.received_at IS 'When';

COMMENT ON COLUMN fix.inbound.poss_dup IS 'Whether it was marked as a possible repeat (tag 43)';

COMMENT ON COLUMN fix.inbound.raw IS 'The whole message, byte for byte';

CREATE TABLE fix.inbound_default (
    session_name text NOT NULL,
    incarnation integer NOT NULL,
    sequence bigint NOT NULL,
    msg_type text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    poss_dup boolean NOT NULL,
    raw bytea NOT NULL
);

ALTER TABLE ONLY fix.inbound_default FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.inbound_default OWNER TO irra_owner;

COMMENT ON TABLE fix.inbound_default IS 'Messages of days that have no partition of their own';

CREATE TABLE fix.mass_status_answers (
    order_request_id bigint NOT NULL,
    answer_key text NOT NULL,
    order_id bigint
);

ALTER TABLE ONLY fix.mass_status_answers FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.mass_status_answers OWNER TO irra_owner;

COMMENT ON TABLE fix.mass_status_answers IS 'Orders named so far in answer to a mass status question that is not over';

COMMENT ON COLUMN fix.mass_status_answers.order_request_id IS 'The question';

COMMENT ON COLUMN fix.mass_status_answers.answer_key IS 'What tells answers apart: the exchange''s order id, else the ClOrdID';

COMMENT ON COLUMN fix.mass_status_answers.order_id IS 'Order of ours; null = somebody else''s';

CREATE TABLE fix.outbound (
    session_name text NOT NULL,
    incarnation integer NOT NULL,
    sequence bigint NOT NULL,
    msg_type text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    order_request_id bigint,
    body text NOT NULL
)
PARTITION BY RANGE (sent_at);

ALTER TABLE ONLY fix.outbound FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.outbound OWNER TO irra_owner;

COMMENT ON TABLE fix.outbound IS 'Messages that were numbered, in order; the header is not stored twice';

COMMENT ON COLUMN fix.outbound.session_name IS 'Of fix.sessions';

COMMENT ON COLUMN fix.outbound.incarnation IS 'Of the session';

COMMENT ON COLUMN fix.outbound.sequence IS 'FIX sequence number';

COMMENT ON COLUMN fix.outbound.msg_type IS 'FIX message type';

COMMENT ON COLUMN fix.outbound.sent_at IS 'SendingTime (tag 52) of the first sending';

COMMENT ON COLUMN fix.outbound.queued_at IS 'When it was asked for; its age decides about sending again';

COMMENT ON COLUMN fix.outbound.order_request_id IS 'Of core.order_requests; null for session messages';

COMMENT ON COLUMN fix.outbound.body IS 'Fields after the header and before the trailer, each ended by SOH';

CREATE TABLE fix.outbound_default (
    session_name text NOT NULL,
    incarnation integer NOT NULL,
    sequence bigint NOT NULL,
    msg_type text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    order_request_id bigint,
    body text NOT NULL
);

ALTER TABLE ONLY fix.outbound_default FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.outbound_default OWNER TO irra_owner;

COMMENT ON TABLE fix.outbound_default IS 'Messages of days that have no partition of their own';

CREATE TABLE fix.parked (
    parked_id bigint NOT NULL,
    session_name text NOT NULL,
    incarnation integer NOT NULL,
    sequence bigint NOT NULL,
    msg_type text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    reason text NOT NULL,
    fields jsonb NOT NULL,
    resolved_at timestamp with time zone,
    resolved_by text,
    resolution text
);

ALTER TABLE ONLY fix.parked FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.parked OWNER TO irra_owner;

COMMENT ON TABLE fix.parked IS 'Messages that could not be applied; a person looks at each';

COMMENT ON COLUMN fix.parked.parked_id IS 'Order of parking';

COMMENT ON COLUMN fix.parked.session_name IS 'Of fix.sessions';

COMMENT ON COLUMN fix.parked.incarnation IS 'Of the session';

COMMENT ON COLUMN fix.parked.sequence IS 'FIX sequence number';

COMMENT ON COLUMN fix.parked.msg_type IS 'FIX message type';

COMMENT ON COLUMN fix.parked.received_at IS 'When';

COMMENT ON COLUMN fix.parked.reason IS 'Why it could not be applied';

COMMENT ON COLUMN fix.parked.fields IS 'Its fields, tag to value';

COMMENT ON COLUMN fix.parked.resolved_at IS 'When somebody settled it; null = open';

COMMENT ON COLUMN fix.parked.resolved_by IS 'Who settled it';

COMMENT ON COLUMN fix.parked.resolution IS 'What was done about it, in words';

ALTER TABLE fix.parked ALTER COLUMN parked_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME fix.parked_parked_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE fix.session_schedules (
    session_name text NOT NULL,
    weekday smallint NOT NULL,
    logon_at time without time zone NOT NULL,
    logout_at time without time zone NOT NULL,
    CONSTRAINT session_schedules_in_order CHECK ((logout_at > logon_at)),
    CONSTRAINT session_schedules_weekday_known CHECK (((weekday >= 1) AND (weekday <= 7)))
);

ALTER TABLE ONLY fix.session_schedules FORCE ROW LEVEL SECURITY;

ALTER TABLE fix.session_schedules OWNER TO irra_owner;

COMMENT ON TABLE fix.session_schedules IS 'When a session is logged on, in Indian time; a session without rows is always';

COMMENT ON COLUMN fix.session_schedules.session_name IS 'Of fix.sessions';

COMMENT ON COLUMN fix.session_schedules.weekday IS '1 Monday to 7 Sunday';

COMMENT ON COLUMN fix.session_schedules.logon_at IS 'From, Indian time';

COMMENT ON COLUMN fix.session_schedules.logout_at IS 'To, Indian time';

CREATE TABLE monitor.baselines (
    measure text NOT NULL,
    subject text NOT NULL,
    mean numeric NOT NULL,
    variance numeric NOT NULL,
    figures bigint NOT NULL,
    updated_at timestamp with time zone NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY monitor.baselines FORCE ROW LEVEL SECURITY;

ALTER TABLE monitor.baselines OWNER TO irra_owner;

COMMENT ON TABLE monitor.baselines IS 'What is usual of figures that rules compare with it';

COMMENT ON COLUMN monitor.baselines.measure IS 'Which measure';

COMMENT ON COLUMN monitor.baselines.subject IS 'Of what';

COMMENT ON COLUMN monitor.baselines.mean IS 'Rolling mean';

COMMENT ON COLUMN monitor.baselines.variance IS 'Rolling variance';

COMMENT ON COLUMN monitor.baselines.figures IS 'How many figures made it';

COMMENT ON COLUMN monitor.baselines.updated_at IS 'When the last came';

CREATE TABLE monitor.breaches (
    rule_name text NOT NULL,
    subject text NOT NULL,
    since timestamp with time zone NOT NULL,
    value numeric NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY monitor.breaches FORCE ROW LEVEL SECURITY;

ALTER TABLE monitor.breaches OWNER TO irra_owner;

COMMENT ON TABLE monitor.breaches IS 'Rules that are broken at this moment';

COMMENT ON COLUMN monitor.breaches.rule_name IS 'Which rule';

COMMENT ON COLUMN monitor.breaches.subject IS 'By what';

COMMENT ON COLUMN monitor.breaches.since IS 'Since when';

COMMENT ON COLUMN monitor.breaches.value IS 'The last figure';

CREATE UNLOGGED TABLE monitor.history (
    measure text NOT NULL,
    subject text NOT NULL,
    step_seconds integer NOT NULL,
    place integer NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    figures integer NOT NULL,
    total numeric NOT NULL,
    low numeric NOT NULL,
    high numeric NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY monitor.history FORCE ROW LEVEL SECURITY;

ALTER TABLE monitor.history OWNER TO irra_owner;

COMMENT ON TABLE monitor.history IS 'The past of figures that have a chart, by steps of time';

COMMENT ON COLUMN monitor.history.measure IS 'Which measure';

COMMENT ON COLUMN monitor.history.subject IS 'Of what';

COMMENT ON COLUMN monitor.history.step_seconds IS 'Which step';

COMMENT ON COLUMN monitor.history.place IS 'Which place of the ring: begins_at by steps, modulo';

COMMENT ON COLUMN monitor.history.begins_at IS 'Begin of the step that the place holds now';

COMMENT ON COLUMN monitor.history.figures IS 'How many figures came within it';

COMMENT ON COLUMN monitor.history.total IS 'Their sum';

COMMENT ON COLUMN monitor.history.low IS 'The lowest';

COMMENT ON COLUMN monitor.history.high IS 'The highest';

CREATE TABLE monitor.measures (
    measure text NOT NULL,
    query text,
    kind text DEFAULT 'gauge'::text NOT NULL,
    every_seconds integer DEFAULT 1 NOT NULL,
    unit text NOT NULL,
    description text NOT NULL,
    chart_place smallint,
    CONSTRAINT measures_kind_known CHECK ((kind = ANY (ARRAY['gauge'::text, 'counter'::text]))),
    CONSTRAINT measures_name CHECK ((measure ~ '^[a-z][a-z0-9_]{1,60}$'::text)),
    CONSTRAINT measures_pace CHECK (((every_seconds >= 1) AND (every_seconds <= 86400)))
);

ALTER TABLE ONLY monitor.measures FORCE ROW LEVEL SECURITY;

ALTER TABLE monitor.measures OWNER TO irra_owner;

COMMENT ON TABLE monitor.measures IS 'What is measured, how and how often';

COMMENT ON COLUMN monitor.measures.measure IS 'Its name, also in /metrics as irra_<name>';

COMMENT ON COLUMN monitor.measures.query IS 'Answers (subject text, value numeric, detail jsonb) as irra_monitor; null: a worker tells it';

COMMENT ON COLUMN monitor.measures.kind IS 'gauge, or counter: its rate a second counts';

COMMENT ON COLUMN monitor.measures.every_seconds IS 'How often it is read';

COMMENT ON COLUMN monitor.measures.unit IS 'Of the figure';

COMMENT ON COLUMN monitor.measures.description IS 'In words';

COMMENT ON COLUMN monitor.measures.chart_place IS 'Its place among the charts; null: no chart, no past';

CREATE TABLE monitor.readings (
    measure text NOT NULL,
    read_at timestamp with time zone NOT NULL,
    took_ms numeric NOT NULL,
    problem text
)
WITH (fillfactor='50');

ALTER TABLE ONLY monitor.readings FORCE ROW LEVEL SECURITY;

ALTER TABLE monitor.readings OWNER TO irra_owner;

COMMENT ON TABLE monitor.readings IS 'When each measure was read last, how long it took';

COMMENT ON COLUMN monitor.readings.measure IS 'Which';

COMMENT ON COLUMN monitor.readings.read_at IS 'When';

COMMENT ON COLUMN monitor.readings.took_ms IS 'Milliseconds';

COMMENT ON COLUMN monitor.readings.problem IS 'Why it could not be read; null when it could';

CREATE TABLE monitor.rules (
    rule_name text NOT NULL,
    measure text NOT NULL,
    comparison text NOT NULL,
    threshold numeric NOT NULL,
    hold_seconds integer DEFAULT 0 NOT NULL,
    severity text NOT NULL,
    audience text NOT NULL,
    quiet_seconds integer DEFAULT 300 NOT NULL,
    escalate_seconds integer,
    runbook text NOT NULL,
    description text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    CONSTRAINT rules_audience_known CHECK ((audience = ANY (ARRAY['desk'::text, 'supervisor'::text, 'dba'::text]))),
    CONSTRAINT rules_comparison_known CHECK ((comparison = ANY (ARRAY['above'::text, 'below'::text, 'unusual'::text]))),
    CONSTRAINT rules_name CHECK ((rule_name ~ '^[a-z][a-z0-9_]{1,60}$'::text)),
    CONSTRAINT rules_severity_known CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text]))),
    CONSTRAINT rules_times CHECK ((((hold_seconds >= 0) AND (hold_seconds <= 86400)) AND ((quiet_seconds >= 0) AND (quiet_seconds <= 86400)) AND ((escalate_seconds >= 10) AND (escalate_seconds <= 86400))))
);

ALTER TABLE ONLY monitor.rules FORCE ROW LEVEL SECURITY;

ALTER TABLE monitor.rules OWNER TO irra_owner;

COMMENT ON TABLE monitor.rules IS 'When a figure is a fault, how grave, whose; see ops.rules';

COMMENT ON COLUMN monitor.rules.rule_name IS 'Also the kind of its alerts';

COMMENT ON COLUMN monitor.rules.measure IS 'Which figures';

COMMENT ON COLUMN monitor.rules.comparison IS 'above or below the threshold, or unusual: that many deviations from the rolling mean';

COMMENT ON COLUMN monitor.rules.threshold IS 'In the measure''s unit; deviations for unusual';

COMMENT ON COLUMN monitor.rules.hold_seconds IS 'How long it must last';

COMMENT ON COLUMN monitor.rules.severity IS 'Of the alert: info, warning or critical';

COMMENT ON COLUMN monitor.rules.audience IS 'Who sees to it: desk, supervisor or dba';

COMMENT ON COLUMN monitor.rules.quiet_seconds IS 'Back within this time it is the same alert, and nobody is told again';

COMMENT ON COLUMN monitor.rules.escalate_seconds IS 'Not acknowledged for this long it is escalated; null: never';

COMMENT ON COLUMN monitor.rules.runbook IS 'Where it says what to do';

COMMENT ON COLUMN monitor.rules.description IS 'What it means';

COMMENT ON COLUMN monitor.rules.enabled IS 'Whether it counts';

CREATE UNLOGGED TABLE monitor.samples (
    measure text NOT NULL,
    subject text NOT NULL,
    value numeric,
    count_read numeric,
    detail jsonb,
    sampled_at timestamp with time zone NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY monitor.samples FORCE ROW LEVEL SECURITY;

ALTER TABLE monitor.samples OWNER TO irra_owner;

COMMENT ON TABLE monitor.samples IS 'The last figures, one row a measure and subject';

COMMENT ON COLUMN monitor.samples.measure IS 'Which measure';

COMMENT ON COLUMN monitor.samples.subject IS 'Of what: a session, a queue, a worker; empty: the desk';

COMMENT ON COLUMN monitor.samples.value IS 'The figure; of a counter its rate, null at first';

COMMENT ON COLUMN monitor.samples.count_read IS 'A counter as it was read; null of a gauge';

COMMENT ON COLUMN monitor.samples.detail IS 'What else is worth knowing';

COMMENT ON COLUMN monitor.samples.sampled_at IS 'When';

CREATE TABLE monitor.steps (
    step_seconds integer NOT NULL,
    places integer NOT NULL,
    CONSTRAINT steps_bounded CHECK ((((step_seconds >= 1) AND (step_seconds <= 3600)) AND ((places >= 1) AND (places <= 2000))))
);

ALTER TABLE ONLY monitor.steps FORCE ROW LEVEL SECURITY;

ALTER TABLE monitor.steps OWNER TO irra_owner;

COMMENT ON TABLE monitor.steps IS 'How fine and how far back the past of figures is kept';

COMMENT ON COLUMN monitor.steps.step_seconds IS 'Figures within this time are one';

COMMENT ON COLUMN monitor.steps.places IS 'How many steps are kept';

CREATE TABLE notify.kinds (
    kind text NOT NULL,
    stream text NOT NULL,
    audience text NOT NULL,
    channels text[] NOT NULL,
    roles text[] DEFAULT '{}'::text[] NOT NULL,
    can_mute boolean NOT NULL,
    is_secret boolean NOT NULL,
    yields boolean NOT NULL,
    hold_seconds numeric(8,1) NOT NULL,
    expires_minutes integer,
    facts text[] NOT NULL,
    description text NOT NULL,
    CONSTRAINT kinds_audience_known CHECK ((audience = ANY (ARRAY['client'::text, 'ops'::text]))),
    CONSTRAINT kinds_channels_known CHECK ((channels <@ '{email,sms,in_app}'::text[])),
    CONSTRAINT kinds_hold_bounded CHECK (((hold_seconds >= (0)::numeric) AND (hold_seconds <= (3600)::numeric)))
);

ALTER TABLE ONLY notify.kinds FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.kinds OWNER TO irra_owner;

COMMENT ON TABLE notify.kinds IS 'What the desk has to say to clients and to its people';

COMMENT ON COLUMN notify.kinds.kind IS 'What the logic asks for';

COMMENT ON COLUMN notify.kinds.stream IS 'Order and priority, of notify.streams';

COMMENT ON COLUMN notify.kinds.audience IS 'client or ops';

COMMENT ON COLUMN notify.kinds.channels IS 'Ways it is told; a DBA may change them';

COMMENT ON COLUMN notify.kinds.roles IS 'Of ops: whom it concerns when it names no person';

COMMENT ON COLUMN notify.kinds.can_mute IS 'Whether preferences may narrow its channels or mute it';

COMMENT ON COLUMN notify.kinds.is_secret IS 'Whether its facts are forgotten once it is sent';

COMMENT ON COLUMN notify.kinds.yields IS 'Whether it is left out where something later about the same order is told with it';

COMMENT ON COLUMN notify.kinds.hold_seconds IS 'How long it waits for company: what comes meanwhile is told in one message';

COMMENT ON COLUMN notify.kinds.expires_minutes IS 'Undelivered after this it is given up';

COMMENT ON COLUMN notify.kinds.facts IS 'Names that its templates may use; nothing secret is one';

COMMENT ON COLUMN notify.kinds.description IS 'In words';

CREATE TABLE notify.messages (
    message_id bigint NOT NULL,
    lane text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL,
    kind text NOT NULL,
    template_id bigint,
    user_id bigint,
    person_id bigint,
    order_id bigint,
    notice_id bigint,
    recipient text NOT NULL,
    facts jsonb NOT NULL,
    events integer DEFAULT 1 NOT NULL,
    priority smallint NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    provider text,
    provider_ref text,
    failure text,
    last_error text,
    receipt text,
    receipt_at timestamp with time zone,
    read_at timestamp with time zone,
    CONSTRAINT messages_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'in_app'::text]))),
    CONSTRAINT messages_failure_known CHECK ((failure = ANY (ARRAY['again'::text, 'refused'::text, 'address'::text, 'provider'::text, 'expired'::text]))),
    CONSTRAINT messages_receipt_known CHECK ((receipt = ANY (ARRAY['delivered'::text, 'failed'::text]))),
    CONSTRAINT messages_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'dead'::text, 'skipped'::text])))
)
WITH (fillfactor='80');

ALTER TABLE ONLY notify.messages FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.messages OWNER TO irra_owner;

COMMENT ON TABLE notify.messages IS 'Messages as they were made: facts and a version of the wording';

COMMENT ON COLUMN notify.messages.message_id IS 'Identity; in Message-ID and in names of files';

COMMENT ON COLUMN notify.messages.lane IS 'Stream, person and channel: its messages keep their order';

COMMENT ON COLUMN notify.messages.channel IS 'email, sms or in_app';

COMMENT ON COLUMN notify.messages.kind IS 'Of notify.kinds; of several events the table''s';

COMMENT ON COLUMN notify.messages.template_id IS 'The wording; null = there was none, and it is dead';

COMMENT ON COLUMN notify.messages.user_id IS 'The client';

COMMENT ON COLUMN notify.messages.person_id IS 'Or the person of the desk';

COMMENT ON COLUMN notify.messages.order_id IS 'The order it tells of; null when none or several';

COMMENT ON COLUMN notify.messages.notice_id IS 'The notice to many it belongs to';

COMMENT ON COLUMN notify.messages.recipient IS 'Address or number; readable by no role of people';

COMMENT ON COLUMN notify.messages.facts IS 'Values for the wording; readable by no role of people';

COMMENT ON COLUMN notify.messages.events IS 'How many events it tells of';

COMMENT ON COLUMN notify.messages.priority IS 'Of its stream';

COMMENT ON COLUMN notify.messages.state IS 'waiting (or under way), sent, dead (given up) or skipped (nowhere to send it)';

COMMENT ON COLUMN notify.messages.attempts IS 'Tries so far';

COMMENT ON COLUMN notify.messages.next_attempt_at IS 'Not before; a claim moves it by its lease';

COMMENT ON COLUMN notify.messages.expires_at IS 'Then it is given up; null = by attempts and age';

COMMENT ON COLUMN notify.messages.created_at IS 'When it was made';

COMMENT ON COLUMN notify.messages.finished_at IS 'When it was sent or given up';

COMMENT ON COLUMN notify.messages.provider IS 'Who carried it last';

COMMENT ON COLUMN notify.messages.provider_ref IS 'Under which number the provider knows it';

COMMENT ON COLUMN notify.messages.failure IS 'Of the last try: again, refused, address, provider, or expired';

COMMENT ON COLUMN notify.messages.last_error IS 'Of the last try, in the provider''s words';

COMMENT ON COLUMN notify.messages.receipt IS 'What the provider told later: delivered or failed';

COMMENT ON COLUMN notify.messages.receipt_at IS 'When that was, by the provider';

COMMENT ON COLUMN notify.messages.read_at IS 'In-app: when the person read it';

ALTER TABLE notify.messages ALTER COLUMN message_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME notify.messages_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE notify.notices (
    notice_id bigint NOT NULL,
    kind text NOT NULL,
    facts jsonb NOT NULL,
    state text DEFAULT 'running'::text NOT NULL,
    rate_per_second integer NOT NULL,
    after_user_id bigint DEFAULT '-9223372036854775808'::bigint NOT NULL,
    total bigint NOT NULL,
    queued bigint DEFAULT 0 NOT NULL,
    fed_at timestamp with time zone DEFAULT now() NOT NULL,
    made_by bigint,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    stopped_by bigint,
    CONSTRAINT notices_rate_bounded CHECK (((rate_per_second >= 1) AND (rate_per_second <= 100000))),
    CONSTRAINT notices_state_known CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text])))
);

ALTER TABLE ONLY notify.notices FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.notices OWNER TO irra_owner;

COMMENT ON TABLE notify.notices IS 'Notices to all clients, fed to the outbox a little at a time';

COMMENT ON COLUMN notify.notices.notice_id IS 'Identity';

COMMENT ON COLUMN notify.notices.kind IS 'Of notify.kinds';

COMMENT ON COLUMN notify.notices.facts IS 'The same for everybody';

COMMENT ON COLUMN notify.notices.state IS 'running, stopped (can go on) or done';

COMMENT ON COLUMN notify.notices.rate_per_second IS 'Clients a second';

COMMENT ON COLUMN notify.notices.after_user_id IS 'All clients up to here have their row';

COMMENT ON COLUMN notify.notices.total IS 'Clients when it began';

COMMENT ON COLUMN notify.notices.queued IS 'Clients so far';

COMMENT ON COLUMN notify.notices.fed_at IS 'When the last were added';

COMMENT ON COLUMN notify.notices.made_by IS 'Who ordered it; null = the site''s change did';

COMMENT ON COLUMN notify.notices.made_at IS 'When';

COMMENT ON COLUMN notify.notices.ended_at IS 'When all had their row';

COMMENT ON COLUMN notify.notices.stopped_by IS 'Who stopped it last';

ALTER TABLE notify.notices ALTER COLUMN notice_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME notify.notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE notify.outbox ALTER COLUMN outbox_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME notify.outbox_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE notify.preferences (
    preference_id bigint NOT NULL,
    user_id bigint,
    person_id bigint,
    language text NOT NULL,
    channels text[] NOT NULL,
    muted text[] NOT NULL,
    quiet_from time without time zone,
    quiet_until time without time zone,
    phone text,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_by bigint NOT NULL,
    CONSTRAINT preferences_channels_known CHECK ((channels <@ '{email,sms,in_app}'::text[])),
    CONSTRAINT preferences_of_one CHECK ((num_nonnulls(user_id, person_id) = 1)),
    CONSTRAINT preferences_quiet_whole CHECK (((quiet_from IS NULL) = (quiet_until IS NULL)))
);

ALTER TABLE ONLY notify.preferences FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.preferences OWNER TO irra_owner;

COMMENT ON TABLE notify.preferences IS 'How a client or a person of the desk wants to be told';

COMMENT ON COLUMN notify.preferences.preference_id IS 'Identity';

COMMENT ON COLUMN notify.preferences.user_id IS 'The client';

COMMENT ON COLUMN notify.preferences.person_id IS 'Or the person of the desk';

COMMENT ON COLUMN notify.preferences.language IS 'ISO 639; the default where there is no text in it';

COMMENT ON COLUMN notify.preferences.channels IS 'Of what may be muted: the only channels';

COMMENT ON COLUMN notify.preferences.muted IS 'Kinds that are not told';

COMMENT ON COLUMN notify.preferences.quiet_from IS 'Local time of the desk';

COMMENT ON COLUMN notify.preferences.quiet_until IS 'Local time of the desk';

COMMENT ON COLUMN notify.preferences.phone IS 'For SMS to a person; readable by no role';

COMMENT ON COLUMN notify.preferences.changed_at IS 'When';

COMMENT ON COLUMN notify.preferences.changed_by IS 'Who wrote it down';

ALTER TABLE notify.preferences ALTER COLUMN preference_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME notify.preferences_preference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE notify.provider_states (
    provider text NOT NULL,
    tokens numeric DEFAULT 0 NOT NULL,
    refilled_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    paused_until timestamp with time zone,
    pause_seconds integer DEFAULT 0 NOT NULL,
    last_error text,
    silent_seconds numeric DEFAULT 0 NOT NULL,
    silent_at timestamp with time zone
)
WITH (fillfactor='50');

ALTER TABLE ONLY notify.provider_states FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.provider_states OWNER TO irra_owner;

COMMENT ON TABLE notify.provider_states IS 'How providers are; one row each, changed by notifiers';

COMMENT ON COLUMN notify.provider_states.provider IS 'Of notify.providers';

COMMENT ON COLUMN notify.provider_states.tokens IS 'Messages that may go now';

COMMENT ON COLUMN notify.provider_states.refilled_at IS 'When tokens were counted';

COMMENT ON COLUMN notify.provider_states.failures IS 'In a row, of the provider itself';

COMMENT ON COLUMN notify.provider_states.paused_until IS 'Not before; then one message tries it. Null = well';

COMMENT ON COLUMN notify.provider_states.pause_seconds IS 'Length of this pause';

COMMENT ON COLUMN notify.provider_states.last_error IS 'What paused it';

COMMENT ON COLUMN notify.provider_states.silent_seconds IS 'How long nothing came of what it was given, when a notifier told so last';

COMMENT ON COLUMN notify.provider_states.silent_at IS 'When that was; null = never';

CREATE TABLE notify.providers (
    provider text NOT NULL,
    channel text NOT NULL,
    kind text NOT NULL,
    place smallint NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    rate_per_second numeric(10,2),
    connections smallint DEFAULT 4 NOT NULL,
    timeout_ms integer DEFAULT 15000 NOT NULL,
    failure_limit integer DEFAULT 3 NOT NULL,
    pause_seconds integer DEFAULT 5 NOT NULL,
    pause_seconds_max integer DEFAULT 300 NOT NULL,
    CONSTRAINT providers_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
    CONSTRAINT providers_connections_bounded CHECK (((connections >= 1) AND (connections <= 64))),
    CONSTRAINT providers_kind_fits CHECK (((kind = ANY (ARRAY['files'::text, 'discard'::text])) OR ((kind = 'smtp'::text) = (channel = 'email'::text)))),
    CONSTRAINT providers_kind_known CHECK ((kind = ANY (ARRAY['files'::text, 'smtp'::text, 'http'::text, 'discard'::text]))),
    CONSTRAINT providers_limits_positive CHECK (((failure_limit > 0) AND (pause_seconds > 0) AND (pause_seconds_max >= pause_seconds))),
    CONSTRAINT providers_name_shape CHECK ((provider ~ '^[a-z][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT providers_rate_positive CHECK ((rate_per_second > (0)::numeric)),
    CONSTRAINT providers_settings_object CHECK ((jsonb_typeof(settings) = 'object'::text)),
    CONSTRAINT providers_timeout_bounded CHECK (((timeout_ms >= 100) AND (timeout_ms <= 120000)))
);

ALTER TABLE ONLY notify.providers FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.providers OWNER TO irra_owner;

COMMENT ON TABLE notify.providers IS 'Ways out, in the order they are tried; a DBA edits them';

COMMENT ON COLUMN notify.providers.provider IS 'Name';

COMMENT ON COLUMN notify.providers.channel IS 'email or sms';

COMMENT ON COLUMN notify.providers.kind IS 'files (in the outbox folder), smtp, http, or discard (drills, benchmarks)';

COMMENT ON COLUMN notify.providers.place IS 'The first that is well and enabled is taken';

COMMENT ON COLUMN notify.providers.enabled IS 'Whether it is used';

COMMENT ON COLUMN notify.providers.settings IS 'Of its kind (docs/notifications.md); secrets as env:NAME or file:/path only';

COMMENT ON COLUMN notify.providers.rate_per_second IS 'Messages a second at most; null = any';

COMMENT ON COLUMN notify.providers.connections IS 'At the same time, for each notifier';

COMMENT ON COLUMN notify.providers.timeout_ms IS 'Of one message, in milliseconds';

COMMENT ON COLUMN notify.providers.failure_limit IS 'Failures in a row that pause it';

COMMENT ON COLUMN notify.providers.pause_seconds IS 'First pause; doubles while it stays unwell';

COMMENT ON COLUMN notify.providers.pause_seconds_max IS 'Longest pause';

CREATE TABLE notify.receipts (
    receipt_id bigint NOT NULL,
    provider text NOT NULL,
    signature bytea NOT NULL,
    provider_ref text NOT NULL,
    outcome text NOT NULL,
    told_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    message_id bigint
);

ALTER TABLE ONLY notify.receipts FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.receipts OWNER TO irra_owner;

COMMENT ON TABLE notify.receipts IS 'What providers told about messages later; each once';

COMMENT ON COLUMN notify.receipts.receipt_id IS 'Identity';

COMMENT ON COLUMN notify.receipts.provider IS 'Who';

COMMENT ON COLUMN notify.receipts.signature IS 'Proves the sender; the same one again is a replay';

COMMENT ON COLUMN notify.receipts.provider_ref IS 'Which message, by the provider''s number';

COMMENT ON COLUMN notify.receipts.outcome IS 'delivered or failed';

COMMENT ON COLUMN notify.receipts.told_at IS 'Time that was signed';

COMMENT ON COLUMN notify.receipts.received_at IS 'When it came';

COMMENT ON COLUMN notify.receipts.message_id IS 'The message; null = none has this number';

ALTER TABLE notify.receipts ALTER COLUMN receipt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME notify.receipts_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE notify.streams (
    stream text NOT NULL,
    priority smallint NOT NULL,
    coalesces boolean NOT NULL,
    obeys_quiet boolean NOT NULL,
    description text NOT NULL
);

ALTER TABLE ONLY notify.streams FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.streams OWNER TO irra_owner;

COMMENT ON TABLE notify.streams IS 'What is said in order: a stream''s messages to one person on one channel do not overtake';

COMMENT ON COLUMN notify.streams.stream IS 'security, orders, ops or notices';

COMMENT ON COLUMN notify.streams.priority IS 'Smaller goes first, whatever else waits';

COMMENT ON COLUMN notify.streams.coalesces IS 'Whether what waits together becomes one message';

COMMENT ON COLUMN notify.streams.obeys_quiet IS 'Whether e-mail and SMS wait out quiet hours';

COMMENT ON COLUMN notify.streams.description IS 'In words';

CREATE TABLE notify.templates (
    template_id bigint NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    language text NOT NULL,
    version integer NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    body text NOT NULL,
    html text,
    line text DEFAULT ''::text NOT NULL,
    dlt_template_id text,
    form text[] NOT NULL,
    line_form text[] NOT NULL,
    html_line_form text[] NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    made_by bigint,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    activated_by bigint,
    activated_at timestamp with time zone,
    CONSTRAINT templates_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'in_app'::text]))),
    CONSTRAINT templates_language_shape CHECK ((language ~ '^[a-z]{2,3}$'::text)),
    CONSTRAINT templates_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'active'::text, 'retired'::text]))),
    CONSTRAINT templates_two_people CHECK ((activated_by <> made_by))
);

ALTER TABLE ONLY notify.templates FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.templates OWNER TO irra_owner;

COMMENT ON TABLE notify.templates IS 'Wording, in versions: rows never change but in state, so a message can be read again';

COMMENT ON COLUMN notify.templates.template_id IS 'Identity';

COMMENT ON COLUMN notify.templates.kind IS 'Of notify.kinds';

COMMENT ON COLUMN notify.templates.channel IS 'email, sms or in_app';

COMMENT ON COLUMN notify.templates.language IS 'ISO 639: en, hi';

COMMENT ON COLUMN notify.templates.version IS 'Counts up for each kind, channel and language';

COMMENT ON COLUMN notify.templates.subject IS 'One line; placeholders in {{braces}}';

COMMENT ON COLUMN notify.templates.body IS 'Plain text; placeholders in {{braces}}';

COMMENT ON COLUMN notify.templates.html IS 'E-mail as HTML; values are escaped; null = text only';

COMMENT ON COLUMN notify.templates.line IS 'One row of a table of several events, columns by |';

COMMENT ON COLUMN notify.templates.dlt_template_id IS 'Number under which a telecom operator in India knows the text of an SMS';

COMMENT ON COLUMN notify.templates.form IS 'Subject, body and html compiled for format()';

COMMENT ON COLUMN notify.templates.line_form IS 'The line compiled as text';

COMMENT ON COLUMN notify.templates.html_line_form IS 'The line compiled as HTML';

COMMENT ON COLUMN notify.templates.state IS 'draft, active or retired';

COMMENT ON COLUMN notify.templates.made_by IS 'Who wrote it; null = it came with the desk';

COMMENT ON COLUMN notify.templates.made_at IS 'When';

COMMENT ON COLUMN notify.templates.activated_by IS 'The second person';

COMMENT ON COLUMN notify.templates.activated_at IS 'Since when it is used';

ALTER TABLE notify.templates ALTER COLUMN template_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME notify.templates_template_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE notify.told (
    dedupe_key text NOT NULL,
    told_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY notify.told FORCE ROW LEVEL SECURITY;

ALTER TABLE notify.told OWNER TO irra_owner;

COMMENT ON TABLE notify.told IS 'What was queued once and is not to be queued again';

COMMENT ON COLUMN notify.told.dedupe_key IS 'What the message is about';

COMMENT ON COLUMN notify.told.told_at IS 'When';

CREATE VIEW ops.alerts AS
 SELECT a.alert_id,
    a.severity,
    a.kind,
    a.subject,
    a.occurrences,
    a.raised_at,
    a.last_at,
    a.resolved_at,
    (a.resolved_at IS NULL) AS open,
    a.details,
    a.acknowledged_at,
    w.username AS acknowledged_by,
    a.escalated_at,
    r.runbook
   FROM ((core.alerts a
     LEFT JOIN auth.ops_team w ON ((w.person_id = a.acknowledged_by)))
     LEFT JOIN monitor.rules r ON ((r.rule_name = a.kind)))
  ORDER BY (a.resolved_at IS NOT NULL), (array_position(ARRAY['critical'::text, 'warning'::text, 'info'::text], a.severity)), a.last_at DESC;

ALTER TABLE ops.alerts OWNER TO irra_owner;

COMMENT ON VIEW ops.alerts IS 'Faults that somebody should know of: one row for each kind and subject, counted';

CREATE VIEW ops.audit_rows AS
 SELECT t.log_id,
    t.at,
    t.text,
    sha256(convert_to(t.text, 'UTF8'::name)) AS digest
   FROM ( SELECT l.log_id,
            l.at,
            (jsonb_build_array(l.log_id, (l.transaction_id)::text, to_char((l.at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text), l.person_id, l.session_id, l.database_role, l.address, l.request_id, l.action, l.object, l.user_id, l.before, l.after))::text AS text
           FROM audit.log l) t;

ALTER TABLE ops.audit_rows OWNER TO irra_owner;

COMMENT ON VIEW ops.audit_rows IS 'Each row of the log as the text that is hashed, and its SHA-256; what an export holds';

CREATE VIEW ops.audit_chain AS
 SELECT l.log_id,
    l.at,
    l.person_id,
    l.database_role,
    l.action,
    l.object,
    encode(r.digest, 'hex'::text) AS digest,
    s.seal_number
   FROM ((audit.log l
     JOIN ops.audit_rows r ON ((r.log_id = l.log_id)))
     LEFT JOIN LATERAL ( SELECT s_1.seal_number,
            s_1.first_log_id
           FROM audit.seals s_1
          WHERE (s_1.last_log_id >= l.log_id)
          ORDER BY s_1.last_log_id, s_1.seal_number
         LIMIT 1) s ON ((s.first_log_id <= l.log_id)));

ALTER TABLE ops.audit_chain OWNER TO irra_owner;

COMMENT ON VIEW ops.audit_chain IS 'The audit log''s rows, the SHA-256 of each and its seal, without what was read or changed';

CREATE VIEW ops.audit_seals AS
 SELECT s.seal_number,
    s.sealed_at,
    s.first_log_id,
    s.last_log_id,
    s.row_count,
    s.ids_from,
    s.ids_until,
    encode(s.previous_hash, 'hex'::text) AS previous_hash,
    encode(s.hash, 'hex'::text) AS hash
   FROM audit.seals s;

ALTER TABLE ops.audit_seals OWNER TO irra_owner;

COMMENT ON VIEW ops.audit_seals IS 'The audit log''s seals: which range each covers, when, and the chain of hashes';

CREATE VIEW ops.book_columns AS
 SELECT (c.relname)::text AS table_name,
    a.attnum AS place,
    (a.attname)::text AS column_name,
    format_type(a.atttypid, a.atttypmod) AS type,
    a.attnotnull AS required,
    (array_position((i.indkey)::smallint[], a.attnum) IS NOT NULL) AS is_key
   FROM ((pg_class c
     JOIN pg_attribute a ON (((a.attrelid = c.oid) AND (a.attnum > 0) AND (NOT a.attisdropped))))
     JOIN pg_index i ON (((i.indrelid = c.oid) AND i.indisprimary)))
  WHERE ((c.relnamespace = ( SELECT n.oid
           FROM pg_namespace n
          WHERE (n.nspname = 'book'::name))) AND (c.relkind = 'r'::"char") AND (a.attname <> 'arrival'::name));

ALTER TABLE ops.book_columns OWNER TO irra_owner;

COMMENT ON VIEW ops.book_columns IS 'Columns of the book that the primary gives, with type and key: the contract';

CREATE TABLE sync.comparisons (
    comparison_id bigint NOT NULL,
    table_name text NOT NULL,
    outcome text NOT NULL,
    rows_here bigint,
    rows_there bigint,
    different bigint NOT NULL,
    unsettled bigint NOT NULL,
    keys jsonb DEFAULT '[]'::jsonb NOT NULL,
    looks integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT comparisons_outcome_known CHECK ((outcome = ANY (ARRAY['same'::text, 'different'::text, 'unsettled'::text])))
);

ALTER TABLE ONLY sync.comparisons FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.comparisons OWNER TO irra_owner;

COMMENT ON TABLE sync.comparisons IS 'Outcomes of irra sync verify, table by table';

COMMENT ON COLUMN sync.comparisons.comparison_id IS 'Order of comparisons';

COMMENT ON COLUMN sync.comparisons.table_name IS 'Of schema book';

COMMENT ON COLUMN sync.comparisons.outcome IS 'same; different: rows stayed different; unsettled: they still moved when it ended';

COMMENT ON COLUMN sync.comparisons.rows_here IS 'Rows of the desk at the last whole look';

COMMENT ON COLUMN sync.comparisons.rows_there IS 'Rows of the primary at the last whole look';

COMMENT ON COLUMN sync.comparisons.different IS 'Keys whose rows stayed different';

COMMENT ON COLUMN sync.comparisons.unsettled IS 'Keys that still moved';

COMMENT ON COLUMN sync.comparisons.keys IS 'The first of them: key, side that lacks it or both';

COMMENT ON COLUMN sync.comparisons.looks IS 'How often it was looked';

COMMENT ON COLUMN sync.comparisons.started_at IS 'When it began';

COMMENT ON COLUMN sync.comparisons.ended_at IS 'When it ended';

CREATE VIEW ops.comparisons AS
 SELECT DISTINCT ON (c.table_name) c.table_name,
    c.outcome,
    c.rows_here,
    c.rows_there,
    c.different,
    c.unsettled,
    c.keys,
    c.looks,
    c.started_at,
    c.ended_at,
    (now() - c.ended_at) AS age
   FROM sync.comparisons c
  ORDER BY c.table_name, c.comparison_id DESC;

ALTER TABLE ops.comparisons OWNER TO irra_owner;

COMMENT ON VIEW ops.comparisons IS 'What the last comparison of each table with the primary found (irra sync verify)';

CREATE TABLE sync.dump_tables (
    dump_id bigint NOT NULL,
    table_name text NOT NULL,
    row_count bigint NOT NULL,
    content_hash numeric NOT NULL,
    restored_count bigint,
    restored_hash numeric
);

ALTER TABLE ONLY sync.dump_tables FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.dump_tables OWNER TO irra_owner;

COMMENT ON TABLE sync.dump_tables IS 'What a dump holds, as the primary and the restored copy say';

COMMENT ON COLUMN sync.dump_tables.dump_id IS 'Of sync.dumps';

COMMENT ON COLUMN sync.dump_tables.table_name IS 'Of schema book';

COMMENT ON COLUMN sync.dump_tables.row_count IS 'Rows in the primary''s snapshot';

COMMENT ON COLUMN sync.dump_tables.content_hash IS 'Sum of the rows'' hashes there';

COMMENT ON COLUMN sync.dump_tables.restored_count IS 'Rows of the restored copy';

COMMENT ON COLUMN sync.dump_tables.restored_hash IS 'Sum of the rows'' hashes there';

CREATE VIEW ops.dumps AS
 SELECT d.dump_id,
    d.state,
    d.phase,
    d.steps_done,
    d.steps,
    d.requested_at,
    d.schedule_name,
    p.username AS requested_by,
    d.reason,
    d.attempt,
    d.worker_name,
    d.started_at,
    d.ended_at,
    (d.ended_at - d.started_at) AS took,
    d.snapshot_at,
    d.primary_lsn,
    d.directory,
    d.byte_count,
    d.problem,
    d.frozen_day,
    d.deleted_at,
    ( SELECT sum(t.row_count) AS sum
           FROM sync.dump_tables t
          WHERE (t.dump_id = d.dump_id)) AS row_count
   FROM (sync.dumps d
     LEFT JOIN auth.ops_team p ON ((p.person_id = d.requested_by)))
  ORDER BY d.dump_id DESC;

ALTER TABLE ops.dumps OWNER TO irra_owner;

COMMENT ON VIEW ops.dumps IS 'Dumps of the primary''s book: state, progress, what became of them; newest first';

CREATE VIEW ops.failed_log_ins AS
 SELECT p.username,
    a.address,
    count(*) AS failed,
    string_agg(DISTINCT a.outcome, ' '::text ORDER BY a.outcome) AS outcomes,
    max(a.at) AS last_at
   FROM (( SELECT l.attempt_id,
            l.at,
            l.username,
            l.address,
            l.person_id,
            l.outcome
           FROM auth.login_attempts l
          ORDER BY l.attempt_id DESC
         LIMIT 10000) a
     LEFT JOIN auth.ops_team p ON ((p.username = a.username)))
  WHERE ((a.outcome <> 'ok'::text) AND (a.at > (now() - '01:00:00'::interval)))
  GROUP BY p.username, a.address;

ALTER TABLE ops.failed_log_ins OWNER TO irra_owner;

COMMENT ON VIEW ops.failed_log_ins IS 'Failed log-ins of the last hour by name (null: nobody''s) and address, with what was wrong';

CREATE VIEW ops.figure_history AS
 SELECT h.measure,
    h.subject,
    h.begins_at,
    make_interval(secs => (h.step_seconds)::double precision) AS step,
    round((h.total / (NULLIF(h.figures, 0))::numeric), 3) AS mean,
    h.low,
    h.high
   FROM monitor.history h;

ALTER TABLE ops.figure_history OWNER TO irra_owner;

COMMENT ON VIEW ops.figure_history IS 'Figures that have a chart, by steps of time: mean, lowest, highest; unlogged';

CREATE VIEW ops.figures AS
 SELECT s.measure,
    s.subject,
    s.value,
    m.unit,
    m.kind,
    m.description,
    s.detail,
    s.sampled_at,
    b.mean AS usual,
    round(sqrt(b.variance), 3) AS deviation
   FROM ((monitor.samples s
     JOIN monitor.measures m ON ((m.measure = s.measure)))
     LEFT JOIN monitor.baselines b ON (((b.measure = s.measure) AND (b.subject = s.subject))));

ALTER TABLE ops.figures OWNER TO irra_owner;

COMMENT ON VIEW ops.figures IS 'One row a measure and subject: the last figure and what is usual';

CREATE VIEW ops.fix_sessions AS
 SELECT s.name,
    s.kind,
    s.exchange,
    s.segment,
    s.host,
    s.port,
    s.sender_comp_id,
    s.target_comp_id,
    s.enabled,
    COALESCE(t.status, 'down'::text) AS status,
    t.status_since,
    t.incarnation,
    t.next_outbound,
    t.next_inbound,
    t.leader,
    t.epoch,
    t.lease_until,
    COALESCE((t.lease_until > now()), false) AS led,
    t.last_inbound_at,
    t.last_outbound_at,
    t.detail,
    ( SELECT count(*) AS count
           FROM fix.parked p
          WHERE ((p.session_name = s.name) AND (p.resolved_at IS NULL))) AS parked,
    s.conformance,
    (fix.session_hours(s.name) @> now()) AS in_hours,
    s.heartbeat_seconds,
    COALESCE(t.interruptions, (0)::bigint) AS interruptions,
    COALESCE(t.gaps, (0)::bigint) AS gaps,
    k.unanswered,
    (now() - k.unanswered_since) AS unanswered_for
   FROM ((fix.sessions s
     LEFT JOIN fix.session_state t ON ((t.session_name = s.name)))
     LEFT JOIN LATERAL ( SELECT count(*) AS unanswered,
            min(r.sent_at) AS unanswered_since
           FROM ((core.order_requests r
             LEFT JOIN core.orders o ON ((o.order_id = r.order_id)))
             LEFT JOIN core.primary_orders w ON ((w.book_order_id = r.book_order_id)))
          WHERE ((r.session_name = s.name) AND ((r.state)::text = 'sent'::text) AND ((r.kind)::text = ANY (ARRAY['new'::text, 'cancel'::text, 'replace'::text])) AND (((o.leaves_quantity > 0) AND ((o.status)::text <> 'unknown'::text)) OR w.is_live))) k ON (true));

ALTER TABLE ops.fix_sessions OWNER TO irra_owner;

COMMENT ON VIEW ops.fix_sessions IS 'One row a FIX session: state, sequence numbers, which worker leads, what waits for answers';

CREATE VIEW ops.functions AS
 SELECT (((f.schemaname)::text || '.'::text) || (f.funcname)::text) AS function_name,
    f.calls,
    round((f.total_time)::numeric, 1) AS total_ms,
    round((f.self_time)::numeric, 1) AS self_ms,
    round(((f.total_time / (NULLIF(f.calls, 0))::double precision))::numeric, 3) AS ms_a_call
   FROM pg_stat_user_functions f;

ALTER TABLE ops.functions OWNER TO irra_owner;

COMMENT ON VIEW ops.functions IS 'One row a function: calls, milliseconds in all and by itself';

CREATE VIEW ops.gap_trades AS
 SELECT t.trade_id,
    t.exchange,
    t.segment,
    t.trade_date,
    t.trade_number,
    t.side,
    t.quantity,
    t.price,
    t.executed_at,
    LEAST(t.drop_copy_at, t.manual_at, t.file_at) AS received_at,
    array_remove(ARRAY[
        CASE
            WHEN (t.drop_copy_at IS NOT NULL) THEN 'drop_copy'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (t.response_at IS NOT NULL) THEN 'response'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (t.manual_at IS NOT NULL) THEN 'manual'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (t.file_at IS NOT NULL) THEN 'file'::text
            ELSE NULL::text
        END], NULL::text) AS sources,
    t.exchange_order_id,
    t.account,
    t.user_id,
    t.instrument_id,
    i.symbol,
    t.product,
    (t.position_id IS NOT NULL) AS assigned
   FROM (core.trades t
     LEFT JOIN book.instruments i ON ((i.instrument_id = t.instrument_id)))
  WHERE ((t.primary_at IS NULL) AND (t.order_id IS NULL) AND (t.busted_at IS NULL) AND (t.trade_date = ( SELECT max(d.trade_date) AS max
           FROM book.trading_days d)));

ALTER TABLE ops.gap_trades OWNER TO irra_owner;

COMMENT ON VIEW ops.gap_trades IS 'Trades of today that reached the exchange and the desk but not by the primary';

CREATE TABLE sync.book_changes (
    book_change_id bigint NOT NULL,
    table_name text NOT NULL,
    old_row jsonb NOT NULL,
    new_row jsonb,
    at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY sync.book_changes FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.book_changes OWNER TO irra_owner;

COMMENT ON TABLE sync.book_changes IS 'Rows that the primary changed behind the watermark; folding takes them over and deletes them';

COMMENT ON COLUMN sync.book_changes.book_change_id IS 'Order of changes';

COMMENT ON COLUMN sync.book_changes.table_name IS 'Of schema book';

COMMENT ON COLUMN sync.book_changes.old_row IS 'The row before';

COMMENT ON COLUMN sync.book_changes.new_row IS 'The row after; null when it was deleted';

COMMENT ON COLUMN sync.book_changes.at IS 'When it was replicated';

CREATE TABLE sync.held_openings (
    trade_date date NOT NULL,
    user_id bigint NOT NULL,
    instrument_id bigint NOT NULL,
    product text NOT NULL,
    frozen_quantity bigint NOT NULL,
    frozen_price numeric(18,4) NOT NULL,
    book_quantity bigint,
    book_price numeric(18,4),
    noticed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY sync.held_openings FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.held_openings OWNER TO irra_owner;

COMMENT ON TABLE sync.held_openings IS 'Opening positions that the primary changed after they were frozen';

COMMENT ON COLUMN sync.held_openings.trade_date IS 'Business day';

COMMENT ON COLUMN sync.held_openings.user_id IS 'Of book.users';

COMMENT ON COLUMN sync.held_openings.instrument_id IS 'Of book.instruments';

COMMENT ON COLUMN sync.held_openings.product IS 'CNC, MIS or NRML';

COMMENT ON COLUMN sync.held_openings.frozen_quantity IS 'What the position stands on, units';

COMMENT ON COLUMN sync.held_openings.frozen_price IS 'And its price, rupees';

COMMENT ON COLUMN sync.held_openings.book_quantity IS 'What the primary says now; null = deleted';

COMMENT ON COLUMN sync.held_openings.book_price IS 'And its price, rupees';

COMMENT ON COLUMN sync.held_openings.noticed_at IS 'When it was first seen';

CREATE TABLE sync.refused_rows (
    refused_row_id bigint NOT NULL,
    table_name text NOT NULL,
    arrival bigint NOT NULL,
    user_id bigint NOT NULL,
    instrument_id bigint NOT NULL,
    "row" jsonb NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone
);

ALTER TABLE ONLY sync.refused_rows FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.refused_rows OWNER TO irra_owner;

COMMENT ON TABLE sync.refused_rows IS 'Rows of the primary that folding set aside, so that they do not stop the others';

COMMENT ON COLUMN sync.refused_rows.refused_row_id IS 'Order of refusal';

COMMENT ON COLUMN sync.refused_rows.table_name IS 'Of schema book';

COMMENT ON COLUMN sync.refused_rows.arrival IS 'Of the row';

COMMENT ON COLUMN sync.refused_rows.user_id IS 'Of the row: this client must not be traded';

COMMENT ON COLUMN sync.refused_rows.instrument_id IS 'Of the row: in this instrument';

COMMENT ON COLUMN sync.refused_rows."row" IS 'As it was when it was refused';

COMMENT ON COLUMN sync.refused_rows.reason IS 'What is wrong with it';

COMMENT ON COLUMN sync.refused_rows.at IS 'When it was refused';

COMMENT ON COLUMN sync.refused_rows.resolved_at IS 'When the primary had put it right or taken it back, or a person settled it; null = open';

CREATE TABLE sync.watermarks (
    table_name text NOT NULL,
    arrival bigint DEFAULT 0 NOT NULL,
    folded_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY sync.watermarks FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.watermarks OWNER TO irra_owner;

COMMENT ON TABLE sync.watermarks IS 'How far each replicated table is folded into core';

COMMENT ON COLUMN sync.watermarks.table_name IS 'Of schema book; everything: when all that waits was last looked at again';

COMMENT ON COLUMN sync.watermarks.arrival IS 'Everything up to here is folded';

COMMENT ON COLUMN sync.watermarks.folded_at IS 'When something was last folded';

CREATE VIEW ops.position_breaks AS
 WITH changing AS (
         SELECT ((c_1.old_row ->> 'trade_date'::text))::date AS trade_date,
            ((c_1.old_row ->> 'user_id'::text))::bigint AS user_id,
            ((c_1.old_row ->> 'instrument_id'::text))::bigint AS instrument_id,
            (c_1.old_row ->> 'product'::text) AS product
           FROM sync.book_changes c_1
        ), opening AS (
         SELECT o.trade_date,
            o.user_id,
            o.instrument_id,
            o.product,
            COALESCE(h.frozen_quantity, o.quantity) AS quantity
           FROM (book.opening_positions o
             LEFT JOIN sync.held_openings h ON (((h.trade_date = o.trade_date) AND (h.user_id = o.user_id) AND (h.instrument_id = o.instrument_id) AND (h.product = o.product))))
          WHERE ((o.arrival <= ( SELECT w.arrival
                   FROM sync.watermarks w
                  WHERE (w.table_name = 'opening_positions'::text))) AND (NOT (EXISTS ( SELECT
                   FROM sync.refused_rows r
                  WHERE ((r.table_name = 'opening_positions'::text) AND (r.arrival = o.arrival) AND (r.resolved_at IS NULL))))) AND (h.frozen_quantity IS DISTINCT FROM 0))
        UNION ALL
         SELECT h.trade_date,
            h.user_id,
            h.instrument_id,
            h.product,
            h.frozen_quantity
           FROM sync.held_openings h
          WHERE (h.book_quantity IS NULL)
        ), traded AS (
         SELECT t.position_id,
            COALESCE(sum(t.quantity) FILTER (WHERE (t.side = 'buy'::text)), (0)::numeric) AS buy_quantity,
            COALESCE(sum(((t.quantity)::numeric * t.price)) FILTER (WHERE (t.side = 'buy'::text)), (0)::numeric) AS buy_value,
            COALESCE(sum(t.quantity) FILTER (WHERE (t.side = 'sell'::text)), (0)::numeric) AS sell_quantity,
            COALESCE(sum(((t.quantity)::numeric * t.price)) FILTER (WHERE (t.side = 'sell'::text)), (0)::numeric) AS sell_value
           FROM core.trades t
          WHERE ((t.position_id IS NOT NULL) AND (t.busted_at IS NULL))
          GROUP BY t.position_id
        ), compared AS (
         SELECT p.position_id,
            COALESCE(p.trade_date, o.trade_date) AS trade_date,
            COALESCE(p.user_id, o.user_id) AS user_id,
            COALESCE(p.instrument_id, o.instrument_id) AS instrument_id,
            COALESCE(p.product, o.product) AS product,
            p.net_quantity AS running_quantity,
            (((COALESCE(o.quantity, (0)::bigint))::numeric + COALESCE(t.buy_quantity, (0)::numeric)) - COALESCE(t.sell_quantity, (0)::numeric)) AS recomputed_quantity,
            (p.buy_value - p.sell_value) AS running_value,
            (COALESCE(t.buy_value, (0)::numeric) - COALESCE(t.sell_value, (0)::numeric)) AS recomputed_value,
            (((((p.overnight_quantity IS DISTINCT FROM COALESCE(o.quantity, (0)::bigint)) OR ((p.buy_quantity)::numeric IS DISTINCT FROM COALESCE(t.buy_quantity, (0)::numeric))) OR (p.buy_value IS DISTINCT FROM COALESCE(t.buy_value, (0)::numeric))) OR ((p.sell_quantity)::numeric IS DISTINCT FROM COALESCE(t.sell_quantity, (0)::numeric))) OR (p.sell_value IS DISTINCT FROM COALESCE(t.sell_value, (0)::numeric))) AS differs
           FROM ((core.positions p
             FULL JOIN opening o ON (((o.user_id = p.user_id) AND (o.trade_date = p.trade_date) AND (o.instrument_id = p.instrument_id) AND (o.product = p.product))))
             LEFT JOIN traded t ON ((t.position_id = p.position_id)))
        )
 SELECT c.position_id,
    c.trade_date,
    c.user_id,
    c.instrument_id,
    c.product,
    c.running_quantity,
    c.recomputed_quantity,
    c.running_value,
    c.recomputed_value
   FROM compared c
  WHERE (c.differs AND (NOT (EXISTS ( SELECT
           FROM changing x
          WHERE ((x.trade_date = c.trade_date) AND (x.user_id = c.user_id) AND (x.instrument_id = c.instrument_id) AND (x.product = c.product))))));

ALTER TABLE ops.position_breaks OWNER TO irra_owner;

COMMENT ON VIEW ops.position_breaks IS 'Positions whose running figure disagrees with opening position plus trades: always empty';

CREATE TABLE queue.dispatch (
    session_name text NOT NULL,
    order_request_id bigint NOT NULL,
    can_wait boolean DEFAULT false NOT NULL,
    is_urgent boolean DEFAULT false NOT NULL,
    is_question boolean DEFAULT false NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='1000');

ALTER TABLE ONLY queue.dispatch FORCE ROW LEVEL SECURITY;

ALTER TABLE queue.dispatch OWNER TO irra_owner;

COMMENT ON TABLE queue.dispatch IS 'Requests waiting for their FIX session; a claim deletes the row';

COMMENT ON COLUMN queue.dispatch.session_name IS 'FIX session that they go out by';

COMMENT ON COLUMN queue.dispatch.order_request_id IS 'Of core.order_requests; the order in which they go out';

COMMENT ON COLUMN queue.dispatch.can_wait IS 'Whether it waits while the session is paused: new orders and replacements';

COMMENT ON COLUMN queue.dispatch.is_urgent IS 'Whether it goes before others that wait: cancels, reductions of what could close too much';

COMMENT ON COLUMN queue.dispatch.is_question IS 'A status question: goes after all others';

CREATE VIEW ops.queues AS
 SELECT ('dispatch:'::text || s.name) AS queue,
    count(d.order_request_id) AS waiting,
    min(r.queued_at) AS oldest_at,
    (now() - min(r.queued_at)) AS oldest_age,
    (0)::bigint AS dead
   FROM ((fix.sessions s
     LEFT JOIN queue.dispatch d ON ((d.session_name = s.name)))
     LEFT JOIN core.order_requests r ON ((r.order_request_id = d.order_request_id)))
  WHERE ((s.kind = 'order'::text) AND (NOT s.conformance))
  GROUP BY s.name
UNION ALL
 SELECT 'notify'::text AS queue,
    count(*) AS waiting,
    min(w.at) FILTER (WHERE (w.at <= now())) AS oldest_at,
    (now() - min(w.at) FILTER (WHERE (w.at <= now()))) AS oldest_age,
    ( SELECT count(*) AS count
           FROM notify.messages m
          WHERE (m.state = 'dead'::text)) AS dead
   FROM ( SELECT o.due_at AS at
           FROM notify.outbox o
          WHERE (o.notice_id IS NULL)
        UNION ALL
         SELECT m.next_attempt_at
           FROM notify.messages m
          WHERE ((m.state = 'waiting'::text) AND (m.notice_id IS NULL))) w
UNION ALL
 SELECT 'notices'::text AS queue,
    count(*) AS waiting,
    NULL::timestamp with time zone AS oldest_at,
    NULL::interval AS oldest_age,
    0 AS dead
   FROM ( SELECT
           FROM notify.outbox o
          WHERE (o.notice_id IS NOT NULL)
        UNION ALL
         SELECT
           FROM notify.messages m
          WHERE ((m.state = 'waiting'::text) AND (m.notice_id IS NOT NULL))) w;

ALTER TABLE ops.queues OWNER TO irra_owner;

COMMENT ON VIEW ops.queues IS 'One row a queue: messages waiting, how long the oldest is due, messages given up';

CREATE TABLE sync.primary_state (
    primary_state_id smallint DEFAULT 1 NOT NULL,
    reachable boolean DEFAULT false NOT NULL,
    checked_at timestamp with time zone DEFAULT now() NOT NULL,
    last_reachable_at timestamp with time zone,
    wal_lsn pg_lsn,
    slot_name text,
    slot_active boolean,
    slot_wal_status text,
    confirmed_flush_lsn pg_lsn,
    detail text,
    CONSTRAINT primary_state_single CHECK ((primary_state_id = 1))
)
WITH (fillfactor='50');

ALTER TABLE ONLY sync.primary_state FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.primary_state OWNER TO irra_owner;

COMMENT ON TABLE sync.primary_state IS 'The one row of what the sync worker last saw of the primary';

COMMENT ON COLUMN sync.primary_state.primary_state_id IS 'Always 1';

COMMENT ON COLUMN sync.primary_state.reachable IS 'Whether it answered';

COMMENT ON COLUMN sync.primary_state.checked_at IS 'When it was asked';

COMMENT ON COLUMN sync.primary_state.last_reachable_at IS 'When it last answered';

COMMENT ON COLUMN sync.primary_state.wal_lsn IS 'How far it had written';

COMMENT ON COLUMN sync.primary_state.slot_name IS 'Replication slot there';

COMMENT ON COLUMN sync.primary_state.slot_active IS 'Whether our subscription was using the slot';

COMMENT ON COLUMN sync.primary_state.slot_wal_status IS 'Whether the slot still has what we need';

COMMENT ON COLUMN sync.primary_state.confirmed_flush_lsn IS 'How far we had confirmed';

COMMENT ON COLUMN sync.primary_state.detail IS 'Why it did not answer';

CREATE VIEW ops.replication AS
 SELECT s.subname AS subscription,
    s.subenabled AS enabled,
    (w.pid IS NOT NULL) AS applying,
    w.received_lsn,
    w.latest_end_lsn,
    w.last_msg_receipt_time AS last_message_at,
    (now() - w.last_msg_receipt_time) AS last_message_age,
    p.reachable AS primary_reachable,
    p.last_reachable_at AS primary_last_reachable_at,
    p.checked_at AS primary_checked_at,
    p.wal_lsn AS primary_wal_lsn,
    p.slot_name,
    p.slot_active,
    p.slot_wal_status,
    p.confirmed_flush_lsn,
    pg_wal_lsn_diff(p.wal_lsn, p.confirmed_flush_lsn) AS lag_bytes,
    ( SELECT count(*) AS count
           FROM book.trades t
          WHERE (t.arrival > ( SELECT m.arrival
                   FROM sync.watermarks m
                  WHERE (m.table_name = 'trades'::text)))) AS trades_not_folded,
    ( SELECT count(*) AS count
           FROM book.opening_positions o
          WHERE (o.arrival > ( SELECT m.arrival
                   FROM sync.watermarks m
                  WHERE (m.table_name = 'opening_positions'::text)))) AS opening_positions_not_folded,
    ( SELECT max(m.folded_at) AS max
           FROM sync.watermarks m) AS last_folded_at,
    p.detail,
    e.apply_error_count AS apply_errors,
    e.sync_error_count AS copy_errors,
    NULLIF(s.subskiplsn, '0/0'::pg_lsn) AS skipping_lsn,
    w.latest_end_time AS last_applied_at,
    ( SELECT array_agg(((x.relid)::regclass)::text ORDER BY ((x.relid)::regclass)::text) AS array_agg
           FROM ( SELECT k.srrelid AS relid
                   FROM pg_subscription_rel k
                  WHERE ((k.srsubid = s.oid) AND (k.srsubstate <> 'r'::"char"))) x) AS tables_being_copied
   FROM (((sync.primary_state p
     LEFT JOIN pg_subscription s ON (((s.subname = 'irra_book'::name) AND (s.subdbid = ( SELECT d.oid
           FROM pg_database d
          WHERE (d.datname = current_database()))))))
     LEFT JOIN pg_stat_subscription w ON (((w.subid = s.oid) AND (w.relid IS NULL))))
     LEFT JOIN pg_stat_subscription_stats e ON ((e.subid = s.oid)));

ALTER TABLE ops.replication OWNER TO irra_owner;

COMMENT ON VIEW ops.replication IS 'One row: subscription, slot, lag and the primary''s state as last seen; rows not folded yet';

CREATE VIEW ops.unassigned_trades AS
 SELECT t.trade_id,
    t.exchange,
    t.segment,
    t.trade_date,
    t.trade_number,
    t.side,
    t.quantity,
    t.price,
    t.executed_at,
    t.account,
    t.exchange_order_id,
    t.user_id,
    i.symbol,
    t.product,
    (now() - t.created_at) AS age
   FROM (core.trades t
     LEFT JOIN book.instruments i ON ((i.instrument_id = t.instrument_id)))
  WHERE ((t.position_id IS NULL) AND (t.busted_at IS NULL));

ALTER TABLE ops.unassigned_trades OWNER TO irra_owner;

COMMENT ON VIEW ops.unassigned_trades IS 'Trades that no position could take yet, with what was told of them and their age';

CREATE VIEW ops.unconfirmed_trades AS
 SELECT f.temp_trade_id,
    f.session_name,
    f.order_id,
    o.cl_ord_id,
    f.exchange,
    f.segment,
    f.trade_date,
    f.trade_number,
    f.side,
    f.quantity,
    f.price,
    f.executed_at,
    f.received_at,
    (now() - f.received_at) AS age,
    ((now() - f.received_at) > make_interval(secs => (( SELECT (s.value)::integer AS value
           FROM core.settings s
          WHERE (s.name = 'unconfirmed_alert_seconds'::text)))::double precision)) AS overdue
   FROM (core.temp_trades f
     JOIN core.orders o ON ((o.order_id = f.order_id)))
  WHERE (f.state = 'provisional'::text);

ALTER TABLE ops.unconfirmed_trades OWNER TO irra_owner;

COMMENT ON VIEW ops.unconfirmed_trades IS 'Fills waiting for the drop copy or the primary to confirm them, with their age';

CREATE VIEW ops.health AS
 WITH bounds AS (
         SELECT ( SELECT make_interval(secs => ((s.value)::integer)::double precision) AS make_interval
                   FROM core.settings s
                  WHERE (s.name = 'worker_silence_seconds'::text)) AS silence,
            ( SELECT make_interval(secs => ((s.value)::integer)::double precision) AS make_interval
                   FROM core.settings s
                  WHERE (s.name = 'queue_age_alert_seconds'::text)) AS queue_age,
            ( SELECT make_interval(secs => ((s.value)::integer)::double precision) AS make_interval
                   FROM core.settings s
                  WHERE (s.name = 'audit_unsealed_seconds'::text)) AS unsealed,
            ( SELECT make_interval(secs => ((s.value)::integer)::double precision) AS make_interval
                   FROM core.settings s
                  WHERE (s.name = 'audit_head_seconds'::text)) AS head_age
        ), checks(check_name, ok, detail) AS (
         SELECT 'site'::text AS "?column?",
            true AS "?column?",
            ( SELECT ((s.mode || ' since '::text) || s.mode_since)
                   FROM core.site s) AS "?column?"
        UNION ALL
         SELECT ('worker '::text || w.worker_name),
            (w.last_seen_at > (now() - b.silence)),
            ((((w.kind || ' '::text) || w.version) || ', last seen '::text) || w.last_seen_at)
           FROM (core.workers w
             CROSS JOIN bounds b)
        UNION ALL
         SELECT ('fix session '::text || f.name),
            (((f.status = 'logged_on'::text) AND f.led AND (f.parked = 0)) OR ((NOT f.in_hours) AND (f.parked = 0))),
            ((((f.status || COALESCE((' since '::text || f.status_since), ''::text)) || ', parked messages: '::text) || f.parked) || COALESCE((', '::text || f.detail), ''::text))
           FROM ops.fix_sessions f
          WHERE (f.enabled AND (NOT f.conformance))
        UNION ALL
         SELECT ('queue '::text || q.queue),
            (COALESCE((q.oldest_age < b.queue_age), true) AND (q.dead = 0)),
            ((((q.waiting || ' waiting, '::text) || q.dead) || ' given up'::text) || COALESCE(((', oldest due for '::text || round(EXTRACT(epoch FROM q.oldest_age), 1)) || ' s'::text), ''::text))
           FROM (ops.queues q
             CROSS JOIN bounds b)
        UNION ALL
         SELECT 'primary'::text,
            (p.reachable OR (s.mode = 'active'::text)),
                CASE
                    WHEN p.reachable THEN 'reachable'::text
                    ELSE ((('down'::text ||
                    CASE
                        WHEN (s.mode = 'active'::text) THEN ', this desk stands in for it'::text
                        ELSE ''::text
                    END) || ', last reachable '::text) || COALESCE((p.last_reachable_at)::text, 'never'::text))
                END AS "case"
           FROM (sync.primary_state p
             CROSS JOIN core.site s)
        UNION ALL
         SELECT 'replication'::text,
            ((r.subscription IS NOT NULL) AND (r.applying OR (NOT r.primary_reachable))),
                CASE
                    WHEN (r.subscription IS NULL) THEN 'no subscription'::text
                    WHEN (NOT r.primary_reachable) THEN 'waiting for the primary'::text
                    ELSE (COALESCE((('lag '::text || r.lag_bytes) || ' bytes, '::text), ''::text) ||
                    CASE
                        WHEN r.applying THEN 'applying'::text
                        ELSE 'not applying'::text
                    END)
                END AS "case"
           FROM ops.replication r
        UNION ALL
         SELECT 'refused rows'::text,
            (count(*) = 0),
            (count(*) || ' rows of the primary not folded'::text)
           FROM sync.refused_rows r
          WHERE (r.resolved_at IS NULL)
        UNION ALL
         SELECT 'position breaks'::text,
            (count(*) = 0),
            (count(*) || ' positions differ'::text)
           FROM ops.position_breaks
        UNION ALL
         SELECT 'unconfirmed trades'::text,
            COALESCE(bool_and((NOT u.overdue)), true) AS "coalesce",
            (((count(*) || ' provisional, '::text) || count(*) FILTER (WHERE u.overdue)) || ' overdue'::text)
           FROM ops.unconfirmed_trades u
        UNION ALL
         SELECT 'critical alerts'::text,
            (count(*) = 0),
            (count(*) || ' open'::text)
           FROM (core.alerts a
             CROSS JOIN core.site s)
          WHERE ((a.severity = 'critical'::text) AND (a.resolved_at IS NULL) AND (NOT ((a.kind = 'primary_unreachable'::text) AND (s.mode = 'active'::text))))
        UNION ALL
         SELECT 'unassigned trades'::text,
            (count(*) = 0),
            (count(*) || ' trades of nobody known'::text)
           FROM ops.unassigned_trades
        UNION ALL
         SELECT 'audit seals'::text,
            COALESCE((w.at > (now() - b.unsealed)), true) AS "coalesce",
            (COALESCE(((('seal '::text || s.seal_number) || ' of '::text) || s.sealed_at), 'no seal yet'::text) || COALESCE((', a row waits since '::text || w.at), ''::text))
           FROM ((bounds b
             LEFT JOIN LATERAL ( SELECT s_1.seal_number,
                    s_1.last_log_id,
                    s_1.sealed_at
                   FROM audit.seals s_1
                  ORDER BY s_1.seal_number DESC
                 LIMIT 1) s ON (true))
             LEFT JOIN LATERAL ( SELECT l.at
                   FROM audit.log l
                  WHERE (l.log_id > COALESCE(s.last_log_id, (0)::bigint))
                  ORDER BY l.log_id
                 LIMIT 1) w ON (true))
        UNION ALL
         SELECT 'audit head outside'::text,
            COALESCE((COALESCE(p.head_written_at, s.sealed_at) > (now() - b.head_age)), true) AS "coalesce",
            COALESCE(((('seal '::text || p.head_seal_number) || ' written at '::text) || p.head_written_at), 'not written yet'::text) AS "coalesce"
           FROM ((bounds b
             CROSS JOIN audit.progress p)
             LEFT JOIN audit.seals s ON ((s.seal_number = 1)))
        )
 SELECT c.check_name,
    c.ok,
    c.detail,
    now() AS as_of
   FROM checks c;

ALTER TABLE ops.health OWNER TO irra_owner;

COMMENT ON VIEW ops.health IS 'One row a check, ok or not and why: site, workers, FIX, queues, primary, breaks, audit';

CREATE TABLE sync.frozen_days (
    trade_date date NOT NULL,
    dump_id bigint NOT NULL,
    frozen_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY sync.frozen_days FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.frozen_days OWNER TO irra_owner;

COMMENT ON TABLE sync.frozen_days IS 'Days whose opening positions are fixed';

COMMENT ON COLUMN sync.frozen_days.trade_date IS 'Business day';

COMMENT ON COLUMN sync.frozen_days.dump_id IS 'The verified dump that they stand on';

COMMENT ON COLUMN sync.frozen_days.frozen_at IS 'When';

CREATE VIEW ops.held_openings AS
 SELECT h.trade_date,
    h.user_id,
    u.broker_id,
    h.instrument_id,
    i.symbol,
    h.product,
    h.frozen_quantity,
    h.frozen_price,
    h.book_quantity,
    h.book_price,
    h.noticed_at,
    f.dump_id,
    f.frozen_at
   FROM (((sync.held_openings h
     JOIN sync.frozen_days f ON ((f.trade_date = h.trade_date)))
     LEFT JOIN book.users u ON ((u.user_id = h.user_id)))
     LEFT JOIN book.instruments i ON ((i.instrument_id = h.instrument_id)))
  ORDER BY h.trade_date DESC, h.noticed_at DESC;

ALTER TABLE ops.held_openings OWNER TO irra_owner;

COMMENT ON VIEW ops.held_openings IS 'Opening positions that the primary changed after they were frozen, and what still counts';

CREATE VIEW ops.incident_timeline AS
 SELECT c.changed_at AS at,
    'site'::text AS kind,
    'site'::text AS subject,
    ((((c.from_mode || ' -> '::text) || c.to_mode) || ': '::text) || c.reason) AS event,
    jsonb_build_object('requested_by', c.requested_by, 'approved_by', c.approved_by) AS details
   FROM core.site_changes c
UNION ALL
 SELECT a.requested_at AS at,
    'approval'::text AS kind,
    ('approval:'::text || a.approval_id) AS subject,
    ((a.action || ' requested: '::text) || a.reason) AS event,
    jsonb_build_object('requested_by', a.requested_by, 'payload', (a.payload - ARRAY['email'::text, 'phone'::text])) AS details
   FROM core.approvals a
UNION ALL
 SELECT a.decided_at AS at,
    'approval'::text AS kind,
    ('approval:'::text || a.approval_id) AS subject,
    ((a.action || ' '::text) || a.state) AS event,
    jsonb_build_object('decided_by', a.decided_by, 'reason', a.decision_reason) AS details
   FROM core.approvals a
  WHERE (a.decided_at IS NOT NULL)
UNION ALL
 SELECT a.raised_at AS at,
    'alert'::text AS kind,
    a.subject,
    ((a.severity || ' '::text) || a.kind) AS event,
    a.details
   FROM core.alerts a
UNION ALL
 SELECT a.resolved_at AS at,
    'alert'::text AS kind,
    a.subject,
    (a.kind || ' resolved'::text) AS event,
    jsonb_build_object('occurrences', a.occurrences) AS details
   FROM core.alerts a
  WHERE (a.resolved_at IS NOT NULL)
UNION ALL
 SELECT c.set_at AS at,
    'control'::text AS kind,
    ((c.scope || ':'::text) || c.subject) AS subject,
    ((c.kind || ' set: '::text) || c.reason) AS event,
    jsonb_build_object('set_by', c.set_by) AS details
   FROM core.controls c
UNION ALL
 SELECT c.lifted_at AS at,
    'control'::text AS kind,
    ((c.scope || ':'::text) || c.subject) AS subject,
    (c.kind || ' lifted'::text) AS event,
    jsonb_build_object('lifted_by', c.lifted_by) AS details
   FROM core.controls c
  WHERE (c.lifted_at IS NOT NULL)
UNION ALL
 SELECT p.purged_at AS at,
    'purge'::text AS kind,
    p.session_name AS subject,
    ('exchange purge: '::text || p.reason) AS event,
    jsonb_build_object('purged_by', p.purged_by, 'orders', cardinality(p.order_ids), 'last_trade_number', p.last_trade_number) AS details
   FROM core.purges p
UNION ALL
 SELECT t.at,
    'call'::text AS kind,
    ('user:'::text || COALESCE((t.user_id)::text, 'unknown'::text)) AS subject,
    ('verification '::text || t.outcome) AS event,
    jsonb_build_object('person_id', t.person_id, 'recording_ref', t.recording_ref) AS details
   FROM core.call_attempts t
UNION ALL
 SELECT h.asked_at AS at,
    'call'::text AS kind,
    ('user:'::text || h.user_id) AS subject,
    ('hand-over asked: '::text || h.reason) AS event,
    jsonb_build_object('asked_by', h.asked_by, 'to', h.to_person_id, 'call_id', h.call_id) AS details
   FROM core.handovers h
UNION ALL
 SELECT h.decided_at AS at,
    'call'::text AS kind,
    ('user:'::text || h.user_id) AS subject,
    ('hand-over '::text || h.state) AS event,
    jsonb_build_object('to', h.to_person_id, 'call_id', h.new_call_id) AS details
   FROM core.handovers h
  WHERE (h.decided_at IS NOT NULL)
UNION ALL
 SELECT w.waiting_since AS at,
    'caller'::text AS kind,
    ('caller:'::text || w.caller_id) AS subject,
    'began to wait'::text AS event,
    jsonb_build_object('added_by', w.added_by) AS details
   FROM core.waiting_callers w
UNION ALL
 SELECT w.ended_at AS at,
    'caller'::text AS kind,
    ('caller:'::text || w.caller_id) AS subject,
    (((w.state || ' after '::text) || date_trunc('second'::text, (w.ended_at - w.waiting_since))) || COALESCE((': '::text || w.end_reason), ''::text)) AS event,
    jsonb_build_object('taken_by', w.taken_by, 'call_id', w.call_id) AS details
   FROM core.waiting_callers w
  WHERE (w.ended_at IS NOT NULL)
UNION ALL
 SELECT i.given_at AS at,
    'instruction'::text AS kind,
    ('call:'::text || i.call_id) AS subject,
    i.kind AS event,
    i.details
   FROM core.instructions i
UNION ALL
 SELECT e.at,
    'order'::text AS kind,
    ('order:'::text || e.order_id) AS subject,
    (((e.event || ': '::text) || COALESCE((e.from_status || ' -> '::text), ''::text)) || e.to_status) AS event,
    jsonb_build_object('cumulative_quantity', e.cumulative_quantity, 'leaves_quantity', e.leaves_quantity) AS details
   FROM core.order_events e
UNION ALL
 SELECT p.received_at AS at,
    'fix'::text AS kind,
    p.session_name AS subject,
    ('message parked: '::text || p.reason) AS event,
    jsonb_build_object('parked_id', p.parked_id, 'sequence', p.sequence, 'msg_type', p.msg_type) AS details
   FROM fix.parked p;

ALTER TABLE ops.incident_timeline OWNER TO irra_owner;

COMMENT ON VIEW ops.incident_timeline IS 'Chronology of an incident: site, approvals, controls, purges, alerts, calls, orders, FIX';

CREATE VIEW ops.live_orders AS
 SELECT o.order_id,
    o.cl_ord_id,
    o.status,
    (now() - o.created_at) AS age,
    o.session_name,
    i.symbol,
    i.exchange,
    i.segment,
    o.product,
    o.side,
    o.order_type,
    o.quantity,
    o.limit_price,
    o.cumulative_quantity,
    o.leaves_quantity,
    o.confirmed_quantity,
    o.exchange_order_id,
    o.user_id,
    o.position_id,
    p.username AS placed_by,
    o.created_at,
    o.sent_at,
    o.updated_at,
    o.reason
   FROM (((core.orders o
     JOIN core.order_statuses s ON ((s.status = (o.status)::text)))
     LEFT JOIN book.instruments i ON ((i.instrument_id = o.instrument_id)))
     LEFT JOIN auth.ops_team p ON ((p.person_id = o.person_id)))
  WHERE s.is_live;

ALTER TABLE ops.live_orders OWNER TO irra_owner;

COMMENT ON VIEW ops.live_orders IS 'Orders of the desk that may still trade, with age and who placed them';

CREATE VIEW ops.log_ins AS
 SELECT w.minutes,
    count(a.attempt_id) FILTER (WHERE (a.outcome = 'ok'::text)) AS succeeded,
    count(a.attempt_id) FILTER (WHERE (a.outcome <> 'ok'::text)) AS failed,
    count(DISTINCT a.username) FILTER (WHERE (a.outcome <> 'ok'::text)) AS names_failed,
    count(DISTINCT a.address) FILTER (WHERE (a.outcome <> 'ok'::text)) AS addresses_failed,
    max(a.at) AS last_at
   FROM (( VALUES (1), (5), (60)) w(minutes)
     LEFT JOIN ( SELECT l.attempt_id,
            l.at,
            l.username,
            l.address,
            l.person_id,
            l.outcome
           FROM auth.login_attempts l
          ORDER BY l.attempt_id DESC
         LIMIT 10000) a ON ((a.at > (now() - make_interval(mins => w.minutes)))))
  GROUP BY w.minutes;

ALTER TABLE ops.log_ins OWNER TO irra_owner;

COMMENT ON VIEW ops.log_ins IS 'Log-ins that succeeded and failed in the last 1, 5, 60 minutes';

CREATE VIEW ops.measures AS
 SELECT m.measure,
    m.kind,
    m.unit,
    m.every_seconds,
    m.description,
    r.read_at,
    r.took_ms,
    r.problem,
    ( SELECT count(*) AS count
           FROM monitor.rules x
          WHERE ((x.measure = m.measure) AND x.enabled)) AS rules,
    m.query
   FROM (monitor.measures m
     LEFT JOIN monitor.readings r ON ((r.measure = m.measure)));

ALTER TABLE ops.measures OWNER TO irra_owner;

COMMENT ON VIEW ops.measures IS 'One row a measure: its query, when it was read, milliseconds';

CREATE VIEW ops.notifications AS
 SELECT c.channel,
    w.minutes,
    count(m.message_id) FILTER (WHERE (m.created_at > (now() - w.span))) AS made,
    count(m.message_id) FILTER (WHERE ((m.state = 'sent'::text) AND (m.finished_at > (now() - w.span)))) AS sent,
    count(m.message_id) FILTER (WHERE ((m.state = 'dead'::text) AND (m.finished_at > (now() - w.span)))) AS dead,
    count(m.message_id) FILTER (WHERE ((m.state = 'skipped'::text) AND (m.finished_at > (now() - w.span)))) AS skipped,
    count(m.message_id) FILTER (WHERE ((m.receipt = 'delivered'::text) AND (m.receipt_at > (now() - w.span)))) AS received,
    round(((count(m.message_id) FILTER (WHERE ((m.state = 'sent'::text) AND (m.finished_at > (now() - w.span)))))::numeric / EXTRACT(epoch FROM w.span)), 2) AS sent_per_second,
    percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((EXTRACT(epoch FROM (m.finished_at - m.created_at)))::double precision)) FILTER (WHERE ((m.state = 'sent'::text) AND (m.finished_at > (now() - w.span)))) AS seconds_p50,
    percentile_cont((0.99)::double precision) WITHIN GROUP (ORDER BY ((EXTRACT(epoch FROM (m.finished_at - m.created_at)))::double precision)) FILTER (WHERE ((m.state = 'sent'::text) AND (m.finished_at > (now() - w.span)))) AS seconds_p99
   FROM ((( VALUES ('email'::text), ('sms'::text), ('in_app'::text)) c(channel)
     CROSS JOIN ( VALUES (1,'00:01:00'::interval), (5,'00:05:00'::interval), (60,'01:00:00'::interval)) w(minutes, span))
     LEFT JOIN ( SELECT l.message_id,
            l.lane,
            l.channel,
            l.kind,
            l.template_id,
            l.user_id,
            l.person_id,
            l.order_id,
            l.notice_id,
            l.recipient,
            l.facts,
            l.events,
            l.priority,
            l.state,
            l.attempts,
            l.next_attempt_at,
            l.expires_at,
            l.created_at,
            l.finished_at,
            l.provider,
            l.provider_ref,
            l.failure,
            l.last_error,
            l.receipt,
            l.receipt_at,
            l.read_at
           FROM notify.messages l
          ORDER BY l.message_id DESC
         LIMIT 100000) m ON (((m.channel = c.channel) AND (GREATEST(m.created_at, m.finished_at, m.receipt_at) > (now() - w.span)))))
  GROUP BY c.channel, w.minutes, w.span;

ALTER TABLE ops.notifications OWNER TO irra_owner;

COMMENT ON VIEW ops.notifications IS 'Of the last 100,000 messages, by channel and the last 1, 5, 60 minutes: rates and times';

CREATE TABLE sync.exchange_files (
    file_id bigint NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    columns text[] NOT NULL,
    state text DEFAULT 'loading'::text NOT NULL,
    line_count bigint DEFAULT 0 NOT NULL,
    business_date date,
    summary jsonb,
    begun_at timestamp with time zone DEFAULT now() NOT NULL,
    taken_at timestamp with time zone,
    CONSTRAINT exchange_files_kind_known CHECK ((kind = ANY (ARRAY['positions'::text, 'trades'::text]))),
    CONSTRAINT exchange_files_state_known CHECK ((state = ANY (ARRAY['loading'::text, 'taken'::text, 'refused'::text])))
);

ALTER TABLE ONLY sync.exchange_files FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.exchange_files OWNER TO irra_owner;

COMMENT ON TABLE sync.exchange_files IS 'Files of the exchange that were read';

COMMENT ON COLUMN sync.exchange_files.file_id IS 'Order of reading';

COMMENT ON COLUMN sync.exchange_files.kind IS 'positions or trades';

COMMENT ON COLUMN sync.exchange_files.file_name IS 'As it was named';

COMMENT ON COLUMN sync.exchange_files.columns IS 'Its header';

COMMENT ON COLUMN sync.exchange_files.state IS 'loading; taken; refused: a line was wrong and nothing of it counts';

COMMENT ON COLUMN sync.exchange_files.line_count IS 'Lines after the header';

COMMENT ON COLUMN sync.exchange_files.business_date IS 'The day it is about';

COMMENT ON COLUMN sync.exchange_files.summary IS 'What was found or taken, in numbers';

COMMENT ON COLUMN sync.exchange_files.begun_at IS 'When it was begun';

COMMENT ON COLUMN sync.exchange_files.taken_at IS 'When it was taken or refused';

CREATE TABLE sync.opening_breaks (
    file_id bigint NOT NULL,
    trade_date date NOT NULL,
    broker_id text NOT NULL,
    contract text NOT NULL,
    reason text NOT NULL,
    user_id bigint,
    instrument_id bigint,
    file_quantity bigint,
    desk_quantity bigint,
    line bigint,
    CONSTRAINT opening_breaks_reason_known CHECK ((reason = ANY (ARRAY['quantity_differs'::text, 'only_in_file'::text, 'only_at_desk'::text, 'client_unknown'::text, 'contract_unknown'::text])))
);

ALTER TABLE ONLY sync.opening_breaks FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.opening_breaks OWNER TO irra_owner;

COMMENT ON TABLE sync.opening_breaks IS 'Differences between a position file and the desk''s opening positions';

COMMENT ON COLUMN sync.opening_breaks.file_id IS 'Of sync.exchange_files';

COMMENT ON COLUMN sync.opening_breaks.trade_date IS 'The day the positions open';

COMMENT ON COLUMN sync.opening_breaks.broker_id IS 'The client as the file or the desk names them';

COMMENT ON COLUMN sync.opening_breaks.contract IS 'Underlying, expiry, strike and option type';

COMMENT ON COLUMN sync.opening_breaks.reason IS 'What differs';

COMMENT ON COLUMN sync.opening_breaks.user_id IS 'Of book.users; null = unknown';

COMMENT ON COLUMN sync.opening_breaks.instrument_id IS 'Of book.instruments; null = unknown';

COMMENT ON COLUMN sync.opening_breaks.file_quantity IS 'Units, long less short, by the file';

COMMENT ON COLUMN sync.opening_breaks.desk_quantity IS 'Units that the desk''s positions open with';

COMMENT ON COLUMN sync.opening_breaks.line IS 'First line of the file about it; null = none';

CREATE VIEW ops.opening_breaks AS
 SELECT f.file_id,
    f.file_name,
    f.business_date,
    f.taken_at,
    b.trade_date,
    b.broker_id,
    b.contract,
    b.reason,
    b.file_quantity,
    b.desk_quantity,
    b.user_id,
    b.instrument_id,
    b.line
   FROM (sync.opening_breaks b
     JOIN sync.exchange_files f ON ((f.file_id = b.file_id)))
  WHERE (f.file_id = ( SELECT max(l.file_id) AS max
           FROM sync.exchange_files l
          WHERE ((l.kind = 'positions'::text) AND (l.state = 'taken'::text))))
  ORDER BY b.broker_id, b.contract;

ALTER TABLE ops.opening_breaks OWNER TO irra_owner;

COMMENT ON VIEW ops.opening_breaks IS 'Where the latest position file of the clearing member and the opening positions differ';

CREATE VIEW ops.order_flow AS
 SELECT GREATEST((0)::bigint, (COALESCE(q.last_value, (0)::bigint) - q.start_value)) AS orders_made
   FROM pg_sequences q
  WHERE ((q.schemaname = 'core'::name) AND (q.sequencename = 'orders_order_id_seq'::name));

ALTER TABLE ops.order_flow OWNER TO irra_owner;

COMMENT ON VIEW ops.order_flow IS 'One row: how many orders were ever made; it only grows';

CREATE VIEW ops.order_life AS
 SELECT o.order_id,
    o.cl_ord_id,
    l.at,
    'request'::text AS place,
    (l.action || COALESCE((' by '::text || p.username), ''::text)) AS event,
    jsonb_strip_nulls(jsonb_build_object('trace', l.request_id, 'call_id', o.call_id, 'log_id', l.log_id)) AS details
   FROM ((core.orders o
     JOIN audit.log l ON (((l.user_id = o.user_id) AND (l.at >= o.created_at) AND ((l.object = ('order:'::text || o.order_id)) OR ((l.at < (o.created_at + '00:01:00'::interval)) AND (l.after @> jsonb_build_object('orders', jsonb_build_array(jsonb_build_object('order_id', o.order_id)))))))))
     LEFT JOIN auth.ops_team p ON ((p.person_id = l.person_id)))
UNION ALL
 SELECT o.order_id,
    o.cl_ord_id,
    e.at,
    'order'::text AS place,
    ((((COALESCE((e.from_status || ' -> '::text), ''::text) || e.to_status) || ' ('::text) || e.event) || ')'::text) AS event,
    (COALESCE(e.details, '{}'::jsonb) || jsonb_build_object('filled', e.cumulative_quantity, 'leaves', e.leaves_quantity)) AS details
   FROM (core.orders o
     JOIN core.order_events e ON ((e.order_id = o.order_id)))
UNION ALL
 SELECT o.order_id,
    o.cl_ord_id,
    r.queued_at AS at,
    'queue'::text AS place,
    (((r.kind)::text || ' queued for '::text) || r.session_name) AS event,
    jsonb_build_object('cl_ord_id', r.cl_ord_id, 'order_request_id', r.order_request_id) AS details
   FROM (core.orders o
     JOIN core.order_requests r ON ((r.order_id = o.order_id)))
UNION ALL
 SELECT o.order_id,
    o.cl_ord_id,
    m.sent_at AS at,
    'exchange out'::text AS place,
    ((((m.msg_type || ' number '::text) || m.sequence) || ' on '::text) || m.session_name) AS event,
    jsonb_build_object('cl_ord_id', r.cl_ord_id, 'body', replace(m.body, ''::text, '|'::text)) AS details
   FROM ((core.orders o
     JOIN core.order_requests r ON ((r.order_id = o.order_id)))
     JOIN fix.outbound m ON (((m.session_name = r.session_name) AND (m.incarnation = r.incarnation) AND (m.sequence = r.sequence))))
UNION ALL
 SELECT o.order_id,
    o.cl_ord_id,
    r.answered_at AS at,
    'exchange in'::text AS place,
    (((r.kind)::text || ' answered'::text) || COALESCE((': '::text || r.answer), ''::text)) AS event,
    jsonb_build_object('cl_ord_id', r.cl_ord_id) AS details
   FROM (core.orders o
     JOIN core.order_requests r ON ((r.order_id = o.order_id)))
  WHERE (r.answered_at IS NOT NULL)
UNION ALL
 SELECT o.order_id,
    o.cl_ord_id,
    f.received_at AS at,
    'exchange in'::text AS place,
    ((('fill '::text || f.trade_number) || ' on '::text) || f.session_name) AS event,
    jsonb_build_object('quantity', f.quantity, 'price', f.price, 'executed_at', f.executed_at) AS details
   FROM (core.orders o
     JOIN core.temp_trades f ON ((f.order_id = o.order_id)))
UNION ALL
 SELECT o.order_id,
    o.cl_ord_id,
    k.at,
    k.place,
    (('trade '::text || t.trade_number) || k.words) AS event,
    jsonb_build_object('quantity', t.quantity, 'price', t.price, 'position_id', t.position_id) AS details
   FROM ((core.orders o
     JOIN core.trades t ON ((t.order_id = o.order_id)))
     CROSS JOIN LATERAL ( VALUES (t.drop_copy_at,'drop copy'::text,' told, position moved'::text), (t.busted_at,'drop copy'::text,' taken back'::text)) k(at, place, words))
  WHERE (k.at IS NOT NULL)
UNION ALL
 SELECT o.order_id,
    o.cl_ord_id,
    k.at,
    'notification'::text AS place,
    (((m.kind || ' by '::text) || m.channel) || k.words) AS event,
    (jsonb_build_object('message_id', m.message_id) || jsonb_strip_nulls(jsonb_build_object('provider', m.provider, 'failure', m.failure))) AS details
   FROM ((core.orders o
     JOIN notify.messages m ON (((m.user_id = o.user_id) AND (m.notice_id IS NULL) AND (m.created_at >= o.created_at) AND ((m.order_id = o.order_id) OR ((m.facts -> 'order_ids'::text) @> to_jsonb(o.order_id))))))
     CROSS JOIN LATERAL ( VALUES (m.created_at,': made'::text), (m.finished_at,(': '::text || m.state)), (m.receipt_at,(': the provider says '::text || m.receipt))) k(at, words))
  WHERE (k.at IS NOT NULL);

ALTER TABLE ops.order_life OWNER TO irra_owner;

COMMENT ON VIEW ops.order_life IS 'What happened to one order, with times, from the request to the position';

CREATE VIEW ops.order_names AS
 SELECT r.order_id,
    r.cl_ord_id,
    r.kind,
    r.session_name,
    r.state,
    r.queued_at,
    r.request_id
   FROM core.order_requests r
  WHERE ((r.order_id IS NOT NULL) AND ((r.kind)::text <> 'status'::text))
UNION ALL
 SELECT o.order_id,
    o.cl_ord_id,
    'order'::text AS kind,
    o.session_name,
    o.status AS state,
    o.created_at AS queued_at,
    o.request_id
   FROM core.orders o;

ALTER TABLE ops.order_names OWNER TO irra_owner;

COMMENT ON VIEW ops.order_names IS 'One row a ClOrdID: the order that it named, in which message';

CREATE VIEW ops.order_pace AS
 SELECT s.name AS session_name,
    count(k.sent_at) AS sent,
    count(*) FILTER (WHERE (k.answered_at IS NOT NULL)) AS answered,
    count(*) FILTER (WHERE ((k.status)::text = 'rejected'::text)) AS rejected,
    round((((count(*) FILTER (WHERE ((k.status)::text = 'rejected'::text)))::numeric * (100)::numeric) / (NULLIF(count(k.answered_at), 0))::numeric), 1) AS reject_percent,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((k.wait_ms)::double precision)))::numeric, 1) AS wait_ms_p50,
    round((percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY ((k.wait_ms)::double precision)))::numeric, 1) AS wait_ms_p95,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((k.answer_ms)::double precision)))::numeric, 1) AS answer_ms_p50,
    round((percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY ((k.answer_ms)::double precision)))::numeric, 1) AS answer_ms_p95,
    max(k.sent_at) AS last_sent_at
   FROM (fix.sessions s
     LEFT JOIN LATERAL ( SELECT r.sent_at,
            r.answered_at,
            o.status,
            (EXTRACT(epoch FROM (r.sent_at - r.queued_at)) * (1000)::numeric) AS wait_ms,
            (EXTRACT(epoch FROM (r.answered_at - r.sent_at)) * (1000)::numeric) AS answer_ms
           FROM (( SELECT q.order_request_id,
                    q.order_id,
                    q.book_order_id,
                    q.kind,
                    q.quantity,
                    q.limit_price,
                    q.body,
                    q.cl_ord_id,
                    q.orig_cl_ord_id,
                    q.session_name,
                    q.state,
                    q.incarnation,
                    q.sequence,
                    q.queued_at,
                    q.sent_at,
                    q.answered_at,
                    q.answer,
                    q.request_id
                   FROM core.order_requests q
                  ORDER BY q.order_request_id DESC
                 LIMIT 2000) r
             LEFT JOIN core.orders o ON ((o.order_id = r.order_id)))
          WHERE ((r.session_name = s.name) AND ((r.kind)::text = 'new'::text) AND (r.queued_at > (now() - '00:10:00'::interval)))
          ORDER BY r.order_request_id DESC
         LIMIT 500) k ON (true))
  WHERE ((s.kind = 'order'::text) AND (NOT s.conformance))
  GROUP BY s.name;

ALTER TABLE ops.order_pace OWNER TO irra_owner;

COMMENT ON VIEW ops.order_pace IS 'Each order session''s latest orders: waiting, answering, share of rejects';

CREATE VIEW ops.orders_by_state AS
 SELECT o.session_name,
    o.status,
    count(*) AS orders,
    sum(o.leaves_quantity) AS leaves_quantity,
    count(*) FILTER (WHERE (o.cumulative_quantity > o.confirmed_quantity)) AS unconfirmed,
    min(o.updated_at) AS oldest_change,
    (now() - min(o.updated_at)) AS oldest_age
   FROM core.orders o
  WHERE (o.leaves_quantity > 0)
  GROUP BY o.session_name, o.status;

ALTER TABLE ops.orders_by_state OWNER TO irra_owner;

COMMENT ON VIEW ops.orders_by_state IS 'Live orders of each session by state: how many, how long the oldest stands so';

CREATE VIEW ops.parked_messages AS
 SELECT p.parked_id,
    p.session_name,
    p.received_at,
    (now() - p.received_at) AS age,
    p.msg_type,
    p.incarnation,
    p.sequence,
    p.reason,
    p.fields,
    p.resolved_at,
    (p.resolved_at IS NULL) AS open,
    p.resolved_by,
    p.resolution
   FROM fix.parked p
  ORDER BY (p.resolved_at IS NOT NULL), p.parked_id DESC;

ALTER TABLE ops.parked_messages OWNER TO irra_owner;

COMMENT ON VIEW ops.parked_messages IS 'FIX messages that could not be applied, with why: open ones first, newest first';

CREATE VIEW ops.people_online AS
 SELECT p.username,
    s.role,
    s.created_at AS since,
    s.expires_at,
    s.address,
    ( SELECT count(*) AS count
           FROM core.calls c
          WHERE ((c.session_id = s.session_id) AND (c.closed_at IS NULL) AND (c.expires_at > now()))) AS open_calls
   FROM (auth.sessions s
     JOIN auth.ops_team p ON ((p.person_id = s.person_id)))
  WHERE ((s.ended_at IS NULL) AND (s.expires_at > now()));

ALTER TABLE ops.people_online OWNER TO irra_owner;

COMMENT ON VIEW ops.people_online IS 'One row a session of a person: role, since when, open calls';

CREATE VIEW ops.positions AS
 SELECT p.position_id,
    p.trade_date,
    p.user_id,
    i.symbol,
    i.exchange,
    i.segment,
    p.product,
    p.overnight_quantity,
    p.overnight_price,
    p.buy_quantity,
    p.buy_value,
    p.sell_quantity,
    p.sell_value,
    p.net_quantity,
    (COALESCE(( SELECT sum(o.leaves_quantity) AS sum
           FROM core.orders o
          WHERE ((o.position_id = p.position_id) AND ((o.leaves_quantity > 0) OR (o.cumulative_quantity > o.confirmed_quantity)))), (0)::numeric))::bigint AS live_leaves,
    (COALESCE(( SELECT sum(GREATEST((0)::bigint, (o.cumulative_quantity - o.confirmed_quantity))) AS sum
           FROM core.orders o
          WHERE ((o.position_id = p.position_id) AND ((o.leaves_quantity > 0) OR (o.cumulative_quantity > o.confirmed_quantity)))), (0)::numeric))::bigint AS provisional,
    price.last_price,
    price.as_of AS price_as_of,
    p.updated_at
   FROM ((core.positions p
     LEFT JOIN book.instruments i ON ((i.instrument_id = p.instrument_id)))
     LEFT JOIN book.prices price ON ((price.instrument_id = p.instrument_id)));

ALTER TABLE ops.positions OWNER TO irra_owner;

COMMENT ON VIEW ops.positions IS 'Positions as the desk counts them, with what our own live exits may still trade';

CREATE VIEW ops.prices AS
 SELECT k.exchange,
    k.segment,
    k.prices,
    k.newest_at,
    k.oldest_at,
    (now() - k.newest_at) AS age,
    (EXISTS ( SELECT
           FROM fix.sessions s
          WHERE ((s.exchange = k.exchange) AND (COALESCE(s.segment, k.segment) = k.segment) AND s.enabled AND (s.kind = 'order'::text) AND (NOT s.conformance) AND (NOT s.simulated) AND (fix.session_hours(s.name) @> now())))) AS is_watched
   FROM ( SELECT i.exchange,
            i.segment,
            count(*) AS prices,
            max(p.as_of) AS newest_at,
            min(p.as_of) AS oldest_at
           FROM (book.prices p
             JOIN book.instruments i ON ((i.instrument_id = p.instrument_id)))
          GROUP BY i.exchange, i.segment) k;

ALTER TABLE ops.prices OWNER TO irra_owner;

COMMENT ON VIEW ops.prices IS 'One row an exchange and segment: how old its prices are, and whether that matters now';

CREATE VIEW ops.providers AS
 SELECT p.provider,
    p.channel,
    p.kind,
    p.place,
    p.enabled,
    p.rate_per_second,
    COALESCE(s.failures, 0) AS failures,
    s.paused_until,
    COALESCE((s.paused_until > now()), false) AS paused,
    s.last_error,
        CASE
            WHEN (s.silent_at > (now() - '00:00:03'::interval)) THEN make_interval(secs => (s.silent_seconds)::double precision)
            ELSE NULL::interval
        END AS silent
   FROM (notify.providers p
     LEFT JOIN notify.provider_states s ON ((s.provider = p.provider)));

ALTER TABLE ops.providers OWNER TO irra_owner;

COMMENT ON VIEW ops.providers IS 'One row a provider of messages: failures in a row, pause, how long it has been silent';

CREATE VIEW ops.purges AS
 SELECT p.purge_id,
    p.session_name,
    p.purged_at,
    o.username AS purged_by,
    p.reason,
    p.last_trade_number,
    cardinality(p.order_ids) AS orders,
    ( SELECT count(*) AS count
           FROM core.orders x
          WHERE ((x.order_id = ANY (p.order_ids)) AND ((x.status)::text = 'unknown'::text))) AS still_unknown
   FROM (core.purges p
     JOIN auth.ops_team o ON ((o.person_id = p.purged_by)));

ALTER TABLE ops.purges OWNER TO irra_owner;

COMMENT ON VIEW ops.purges IS 'Exchange purges that people declared, and how many of their orders are still unknown';

CREATE VIEW ops.refused_rows AS
 SELECT r.refused_row_id,
    r.table_name,
    r.arrival,
    r.at,
    (now() - r.at) AS age,
    r.user_id,
    r.instrument_id,
    r.reason,
    r."row",
    r.resolved_at,
    (r.resolved_at IS NULL) AS open
   FROM sync.refused_rows r
  ORDER BY (r.resolved_at IS NOT NULL), r.refused_row_id DESC;

ALTER TABLE ops.refused_rows OWNER TO irra_owner;

COMMENT ON VIEW ops.refused_rows IS 'Rows of the primary that could not be folded, with why: open ones first, newest first';

CREATE VIEW ops.rules AS
 SELECT r.rule_name,
    r.severity,
    r.audience,
    r.measure,
    r.comparison,
    r.threshold,
    m.unit,
    r.hold_seconds,
    r.quiet_seconds,
    r.escalate_seconds,
    r.enabled,
    ( SELECT count(*) AS count
           FROM monitor.breaches h
          WHERE (h.rule_name = r.rule_name)) AS broken_by,
    m.every_seconds,
    k.read_at,
    k.took_ms,
    k.problem,
    r.description,
    r.runbook
   FROM ((monitor.rules r
     JOIN monitor.measures m ON ((m.measure = r.measure)))
     LEFT JOIN monitor.readings k ON ((k.measure = r.measure)));

ALTER TABLE ops.rules OWNER TO irra_owner;

COMMENT ON VIEW ops.rules IS 'One row a rule: threshold, who breaks it now, when its measure was read, what that cost';

CREATE TABLE sync.desk_state (
    desk_state_id smallint DEFAULT 1 NOT NULL,
    path text,
    free_bytes bigint,
    total_bytes bigint,
    positions_agree boolean,
    positions_detail text,
    checked_at timestamp with time zone,
    CONSTRAINT desk_state_single CHECK ((desk_state_id = 1))
)
WITH (fillfactor='50');

ALTER TABLE ONLY sync.desk_state FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.desk_state OWNER TO irra_owner;

COMMENT ON TABLE sync.desk_state IS 'The one row of what the monitor last saw of the desk';

COMMENT ON COLUMN sync.desk_state.desk_state_id IS 'Always 1';

COMMENT ON COLUMN sync.desk_state.path IS 'The data directory; null = not on the monitor''s machine';

COMMENT ON COLUMN sync.desk_state.free_bytes IS 'What is left for the server';

COMMENT ON COLUMN sync.desk_state.total_bytes IS 'Size of the file system';

COMMENT ON COLUMN sync.desk_state.positions_agree IS 'Whether ops.position_breaks was empty; null = not looked yet';

COMMENT ON COLUMN sync.desk_state.positions_detail IS 'How many positions differed';

COMMENT ON COLUMN sync.desk_state.checked_at IS 'When';

CREATE VIEW ops.site AS
 SELECT s.mode,
    s.mode_since,
    (now() - s.mode_since) AS age,
    d.positions_agree,
    d.positions_detail,
    d.checked_at AS positions_checked_at
   FROM (core.site s
     LEFT JOIN sync.desk_state d ON (true));

ALTER TABLE ops.site OWNER TO irra_owner;

COMMENT ON VIEW ops.site IS 'One row: the desk''s mode and since when; whether positions were right at the last look';

CREATE VIEW ops.storage AS
 SELECT pg_database_size(current_database()) AS database_bytes,
    (( SELECT sum(w.size) AS sum
           FROM pg_ls_waldir() w(name, size, modification)))::bigint AS wal_bytes,
    ( SELECT count(*) AS count
           FROM pg_ls_waldir() w(name, size, modification)) AS wal_files,
    (( SELECT max(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn)) AS max
           FROM pg_replication_slots s))::bigint AS slot_kept_bytes,
    ( SELECT s.value
           FROM monitor.samples s
          WHERE (s.measure = 'disk_free_percent'::text)
          ORDER BY s.value
         LIMIT 1) AS disk_free_percent;

ALTER TABLE ops.storage OWNER TO irra_owner;

COMMENT ON VIEW ops.storage IS 'One row: database, WAL and what slots keep of it, bytes';

CREATE VIEW ops.tables AS
 SELECT (((t.schemaname)::text || '.'::text) || (t.relname)::text) AS table_name,
    t.n_live_tup AS live_rows,
    t.n_dead_tup AS dead_rows,
    round((((t.n_dead_tup)::numeric * (100)::numeric) / (NULLIF((t.n_live_tup + t.n_dead_tup), 0))::numeric), 1) AS dead_percent,
    pg_total_relation_size((t.relid)::regclass) AS bytes,
    t.seq_scan,
    t.idx_scan,
    t.n_tup_upd AS updates,
    t.n_tup_hot_upd AS updates_in_place,
    GREATEST(t.last_vacuum, t.last_autovacuum) AS last_vacuum,
    GREATEST(t.last_analyze, t.last_autoanalyze) AS last_analyze
   FROM pg_stat_user_tables t;

ALTER TABLE ops.tables OWNER TO irra_owner;

COMMENT ON VIEW ops.tables IS 'One row a table: size, dead rows, vacuum';

CREATE VIEW ops.takeovers AS
 SELECT c.site_change_id,
    c.changed_at AS activated_at,
    c.to_mode,
    c.reason,
    requester.username AS requested_by,
    approver.username AS approved_by,
    f.first_request_queued_at,
    f.first_request_sent_at,
    (f.first_request_queued_at - c.changed_at) AS to_first_order,
    (f.first_request_sent_at - c.changed_at) AS to_first_order_sent,
    ( SELECT e.changed_at
           FROM core.site_changes e
          WHERE ((e.site_change_id > c.site_change_id) AND (e.to_mode = 'standby'::text))
          ORDER BY e.site_change_id
         LIMIT 1) AS ended_at
   FROM (((core.site_changes c
     LEFT JOIN auth.ops_team requester ON ((requester.person_id = c.requested_by)))
     LEFT JOIN auth.ops_team approver ON ((approver.person_id = c.approved_by)))
     LEFT JOIN LATERAL ( SELECT q.queued_at AS first_request_queued_at,
            q.sent_at AS first_request_sent_at
           FROM core.order_requests q
          WHERE ((q.order_request_id > COALESCE(c.last_request_id, (0)::bigint)) AND ((q.kind)::text = ANY (ARRAY['new'::text, 'cancel'::text, 'replace'::text])) AND (q.sent_at IS NOT NULL))
          ORDER BY q.order_request_id
         LIMIT 1) f ON (true))
  WHERE (c.from_mode = 'standby'::text);

ALTER TABLE ops.takeovers OWNER TO irra_owner;

COMMENT ON VIEW ops.takeovers IS 'Each activation and drill: by whom, and the time from the second approval to the first order';

CREATE VIEW ops.transactions AS
 SELECT a.pid,
    a.usename AS role_name,
    a.application_name,
    a.client_addr,
    a.state,
    a.xact_start,
    (now() - a.xact_start) AS age,
    age(a.backend_xmin) AS snapshot_age,
    a.wait_event_type,
    a.wait_event,
        CASE
            WHEN (a.wait_event_type = 'Lock'::text) THEN (now() - a.state_change)
            ELSE NULL::interval
        END AS blocked_for,
        CASE
            WHEN (a.wait_event_type = 'Lock'::text) THEN pg_blocking_pids(a.pid)
            ELSE NULL::integer[]
        END AS blocked_by,
    "left"(a.query, 200) AS query
   FROM pg_stat_activity a
  WHERE ((a.datname = current_database()) AND (a.xact_start IS NOT NULL) AND (a.pid <> pg_backend_pid()));

ALTER TABLE ops.transactions OWNER TO irra_owner;

COMMENT ON VIEW ops.transactions IS 'One row a transaction under way: how long, what it waits for, who blocks it';

CREATE VIEW ops.unknown_orders AS
 SELECT o.order_id,
    o.cl_ord_id,
    o.session_name,
    i.symbol,
    i.exchange,
    o.side,
    o.quantity,
    o.cumulative_quantity,
    o.leaves_quantity,
    o.confirmed_quantity,
    o.exchange_order_id,
    o.user_id,
    o.position_id,
    o.reason,
    e.at AS unknown_since,
    (now() - e.at) AS age,
    (EXISTS ( SELECT
           FROM core.order_requests q
          WHERE ((q.order_id = o.order_id) AND ((q.kind)::text = 'status'::text) AND ((q.state)::text = ANY (ARRAY['queued'::text, 'sent'::text]))))) AS asked,
    'desk'::text AS source
   FROM ((core.orders o
     LEFT JOIN book.instruments i ON ((i.instrument_id = o.instrument_id)))
     LEFT JOIN LATERAL ( SELECT x.at
           FROM core.order_events x
          WHERE ((x.order_id = o.order_id) AND (x.to_status = 'unknown'::text) AND (x.from_status <> 'unknown'::text))
          ORDER BY x.order_event_id DESC
         LIMIT 1) e ON (true))
  WHERE (((o.status)::text = 'unknown'::text) AND (o.leaves_quantity > 0))
UNION ALL
 SELECT b.order_id,
    b.cl_ord_id,
    NULL::text AS session_name,
    i.symbol,
    i.exchange,
    b.side,
    b.quantity,
    GREATEST(b.filled_quantity, w.cumulative_quantity) AS cumulative_quantity,
    GREATEST((0)::bigint, (b.quantity - GREATEST(b.filled_quantity, w.cumulative_quantity))) AS leaves_quantity,
    NULL::bigint AS confirmed_quantity,
    b.exchange_order_id,
    b.user_id,
    p.position_id,
    COALESCE(w.reason, 'the primary has not told the exchange''s number of it'::text) AS reason,
    COALESCE(w.updated_at, b.updated_at) AS unknown_since,
    (now() - COALESCE(w.updated_at, b.updated_at)) AS age,
    false AS asked,
    'primary'::text AS source
   FROM (((book.orders b
     LEFT JOIN core.primary_orders w ON ((w.book_order_id = b.order_id)))
     LEFT JOIN book.instruments i ON ((i.instrument_id = b.instrument_id)))
     LEFT JOIN core.positions p ON (((p.user_id = b.user_id) AND (p.trade_date = b.trade_date) AND (p.instrument_id = b.instrument_id) AND (p.product = b.product))))
  WHERE ((b.trade_date = ( SELECT max(d.trade_date) AS max
           FROM book.trading_days d)) AND (b.status = ANY (ARRAY['open'::text, 'partially_filled'::text])) AND COALESCE(w.is_live, true) AND ((w.status = 'unknown'::text) OR (b.exchange_order_id IS NULL)));

ALTER TABLE ops.unknown_orders OWNER TO irra_owner;

COMMENT ON VIEW ops.unknown_orders IS 'Orders whose state at the exchange nobody knows, since when; asked: a question is on its way';

CREATE VIEW ops.workers AS
 SELECT w.worker_name,
    w.kind,
    w.version,
    w.process_id,
    w.started_at,
    w.last_seen_at,
    (now() - w.last_seen_at) AS silence,
    (w.last_seen_at > (now() - make_interval(secs => (( SELECT (s.value)::integer AS value
           FROM core.settings s
          WHERE (s.name = 'worker_silence_seconds'::text)))::double precision))) AS alive
   FROM core.workers w;

ALTER TABLE ops.workers OWNER TO irra_owner;

COMMENT ON VIEW ops.workers IS 'One row a worker: build version, when it was seen last';

CREATE TABLE queue.channels (
    channel text NOT NULL,
    asleep boolean DEFAULT false NOT NULL
)
WITH (fillfactor='10');

ALTER TABLE ONLY queue.channels FORCE ROW LEVEL SECURITY;

ALTER TABLE queue.channels OWNER TO irra_owner;

COMMENT ON TABLE queue.channels IS 'Whether the worker of a channel sleeps and wants to be woken';

COMMENT ON COLUMN queue.channels.channel IS 'dispatch:<session>, exits or notify';

COMMENT ON COLUMN queue.channels.asleep IS 'True while its worker waits for a notification';

CREATE TABLE queue.event_marks (
    mark_id bigint NOT NULL,
    kind text NOT NULL,
    subject text,
    user_id bigint,
    instrument_id bigint,
    person_id bigint
)
WITH (fillfactor='100', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='5000');

ALTER TABLE ONLY queue.event_marks FORCE ROW LEVEL SECURITY;

ALTER TABLE queue.event_marks OWNER TO irra_owner;

COMMENT ON TABLE queue.event_marks IS 'Changes that were committed and have no number yet; rows are deleted as they are numbered';

COMMENT ON COLUMN queue.event_marks.mark_id IS 'Order of writing, which is not that of commits';

COMMENT ON COLUMN queue.event_marks.kind IS 'What changed: order, position, alert, mode, …';

COMMENT ON COLUMN queue.event_marks.subject IS 'Its number or name; null = several of the kind';

COMMENT ON COLUMN queue.event_marks.user_id IS 'The client whom it is about; null = none';

COMMENT ON COLUMN queue.event_marks.instrument_id IS 'For scopes of people; null = none';

COMMENT ON COLUMN queue.event_marks.person_id IS 'The member of the ops team; null = none';

ALTER TABLE queue.event_marks ALTER COLUMN mark_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME queue.event_marks_mark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE queue.events ALTER COLUMN event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME queue.events_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE sync.book_changes ALTER COLUMN book_change_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sync.book_changes_book_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE sync.comparisons ALTER COLUMN comparison_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sync.comparisons_comparison_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE sync.dump_schedules (
    schedule_name text NOT NULL,
    starts_at time without time zone NOT NULL,
    ends_at time without time zone NOT NULL,
    time_zone text NOT NULL,
    weekdays integer[] NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    last_day date DEFAULT ((now() AT TIME ZONE 'Asia/Kolkata'::text))::date NOT NULL,
    CONSTRAINT dump_schedules_in_a_day CHECK ((starts_at < ends_at)),
    CONSTRAINT dump_schedules_weekdays_known CHECK (((weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]) AND (weekdays <> '{}'::integer[]))),
    CONSTRAINT dump_schedules_zone_known CHECK (((now() AT TIME ZONE time_zone) IS NOT NULL))
);

ALTER TABLE ONLY sync.dump_schedules FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.dump_schedules OWNER TO irra_owner;

COMMENT ON TABLE sync.dump_schedules IS 'When dumps are taken without being asked for';

COMMENT ON COLUMN sync.dump_schedules.schedule_name IS 'Name of the row';

COMMENT ON COLUMN sync.dump_schedules.starts_at IS 'From this time of day';

COMMENT ON COLUMN sync.dump_schedules.ends_at IS 'Not begun after; a missed one is an alert';

COMMENT ON COLUMN sync.dump_schedules.time_zone IS 'Of both times';

COMMENT ON COLUMN sync.dump_schedules.weekdays IS '1 is Monday';

COMMENT ON COLUMN sync.dump_schedules.enabled IS 'Whether it is followed';

COMMENT ON COLUMN sync.dump_schedules.last_day IS 'Last day it was followed or missed';

ALTER TABLE sync.dumps ALTER COLUMN dump_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sync.dumps_dump_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE sync.exchange_files ALTER COLUMN file_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sync.exchange_files_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE sync.failbacks (
    failback_id bigint NOT NULL,
    site_change_id bigint NOT NULL,
    activated_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    extent jsonb,
    collected_before xid8,
    seal_number integer DEFAULT 0 NOT NULL,
    sealed_at timestamp with time zone,
    acknowledgement jsonb,
    acknowledged_at timestamp with time zone,
    acknowledged_by bigint[],
    closed_at timestamp with time zone,
    CONSTRAINT failbacks_state_known CHECK ((state = ANY (ARRAY['open'::text, 'sealed'::text, 'acknowledged'::text, 'closed'::text])))
)
WITH (fillfactor='50');

ALTER TABLE ONLY sync.failbacks FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.failbacks OWNER TO irra_owner;

COMMENT ON TABLE sync.failbacks IS 'The way back of each outage, from its activation on';

COMMENT ON COLUMN sync.failbacks.failback_id IS 'Order of outages; also of what goes to the primary';

COMMENT ON COLUMN sync.failbacks.site_change_id IS 'The change from standby to active';

COMMENT ON COLUMN sync.failbacks.activated_at IS 'When that was';

COMMENT ON COLUMN sync.failbacks.state IS 'open: collected again when something new happens; sealed; acknowledged by the primary; closed';

COMMENT ON COLUMN sync.failbacks.extent IS 'What had happened when records were collected last';

COMMENT ON COLUMN sync.failbacks.collected_before IS 'Transactions below it may have been under way when the records were collected last; null when all of these were over';

COMMENT ON COLUMN sync.failbacks.seal_number IS 'Of the latest seal; 0 = none';

COMMENT ON COLUMN sync.failbacks.sealed_at IS 'When that was made';

COMMENT ON COLUMN sync.failbacks.acknowledgement IS 'What the primary said it has';

COMMENT ON COLUMN sync.failbacks.acknowledged_at IS 'When it was accepted';

COMMENT ON COLUMN sync.failbacks.acknowledged_by IS 'Two people, when it was not read from the primary''s database';

COMMENT ON COLUMN sync.failbacks.closed_at IS 'When the desk went to standby';

ALTER TABLE sync.failbacks ALTER COLUMN failback_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sync.failbacks_failback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE sync.file_lines (
    file_id bigint NOT NULL,
    line bigint NOT NULL,
    raw text NOT NULL
);

ALTER TABLE ONLY sync.file_lines FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.file_lines OWNER TO irra_owner;

COMMENT ON TABLE sync.file_lines IS 'Lines of a file that is being read';

COMMENT ON COLUMN sync.file_lines.file_id IS 'Of sync.exchange_files';

COMMENT ON COLUMN sync.file_lines.line IS 'The header was line 1';

COMMENT ON COLUMN sync.file_lines.raw IS 'As it stands there';

ALTER TABLE sync.refused_rows ALTER COLUMN refused_row_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sync.refused_rows_refused_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE sync.retention_policies (
    class text NOT NULL,
    keep_days integer NOT NULL,
    keep_last integer NOT NULL,
    legal_hold boolean DEFAULT false NOT NULL,
    CONSTRAINT retention_policies_class_known CHECK ((class = ANY (ARRAY['verified_dump'::text, 'held_opening'::text]))),
    CONSTRAINT retention_policies_something_kept CHECK (((keep_days > 0) AND (keep_last > 0)))
);

ALTER TABLE ONLY sync.retention_policies FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.retention_policies OWNER TO irra_owner;

COMMENT ON TABLE sync.retention_policies IS 'How long what is made is kept, by class';

COMMENT ON COLUMN sync.retention_policies.class IS 'verified_dump: files; held_opening: rows of sync.held_openings';

COMMENT ON COLUMN sync.retention_policies.keep_days IS 'Nothing younger goes';

COMMENT ON COLUMN sync.retention_policies.keep_last IS 'The newest stay, however old';

COMMENT ON COLUMN sync.retention_policies.legal_hold IS 'Nothing goes while this is true';

CREATE TABLE sync.updates (
    source text NOT NULL,
    source_sequence bigint NOT NULL,
    content_hash bytea NOT NULL,
    row_count bigint NOT NULL,
    person_id bigint NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    superseded_at timestamp with time zone,
    CONSTRAINT updates_sequence_positive CHECK ((source_sequence > 0))
);

ALTER TABLE ONLY sync.updates FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.updates OWNER TO irra_owner;

COMMENT ON TABLE sync.updates IS 'Batches of the primary''s rows that people sent while replication could not run';

COMMENT ON COLUMN sync.updates.source IS 'Who numbers the batches';

COMMENT ON COLUMN sync.updates.source_sequence IS 'The source''s number: 1, 2, 3, none left out';

COMMENT ON COLUMN sync.updates.content_hash IS 'SHA-256 of the batch: the same number comes again with the same rows only';

COMMENT ON COLUMN sync.updates.row_count IS 'Rows of the batch';

COMMENT ON COLUMN sync.updates.person_id IS 'Of auth.ops_team: who sent it';

COMMENT ON COLUMN sync.updates.applied_at IS 'When it was applied';

COMMENT ON COLUMN sync.updates.superseded_at IS 'When the tables were copied from the primary again; null = the book stands on it';

CREATE TABLE sync.waiting_trades (
    trade_id bigint NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='1000');

ALTER TABLE ONLY sync.waiting_trades FORCE ROW LEVEL SECURITY;

ALTER TABLE sync.waiting_trades OWNER TO irra_owner;

COMMENT ON TABLE sync.waiting_trades IS 'Unassigned trades that no fold has looked at yet';

COMMENT ON COLUMN sync.waiting_trades.trade_id IS 'Of core.trades';

ALTER TABLE ONLY fix.inbound ATTACH PARTITION fix.inbound_default DEFAULT;

ALTER TABLE ONLY fix.outbound ATTACH PARTITION fix.outbound_default DEFAULT;

ALTER TABLE ONLY audit.log
    ADD CONSTRAINT log_pkey PRIMARY KEY (log_id);

ALTER TABLE ONLY audit.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (is_only_row);

ALTER TABLE ONLY audit.retirements
    ADD CONSTRAINT retirements_pkey PRIMARY KEY (through_log_id);

ALTER TABLE ONLY audit.seals
    ADD CONSTRAINT seals_pkey PRIMARY KEY (seal_number);

ALTER TABLE ONLY auth.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (key_id);

ALTER TABLE ONLY auth.api_keys
    ADD CONSTRAINT api_keys_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY auth.common_passwords
    ADD CONSTRAINT common_passwords_pkey PRIMARY KEY (word);

ALTER TABLE ONLY auth.login_attempts
    ADD CONSTRAINT login_attempts_pkey PRIMARY KEY (attempt_id);

ALTER TABLE ONLY auth.ops_team
    ADD CONSTRAINT ops_team_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY auth.password_history
    ADD CONSTRAINT password_history_pkey PRIMARY KEY (person_id, replaced_at, password_hash);

ALTER TABLE ONLY auth.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (person_id, code_hash);

ALTER TABLE ONLY auth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY auth.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY auth.sessions
    ADD CONSTRAINT sessions_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY book.funds
    ADD CONSTRAINT funds_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY book.instruments
    ADD CONSTRAINT instruments_pkey PRIMARY KEY (instrument_id);

ALTER TABLE ONLY book.instruments
    ADD CONSTRAINT instruments_symbol_key UNIQUE (exchange, segment, symbol);

ALTER TABLE ONLY book.opening_positions
    ADD CONSTRAINT opening_positions_pkey PRIMARY KEY (trade_date, user_id, instrument_id, product);

ALTER TABLE ONLY book.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (order_id);

ALTER TABLE ONLY book.prices
    ADD CONSTRAINT prices_pkey PRIMARY KEY (instrument_id);

ALTER TABLE ONLY book.trades
    ADD CONSTRAINT trades_pkey PRIMARY KEY (trade_id);

ALTER TABLE ONLY book.trading_days
    ADD CONSTRAINT trading_days_pkey PRIMARY KEY (trade_date);

ALTER TABLE ONLY book.users
    ADD CONSTRAINT users_broker_id_key UNIQUE (broker_id);

ALTER TABLE ONLY book.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY core.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (alert_id);

ALTER TABLE ONLY core.approvals
    ADD CONSTRAINT approvals_pkey PRIMARY KEY (approval_id);

ALTER TABLE ONLY core.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (batch_id);

ALTER TABLE ONLY core.call_attempts
    ADD CONSTRAINT call_attempts_pkey PRIMARY KEY (call_attempt_id);

ALTER TABLE ONLY core.call_otps
    ADD CONSTRAINT call_otps_pkey PRIMARY KEY (call_otp_id);

ALTER TABLE ONLY core.calls
    ADD CONSTRAINT calls_of_a_person UNIQUE (call_id, person_id);

ALTER TABLE ONLY core.calls
    ADD CONSTRAINT calls_pkey PRIMARY KEY (call_id);

ALTER TABLE ONLY core.client_contacts
    ADD CONSTRAINT client_contacts_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY core.client_desks
    ADD CONSTRAINT client_desks_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY core.controls
    ADD CONSTRAINT controls_pkey PRIMARY KEY (control_id);

ALTER TABLE ONLY core.cut_offs
    ADD CONSTRAINT cut_offs_pkey PRIMARY KEY (exchange, segment, product);

ALTER TABLE ONLY core.error_codes
    ADD CONSTRAINT error_codes_pkey PRIMARY KEY (code);

ALTER TABLE ONLY core.exits
    ADD CONSTRAINT exits_of_an_instruction UNIQUE (exit_id, position_id, instruction_id, call_id, person_id);

ALTER TABLE ONLY core.exits
    ADD CONSTRAINT exits_pkey PRIMARY KEY (exit_id);

ALTER TABLE ONLY core.handovers
    ADD CONSTRAINT handovers_pkey PRIMARY KEY (handover_id);

ALTER TABLE ONLY core.holidays
    ADD CONSTRAINT holidays_pkey PRIMARY KEY (exchange, segment, holiday);

ALTER TABLE ONLY core.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (person_id, idempotency_key);

ALTER TABLE ONLY core.instructions
    ADD CONSTRAINT instructions_of_a_call UNIQUE (call_id, instruction_id, person_id);

ALTER TABLE ONLY core.instructions
    ADD CONSTRAINT instructions_pkey PRIMARY KEY (instruction_id);

ALTER TABLE ONLY core.order_events
    ADD CONSTRAINT order_events_pkey PRIMARY KEY (order_event_id);

ALTER TABLE ONLY core.order_requests
    ADD CONSTRAINT order_requests_one_number UNIQUE (session_name, incarnation, sequence);

ALTER TABLE ONLY core.order_requests
    ADD CONSTRAINT order_requests_pkey PRIMARY KEY (order_request_id);

ALTER TABLE ONLY core.order_statuses
    ADD CONSTRAINT order_statuses_pkey PRIMARY KEY (status);

ALTER TABLE ONLY core.order_transitions
    ADD CONSTRAINT order_transitions_pkey PRIMARY KEY (from_status, event);

ALTER TABLE ONLY core.orders
    ADD CONSTRAINT orders_cl_ord_id_key UNIQUE (cl_ord_id);

ALTER TABLE ONLY core.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (order_id);

ALTER TABLE ONLY core.person_scopes
    ADD CONSTRAINT person_scopes_once UNIQUE NULLS NOT DISTINCT (person_id, exchange, segment, desk);

ALTER TABLE ONLY core.person_scopes
    ADD CONSTRAINT person_scopes_pkey PRIMARY KEY (scope_id);

ALTER TABLE ONLY core.positions
    ADD CONSTRAINT positions_pkey PRIMARY KEY (position_id);

ALTER TABLE ONLY core.primary_orders
    ADD CONSTRAINT primary_orders_pkey PRIMARY KEY (book_order_id);

ALTER TABLE ONLY core.purges
    ADD CONSTRAINT purges_pkey PRIMARY KEY (purge_id);

ALTER TABLE ONLY core.read_backs
    ADD CONSTRAINT read_backs_pkey PRIMARY KEY (read_back_id);

ALTER TABLE ONLY core.read_backs
    ADD CONSTRAINT read_backs_token_key UNIQUE (token);

ALTER TABLE ONLY core.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);

ALTER TABLE ONLY core.site_changes
    ADD CONSTRAINT site_changes_pkey PRIMARY KEY (site_change_id);

ALTER TABLE ONLY core.site_mode_transitions
    ADD CONSTRAINT site_mode_transitions_pkey PRIMARY KEY (from_mode, to_mode);

ALTER TABLE ONLY core.site
    ADD CONSTRAINT site_pkey PRIMARY KEY (site_id);

ALTER TABLE ONLY core.temp_trades
    ADD CONSTRAINT temp_trades_exec_id_key UNIQUE (session_name, trade_date, exec_id);

ALTER TABLE ONLY core.temp_trades
    ADD CONSTRAINT temp_trades_identity UNIQUE (exchange, segment, trade_date, trade_number, side);

ALTER TABLE ONLY core.temp_trades
    ADD CONSTRAINT temp_trades_pkey PRIMARY KEY (temp_trade_id);

ALTER TABLE ONLY core.trade_changes
    ADD CONSTRAINT trade_changes_pkey PRIMARY KEY (trade_change_id);

ALTER TABLE ONLY core.trade_notices
    ADD CONSTRAINT trade_notices_once UNIQUE (session_name, trade_date, exec_id, ends_drill);

ALTER TABLE ONLY core.trade_notices
    ADD CONSTRAINT trade_notices_pkey PRIMARY KEY (trade_notice_id);

ALTER TABLE ONLY core.trades
    ADD CONSTRAINT trades_identity UNIQUE (exchange, segment, trade_date, trade_number, side);

ALTER TABLE ONLY core.trades
    ADD CONSTRAINT trades_pkey PRIMARY KEY (trade_id);

ALTER TABLE ONLY core.waiting_callers
    ADD CONSTRAINT waiting_callers_pkey PRIMARY KEY (caller_id);

ALTER TABLE ONLY core.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (worker_name);

ALTER TABLE ONLY desk.records
    ADD CONSTRAINT records_pkey PRIMARY KEY (record_id);

ALTER TABLE ONLY desk.seals
    ADD CONSTRAINT seals_pkey PRIMARY KEY (failback_id, seal_number, kind);

ALTER TABLE ONLY fix.inbound
    ADD CONSTRAINT inbound_pkey PRIMARY KEY (session_name, incarnation, sequence, received_at);

ALTER TABLE ONLY fix.inbound_default
    ADD CONSTRAINT inbound_default_pkey PRIMARY KEY (session_name, incarnation, sequence, received_at);

ALTER TABLE ONLY fix.mass_status_answers
    ADD CONSTRAINT mass_status_answers_pkey PRIMARY KEY (order_request_id, answer_key);

ALTER TABLE ONLY fix.outbound
    ADD CONSTRAINT outbound_pkey PRIMARY KEY (session_name, incarnation, sequence, sent_at);

ALTER TABLE ONLY fix.outbound_default
    ADD CONSTRAINT outbound_default_pkey PRIMARY KEY (session_name, incarnation, sequence, sent_at);

ALTER TABLE ONLY fix.parked
    ADD CONSTRAINT parked_pkey PRIMARY KEY (parked_id);

ALTER TABLE ONLY fix.session_schedules
    ADD CONSTRAINT session_schedules_pkey PRIMARY KEY (session_name, weekday, logon_at);

ALTER TABLE ONLY fix.session_state
    ADD CONSTRAINT session_state_pkey PRIMARY KEY (session_name);

ALTER TABLE ONLY fix.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (name);

ALTER TABLE ONLY monitor.baselines
    ADD CONSTRAINT baselines_pkey PRIMARY KEY (measure, subject);

ALTER TABLE ONLY monitor.breaches
    ADD CONSTRAINT breaches_pkey PRIMARY KEY (rule_name, subject);

ALTER TABLE ONLY monitor.history
    ADD CONSTRAINT history_pkey PRIMARY KEY (measure, subject, step_seconds, place);

ALTER TABLE ONLY monitor.measures
    ADD CONSTRAINT measures_pkey PRIMARY KEY (measure);

ALTER TABLE ONLY monitor.readings
    ADD CONSTRAINT readings_pkey PRIMARY KEY (measure);

ALTER TABLE ONLY monitor.rules
    ADD CONSTRAINT rules_pkey PRIMARY KEY (rule_name);

ALTER TABLE ONLY monitor.samples
    ADD CONSTRAINT samples_pkey PRIMARY KEY (measure, subject);

ALTER TABLE ONLY monitor.steps
    ADD CONSTRAINT steps_pkey PRIMARY KEY (step_seconds);

ALTER TABLE ONLY notify.kinds
    ADD CONSTRAINT kinds_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY notify.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (message_id);

ALTER TABLE ONLY notify.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (notice_id);

ALTER TABLE ONLY notify.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (lane, outbox_id);

ALTER TABLE ONLY notify.preferences
    ADD CONSTRAINT preferences_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY notify.preferences
    ADD CONSTRAINT preferences_pkey PRIMARY KEY (preference_id);

ALTER TABLE ONLY notify.preferences
    ADD CONSTRAINT preferences_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY notify.provider_states
    ADD CONSTRAINT provider_states_pkey PRIMARY KEY (provider);

ALTER TABLE ONLY notify.providers
    ADD CONSTRAINT providers_pkey PRIMARY KEY (provider);

ALTER TABLE ONLY notify.providers
    ADD CONSTRAINT providers_place_key UNIQUE (channel, place);

ALTER TABLE ONLY notify.receipts
    ADD CONSTRAINT receipts_pkey PRIMARY KEY (receipt_id);

ALTER TABLE ONLY notify.receipts
    ADD CONSTRAINT receipts_signature_key UNIQUE (signature);

ALTER TABLE ONLY notify.streams
    ADD CONSTRAINT streams_pkey PRIMARY KEY (stream);

ALTER TABLE ONLY notify.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (template_id);

ALTER TABLE ONLY notify.templates
    ADD CONSTRAINT templates_version_key UNIQUE (kind, channel, language, version);

ALTER TABLE ONLY notify.told
    ADD CONSTRAINT told_pkey PRIMARY KEY (dedupe_key);

ALTER TABLE ONLY queue.channels
    ADD CONSTRAINT channels_pkey PRIMARY KEY (channel);

ALTER TABLE ONLY queue.dispatch
    ADD CONSTRAINT dispatch_pkey PRIMARY KEY (session_name, order_request_id);

ALTER TABLE ONLY queue.event_marks
    ADD CONSTRAINT event_marks_pkey PRIMARY KEY (mark_id);

ALTER TABLE ONLY queue.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY sync.book_changes
    ADD CONSTRAINT book_changes_pkey PRIMARY KEY (book_change_id);

ALTER TABLE ONLY sync.comparisons
    ADD CONSTRAINT comparisons_pkey PRIMARY KEY (comparison_id);

ALTER TABLE ONLY sync.desk_state
    ADD CONSTRAINT desk_state_pkey PRIMARY KEY (desk_state_id);

ALTER TABLE ONLY sync.dump_schedules
    ADD CONSTRAINT dump_schedules_pkey PRIMARY KEY (schedule_name);

ALTER TABLE ONLY sync.dump_tables
    ADD CONSTRAINT dump_tables_pkey PRIMARY KEY (dump_id, table_name);

ALTER TABLE ONLY sync.dumps
    ADD CONSTRAINT dumps_pkey PRIMARY KEY (dump_id);

ALTER TABLE ONLY sync.exchange_files
    ADD CONSTRAINT exchange_files_pkey PRIMARY KEY (file_id);

ALTER TABLE ONLY sync.failbacks
    ADD CONSTRAINT failbacks_one_an_activation UNIQUE (site_change_id);

ALTER TABLE ONLY sync.failbacks
    ADD CONSTRAINT failbacks_pkey PRIMARY KEY (failback_id);

ALTER TABLE ONLY sync.file_lines
    ADD CONSTRAINT file_lines_pkey PRIMARY KEY (file_id, line);

ALTER TABLE ONLY sync.frozen_days
    ADD CONSTRAINT frozen_days_pkey PRIMARY KEY (trade_date);

ALTER TABLE ONLY sync.held_openings
    ADD CONSTRAINT held_openings_pkey PRIMARY KEY (trade_date, user_id, instrument_id, product);

ALTER TABLE ONLY sync.primary_state
    ADD CONSTRAINT primary_state_pkey PRIMARY KEY (primary_state_id);

ALTER TABLE ONLY sync.refused_rows
    ADD CONSTRAINT refused_rows_key UNIQUE (table_name, arrival);

ALTER TABLE ONLY sync.refused_rows
    ADD CONSTRAINT refused_rows_pkey PRIMARY KEY (refused_row_id);

ALTER TABLE ONLY sync.retention_policies
    ADD CONSTRAINT retention_policies_pkey PRIMARY KEY (class);

ALTER TABLE ONLY sync.updates
    ADD CONSTRAINT updates_pkey PRIMARY KEY (source, source_sequence);

ALTER TABLE ONLY sync.waiting_trades
    ADD CONSTRAINT waiting_trades_pkey PRIMARY KEY (trade_id);

ALTER TABLE ONLY sync.watermarks
    ADD CONSTRAINT watermarks_pkey PRIMARY KEY (table_name);

CREATE INDEX log_at ON audit.log USING btree (at);

CREATE INDEX log_person ON audit.log USING btree (person_id, log_id) WHERE (person_id IS NOT NULL);

CREATE INDEX log_user ON audit.log USING btree (user_id, log_id);

CREATE INDEX seals_last_log_id ON audit.seals USING btree (last_log_id, seal_number);

CREATE INDEX api_keys_person ON auth.api_keys USING btree (person_id) WHERE (revoked_at IS NULL);

CREATE INDEX login_attempts_address_at ON auth.login_attempts USING btree (address, at);

CREATE INDEX login_attempts_at ON auth.login_attempts USING btree (at);

CREATE INDEX login_attempts_username_at ON auth.login_attempts USING btree (username, at);

CREATE UNIQUE INDEX ops_team_username_key ON auth.ops_team USING btree (username);

CREATE INDEX refresh_tokens_issued_at ON auth.refresh_tokens USING btree (issued_at);

CREATE INDEX refresh_tokens_session ON auth.refresh_tokens USING btree (session_id);

CREATE INDEX sessions_person ON auth.sessions USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX instruments_token ON book.instruments USING btree (exchange, segment, token);

CREATE INDEX opening_positions_arrival ON book.opening_positions USING btree (arrival);

CREATE INDEX orders_arrival ON book.orders USING btree (arrival);

CREATE INDEX orders_exchange_order_id ON book.orders USING btree (exchange_order_id);

CREATE INDEX orders_open_by_user ON book.orders USING btree (user_id, instrument_id, product) WHERE (status = ANY (ARRAY['open'::text, 'partially_filled'::text]));

CREATE INDEX orders_user ON book.orders USING btree (user_id, order_id);

CREATE INDEX trades_arrival ON book.trades USING btree (arrival);

CREATE UNIQUE INDEX alerts_open_key ON core.alerts USING btree (kind, subject) WHERE (resolved_at IS NULL);

CREATE UNIQUE INDEX approvals_one_waiting_an_action ON core.approvals USING btree (action) WHERE ((state = 'waiting'::text) AND (action ~~ 'site%'::text));

CREATE INDEX batches_call ON core.batches USING btree (call_id);

CREATE INDEX batches_running ON core.batches USING btree (batch_id) WHERE (state = 'running'::text);

CREATE INDEX batches_user ON core.batches USING btree (user_id, batch_id);

CREATE INDEX call_attempts_broker_id_at ON core.call_attempts USING btree (broker_id, at);

CREATE INDEX call_attempts_person_at ON core.call_attempts USING btree (person_id, at);

CREATE INDEX call_otps_call ON core.call_otps USING btree (call_id, call_otp_id);

CREATE UNIQUE INDEX calls_one_open_call_a_user ON core.calls USING btree (user_id) WHERE (closed_at IS NULL);

CREATE INDEX calls_open_by_person ON core.calls USING btree (person_id) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX controls_in_force ON core.controls USING btree (scope, subject) WHERE (lifted_at IS NULL);

CREATE INDEX exits_batch ON core.exits USING btree (batch_id) WHERE (batch_id IS NOT NULL);

CREATE INDEX exits_due ON core.exits USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX exits_waiting ON core.exits USING btree (position_id) WHERE ((state)::text = ANY (ARRAY['waiting_approval'::text, 'waiting_cancels'::text, 'queued'::text]));

CREATE UNIQUE INDEX handovers_one_asked_a_call ON core.handovers USING btree (call_id) WHERE (state = 'asked'::text);

CREATE INDEX handovers_to ON core.handovers USING btree (to_person_id) WHERE (state = 'asked'::text);

CREATE INDEX idempotency_keys_created_at ON core.idempotency_keys USING btree (created_at);

CREATE INDEX order_events_order ON core.order_events USING btree (order_id, order_event_id);

CREATE INDEX order_requests_book_order ON core.order_requests USING btree (book_order_id) WHERE (book_order_id IS NOT NULL);

CREATE UNIQUE INDEX order_requests_cl_ord_id_key ON core.order_requests USING btree (cl_ord_id) WHERE ((kind)::text <> 'status'::text);

CREATE INDEX order_requests_order ON core.order_requests USING btree (order_id);

CREATE INDEX order_requests_unanswered ON core.order_requests USING btree (session_name, order_request_id) WHERE ((state)::text = 'sent'::text);

CREATE INDEX orders_call ON core.orders USING btree (call_id);

CREATE INDEX orders_chase ON core.orders USING btree (chase_at) WHERE (chase_at IS NOT NULL);

CREATE INDEX orders_exchange_order_id ON core.orders USING btree (exchange_order_id);

CREATE INDEX orders_exit ON core.orders USING btree (exit_id);

CREATE INDEX orders_leg ON core.orders USING btree (leg_position_id) WHERE (leg_position_id IS NOT NULL);

CREATE INDEX orders_live_by_session ON core.orders USING btree (session_name, order_id) WHERE (leaves_quantity > 0);

CREATE INDEX orders_position ON core.orders USING btree (position_id);

CREATE INDEX orders_user ON core.orders USING btree (user_id, order_id);

CREATE UNIQUE INDEX positions_key ON core.positions USING btree (user_id, trade_date, instrument_id, product);

CREATE INDEX read_backs_call ON core.read_backs USING btree (call_id);

CREATE INDEX temp_trades_order ON core.temp_trades USING btree (order_id);

CREATE INDEX temp_trades_provisional ON core.temp_trades USING btree (received_at) WHERE (state = 'provisional'::text);

CREATE INDEX trade_changes_trade ON core.trade_changes USING btree (trade_id);

CREATE INDEX trade_notices_order ON core.trade_notices USING btree (order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX trade_notices_temp_trade ON core.trade_notices USING btree (temp_trade_id) WHERE (temp_trade_id IS NOT NULL);

CREATE INDEX trade_notices_trade ON core.trade_notices USING btree (trade_id) WHERE (trade_id IS NOT NULL);

CREATE INDEX trade_notices_waiting ON core.trade_notices USING btree (trade_notice_id) WHERE ((trade_id IS NULL) AND (temp_trade_id IS NULL));

CREATE INDEX trades_exchange_order_id ON core.trades USING btree (exchange_order_id) WHERE (exchange_order_id IS NOT NULL);

CREATE INDEX trades_exec_id ON core.trades USING btree (exec_id) WHERE (exec_id IS NOT NULL);

CREATE INDEX trades_order ON core.trades USING btree (order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX trades_position ON core.trades USING btree (position_id);

CREATE INDEX trades_unassigned ON core.trades USING btree (trade_id) WHERE (position_id IS NULL);

CREATE INDEX trades_user ON core.trades USING btree (user_id, trade_id);

CREATE UNIQUE INDEX waiting_callers_once ON core.waiting_callers USING btree (caller_number) WHERE (state = ANY (ARRAY['waiting'::text, 'taken'::text]));

CREATE UNIQUE INDEX waiting_callers_one_taken_a_person ON core.waiting_callers USING btree (taken_by) WHERE (state = 'taken'::text);

CREATE INDEX waiting_callers_waiting ON core.waiting_callers USING btree (waiting_since) WHERE (state = ANY (ARRAY['waiting'::text, 'taken'::text]));

CREATE INDEX records_latest ON desk.records USING btree (failback_id, kind, record_key, record_id DESC);

CREATE INDEX messages_dead ON notify.messages USING btree (message_id) WHERE (state = 'dead'::text);

CREATE INDEX messages_due ON notify.messages USING btree (channel, priority, next_attempt_at) WHERE ((state = 'waiting'::text) AND (next_attempt_at IS NOT NULL));

CREATE INDEX messages_expiry ON notify.messages USING btree (expires_at) WHERE ((state = 'waiting'::text) AND (expires_at IS NOT NULL));

CREATE INDEX messages_inbox ON notify.messages USING btree (person_id, message_id) WHERE (channel = 'in_app'::text);

CREATE INDEX messages_lane ON notify.messages USING btree (lane, message_id) WHERE (state = 'waiting'::text);

CREATE INDEX messages_notice ON notify.messages USING btree (notice_id, state) WHERE (notice_id IS NOT NULL);

CREATE INDEX messages_provider_ref ON notify.messages USING btree (provider, provider_ref) WHERE (provider_ref IS NOT NULL);

CREATE INDEX messages_user ON notify.messages USING btree (user_id, message_id) WHERE (notice_id IS NULL);

CREATE INDEX notices_running ON notify.notices USING btree (notice_id) WHERE (state = 'running'::text);

CREATE INDEX outbox_due ON notify.outbox USING btree (priority, due_at);

CREATE UNIQUE INDEX templates_one_active ON notify.templates USING btree (kind, channel, language) WHERE (state = 'active'::text);

CREATE INDEX dispatch_questions ON queue.dispatch USING btree (session_name, order_request_id) WHERE is_question;

CREATE INDEX dispatch_urgent ON queue.dispatch USING btree (session_name, order_request_id) WHERE is_urgent;

CREATE INDEX comparisons_latest ON sync.comparisons USING btree (table_name, comparison_id DESC);

CREATE UNIQUE INDEX dumps_one_at_a_time ON sync.dumps USING btree ((true)) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX opening_breaks_file ON sync.opening_breaks USING btree (file_id);

CREATE INDEX refused_rows_open ON sync.refused_rows USING btree (user_id, instrument_id) WHERE (resolved_at IS NULL);

CREATE INDEX updates_standing ON sync.updates USING btree (applied_at) WHERE (superseded_at IS NULL);

ALTER INDEX fix.inbound_pkey ATTACH PARTITION fix.inbound_default_pkey;

ALTER INDEX fix.outbound_pkey ATTACH PARTITION fix.outbound_default_pkey;

CREATE TRIGGER log_append_only BEFORE DELETE OR UPDATE ON audit.log FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.log ENABLE ALWAYS TRIGGER log_append_only;

CREATE TRIGGER log_never_truncated BEFORE TRUNCATE ON audit.log FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.log ENABLE ALWAYS TRIGGER log_never_truncated;

CREATE TRIGGER retirements_append_only BEFORE DELETE OR UPDATE ON audit.retirements FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.retirements ENABLE ALWAYS TRIGGER retirements_append_only;

CREATE TRIGGER retirements_never_truncated BEFORE TRUNCATE ON audit.retirements FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.retirements ENABLE ALWAYS TRIGGER retirements_never_truncated;

CREATE TRIGGER seals_append_only BEFORE DELETE OR UPDATE ON audit.seals FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.seals ENABLE ALWAYS TRIGGER seals_append_only;

CREATE TRIGGER seals_never_truncated BEFORE TRUNCATE ON audit.seals FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.seals ENABLE ALWAYS TRIGGER seals_never_truncated;

CREATE TRIGGER ops_team_audited AFTER INSERT OR DELETE OR UPDATE ON auth.ops_team FOR EACH ROW EXECUTE FUNCTION auth.audit_change('password_hash', 'totp_secret_sealed');

CREATE TRIGGER note_book_change AFTER DELETE OR UPDATE ON book.opening_positions FOR EACH ROW EXECUTE FUNCTION sync.note_book_change();

ALTER TABLE book.opening_positions ENABLE ALWAYS TRIGGER note_book_change;

CREATE TRIGGER note_book_change AFTER DELETE OR UPDATE ON book.trades FOR EACH ROW EXECUTE FUNCTION sync.note_book_change();

ALTER TABLE book.trades ENABLE ALWAYS TRIGGER note_book_change;

CREATE TRIGGER number_order_again BEFORE UPDATE ON book.orders FOR EACH ROW WHEN ((old.exchange_order_id IS DISTINCT FROM new.exchange_order_id)) EXECUTE FUNCTION sync.number_order_again();

ALTER TABLE book.orders ENABLE ALWAYS TRIGGER number_order_again;

CREATE TRIGGER alerts_marked AFTER INSERT OR UPDATE ON core.alerts FOR EACH ROW EXECUTE FUNCTION logic.mark_event('alert', 'alert_id', '', '');

CREATE TRIGGER alerts_told AFTER INSERT ON core.alerts FOR EACH ROW EXECUTE FUNCTION notify.tell_alert();

CREATE TRIGGER approvals_marked AFTER INSERT OR UPDATE ON core.approvals FOR EACH ROW EXECUTE FUNCTION logic.mark_event('approval', 'approval_id', '', 'requested_by');

CREATE TRIGGER approvals_told AFTER INSERT ON core.approvals FOR EACH ROW WHEN ((new.state = 'waiting'::text)) EXECUTE FUNCTION notify.tell_approval();

CREATE TRIGGER calls_marked AFTER INSERT OR UPDATE ON core.calls FOR EACH ROW EXECUTE FUNCTION logic.mark_event('call', 'call_id', 'user_id', 'person_id');

CREATE TRIGGER controls_marked AFTER INSERT OR UPDATE ON core.controls FOR EACH ROW EXECUTE FUNCTION logic.mark_event('control', 'control_id', '', '');

CREATE TRIGGER cut_offs_audited AFTER INSERT OR DELETE OR UPDATE ON core.cut_offs FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER guard_order_status BEFORE UPDATE OF status ON core.orders FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION logic.guard_order_status();

CREATE TRIGGER handovers_marked AFTER INSERT OR UPDATE ON core.handovers FOR EACH ROW EXECUTE FUNCTION logic.mark_event('handover', 'handover_id', 'user_id', 'to_person_id');

CREATE TRIGGER handovers_marked_for_owner AFTER INSERT OR UPDATE ON core.handovers FOR EACH ROW EXECUTE FUNCTION logic.mark_event('handover', 'handover_id', 'user_id', 'asked_by');

CREATE TRIGGER holidays_audited AFTER INSERT OR DELETE OR UPDATE ON core.holidays FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER orders_changed_marked AFTER UPDATE ON core.orders REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION logic.mark_orders();

CREATE TRIGGER orders_made_marked AFTER INSERT ON core.orders REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION logic.mark_orders();

CREATE TRIGGER positions_changed_marked AFTER UPDATE ON core.positions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION logic.mark_positions();

CREATE TRIGGER positions_made_marked AFTER INSERT ON core.positions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION logic.mark_positions();

CREATE TRIGGER settings_audited AFTER INSERT OR DELETE OR UPDATE ON core.settings FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER settings_checked BEFORE UPDATE OF value ON core.settings FOR EACH ROW EXECUTE FUNCTION auth.check_setting();

CREATE TRIGGER site_audited AFTER INSERT OR DELETE OR UPDATE ON core.site FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER site_changes_told AFTER INSERT ON core.site_changes FOR EACH ROW EXECUTE FUNCTION notify.tell_site_change();

CREATE TRIGGER site_marked AFTER UPDATE ON core.site FOR EACH ROW EXECUTE FUNCTION logic.mark_event('mode', 'mode', '', '');

CREATE TRIGGER waiting_callers_marked AFTER INSERT OR UPDATE ON core.waiting_callers FOR EACH ROW EXECUTE FUNCTION logic.mark_event('caller', 'caller_id', 'user_id', 'taken_by');

CREATE CONSTRAINT TRIGGER wake_exits_worker AFTER INSERT OR UPDATE OF due_at ON core.exits DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.due_at IS NOT NULL)) EXECUTE FUNCTION queue.wake_exits_worker();

CREATE TRIGGER session_schedules_audited AFTER INSERT OR DELETE OR UPDATE ON fix.session_schedules FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER sessions_audited AFTER INSERT OR DELETE OR UPDATE ON fix.sessions FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER sessions_kept BEFORE DELETE OR UPDATE OF simulated ON fix.sessions FOR EACH ROW EXECUTE FUNCTION fix.keep_used_sessions();

CREATE TRIGGER kinds_audited AFTER UPDATE OF channels, hold_seconds, expires_minutes ON notify.kinds FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER notifications_marked AFTER INSERT OR UPDATE OF read_at ON notify.messages FOR EACH ROW WHEN ((new.channel = 'in_app'::text)) EXECUTE FUNCTION logic.mark_event('notification', 'message_id', '', 'person_id');

CREATE TRIGGER providers_audited AFTER INSERT OR DELETE OR UPDATE ON notify.providers FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER templates_checked BEFORE INSERT ON notify.templates FOR EACH ROW EXECUTE FUNCTION notify.check_template();

CREATE CONSTRAINT TRIGGER wake_notifier AFTER INSERT ON notify.outbox DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION notify.wake_notifier();

CREATE TRIGGER dump_schedules_audited AFTER INSERT OR DELETE OR UPDATE ON sync.dump_schedules FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

CREATE TRIGGER retention_policies_audited AFTER INSERT OR DELETE OR UPDATE ON sync.retention_policies FOR EACH ROW EXECUTE FUNCTION auth.audit_change();

ALTER TABLE ONLY auth.api_keys
    ADD CONSTRAINT api_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY auth.api_keys
    ADD CONSTRAINT api_keys_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY auth.api_keys
    ADD CONSTRAINT api_keys_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY auth.password_history
    ADD CONSTRAINT password_history_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY auth.recovery_codes
    ADD CONSTRAINT recovery_codes_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY auth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.sessions(session_id);

ALTER TABLE ONLY auth.sessions
    ADD CONSTRAINT sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.alerts
    ADD CONSTRAINT alerts_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.alerts
    ADD CONSTRAINT alerts_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.approvals
    ADD CONSTRAINT approvals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.approvals
    ADD CONSTRAINT approvals_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.batches
    ADD CONSTRAINT batches_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES core.approvals(approval_id);

ALTER TABLE ONLY core.batches
    ADD CONSTRAINT batches_call_id_fkey FOREIGN KEY (call_id) REFERENCES core.calls(call_id);

ALTER TABLE ONLY core.batches
    ADD CONSTRAINT batches_instruction_id_fkey FOREIGN KEY (instruction_id) REFERENCES core.instructions(instruction_id);

ALTER TABLE ONLY core.batches
    ADD CONSTRAINT batches_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.call_attempts
    ADD CONSTRAINT call_attempts_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.call_otps
    ADD CONSTRAINT call_otps_call_id_fkey FOREIGN KEY (call_id) REFERENCES core.calls(call_id);

ALTER TABLE ONLY core.calls
    ADD CONSTRAINT calls_handed_over_from_fkey FOREIGN KEY (handed_over_from) REFERENCES core.calls(call_id);

ALTER TABLE ONLY core.calls
    ADD CONSTRAINT calls_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.calls
    ADD CONSTRAINT calls_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.sessions(session_id);

ALTER TABLE ONLY core.client_contacts
    ADD CONSTRAINT client_contacts_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES core.approvals(approval_id);

ALTER TABLE ONLY core.client_contacts
    ADD CONSTRAINT client_contacts_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.client_contacts
    ADD CONSTRAINT client_contacts_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.client_desks
    ADD CONSTRAINT client_desks_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.controls
    ADD CONSTRAINT controls_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.controls
    ADD CONSTRAINT controls_set_by_fkey FOREIGN KEY (set_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.exits
    ADD CONSTRAINT exits_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES core.approvals(approval_id);

ALTER TABLE ONLY core.exits
    ADD CONSTRAINT exits_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES core.batches(batch_id);

ALTER TABLE ONLY core.exits
    ADD CONSTRAINT exits_call_id_instruction_id_person_id_fkey FOREIGN KEY (call_id, instruction_id, person_id) REFERENCES core.instructions(call_id, instruction_id, person_id);

ALTER TABLE ONLY core.exits
    ADD CONSTRAINT exits_position_id_fkey FOREIGN KEY (position_id) REFERENCES core.positions(position_id);

ALTER TABLE ONLY core.handovers
    ADD CONSTRAINT handovers_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.handovers
    ADD CONSTRAINT handovers_call_id_fkey FOREIGN KEY (call_id) REFERENCES core.calls(call_id);

ALTER TABLE ONLY core.handovers
    ADD CONSTRAINT handovers_new_call_id_fkey FOREIGN KEY (new_call_id) REFERENCES core.calls(call_id);

ALTER TABLE ONLY core.handovers
    ADD CONSTRAINT handovers_to_person_id_fkey FOREIGN KEY (to_person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.instructions
    ADD CONSTRAINT instructions_call_id_person_id_fkey FOREIGN KEY (call_id, person_id) REFERENCES core.calls(call_id, person_id);

ALTER TABLE ONLY core.order_events
    ADD CONSTRAINT order_events_order_id_fkey FOREIGN KEY (order_id) REFERENCES core.orders(order_id);

ALTER TABLE ONLY core.order_requests
    ADD CONSTRAINT order_requests_order_id_fkey FOREIGN KEY (order_id) REFERENCES core.orders(order_id);

ALTER TABLE ONLY core.order_transitions
    ADD CONSTRAINT order_transitions_from_status_fkey FOREIGN KEY (from_status) REFERENCES core.order_statuses(status);

ALTER TABLE ONLY core.order_transitions
    ADD CONSTRAINT order_transitions_to_status_fkey FOREIGN KEY (to_status) REFERENCES core.order_statuses(status);

ALTER TABLE ONLY core.orders
    ADD CONSTRAINT orders_exit_id_position_id_instruction_id_call_id_person_i_fkey FOREIGN KEY (exit_id, position_id, instruction_id, call_id, person_id) REFERENCES core.exits(exit_id, position_id, instruction_id, call_id, person_id);

ALTER TABLE ONLY core.orders
    ADD CONSTRAINT orders_leg_position_id_fkey FOREIGN KEY (leg_position_id) REFERENCES core.positions(position_id);

ALTER TABLE ONLY core.person_scopes
    ADD CONSTRAINT person_scopes_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.person_scopes
    ADD CONSTRAINT person_scopes_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.primary_orders
    ADD CONSTRAINT primary_orders_settled_approval_id_fkey FOREIGN KEY (settled_approval_id) REFERENCES core.approvals(approval_id);

ALTER TABLE ONLY core.purges
    ADD CONSTRAINT purges_purged_by_fkey FOREIGN KEY (purged_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.read_backs
    ADD CONSTRAINT read_backs_call_id_fkey FOREIGN KEY (call_id) REFERENCES core.calls(call_id);

ALTER TABLE ONLY core.site_changes
    ADD CONSTRAINT site_changes_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.site_changes
    ADD CONSTRAINT site_changes_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.temp_trades
    ADD CONSTRAINT temp_trades_order_id_fkey FOREIGN KEY (order_id) REFERENCES core.orders(order_id);

ALTER TABLE ONLY core.trade_changes
    ADD CONSTRAINT trade_changes_trade_id_fkey FOREIGN KEY (trade_id) REFERENCES core.trades(trade_id);

ALTER TABLE ONLY core.trade_notices
    ADD CONSTRAINT trade_notices_order_id_fkey FOREIGN KEY (order_id) REFERENCES core.orders(order_id);

ALTER TABLE ONLY core.trade_notices
    ADD CONSTRAINT trade_notices_trade_id_fkey FOREIGN KEY (trade_id) REFERENCES core.trades(trade_id);

ALTER TABLE ONLY core.trades
    ADD CONSTRAINT trades_order FOREIGN KEY (order_id) REFERENCES core.orders(order_id);

ALTER TABLE ONLY core.trades
    ADD CONSTRAINT trades_position_id_fkey FOREIGN KEY (position_id) REFERENCES core.positions(position_id);

ALTER TABLE ONLY core.waiting_callers
    ADD CONSTRAINT waiting_callers_added_by_fkey FOREIGN KEY (added_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY core.waiting_callers
    ADD CONSTRAINT waiting_callers_call_id_fkey FOREIGN KEY (call_id) REFERENCES core.calls(call_id);

ALTER TABLE ONLY core.waiting_callers
    ADD CONSTRAINT waiting_callers_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY fix.mass_status_answers
    ADD CONSTRAINT mass_status_answers_order_request_id_fkey FOREIGN KEY (order_request_id) REFERENCES core.order_requests(order_request_id);

ALTER TABLE ONLY fix.session_schedules
    ADD CONSTRAINT session_schedules_session_name_fkey FOREIGN KEY (session_name) REFERENCES fix.sessions(name) ON DELETE CASCADE;

ALTER TABLE ONLY fix.session_state
    ADD CONSTRAINT session_state_session_name_fkey FOREIGN KEY (session_name) REFERENCES fix.sessions(name) ON DELETE CASCADE;

ALTER TABLE ONLY monitor.baselines
    ADD CONSTRAINT baselines_measure_fkey FOREIGN KEY (measure) REFERENCES monitor.measures(measure) ON DELETE CASCADE;

ALTER TABLE ONLY monitor.breaches
    ADD CONSTRAINT breaches_rule_name_fkey FOREIGN KEY (rule_name) REFERENCES monitor.rules(rule_name) ON DELETE CASCADE;

ALTER TABLE ONLY monitor.history
    ADD CONSTRAINT history_measure_fkey FOREIGN KEY (measure) REFERENCES monitor.measures(measure) ON DELETE CASCADE;

ALTER TABLE ONLY monitor.history
    ADD CONSTRAINT history_step_seconds_fkey FOREIGN KEY (step_seconds) REFERENCES monitor.steps(step_seconds) ON DELETE CASCADE;

ALTER TABLE ONLY monitor.readings
    ADD CONSTRAINT readings_measure_fkey FOREIGN KEY (measure) REFERENCES monitor.measures(measure) ON DELETE CASCADE;

ALTER TABLE ONLY monitor.rules
    ADD CONSTRAINT rules_measure_fkey FOREIGN KEY (measure) REFERENCES monitor.measures(measure);

ALTER TABLE ONLY monitor.samples
    ADD CONSTRAINT samples_measure_fkey FOREIGN KEY (measure) REFERENCES monitor.measures(measure) ON DELETE CASCADE;

ALTER TABLE ONLY notify.kinds
    ADD CONSTRAINT kinds_stream_fkey FOREIGN KEY (stream) REFERENCES notify.streams(stream);

ALTER TABLE ONLY notify.notices
    ADD CONSTRAINT notices_kind_fkey FOREIGN KEY (kind) REFERENCES notify.kinds(kind);

ALTER TABLE ONLY notify.notices
    ADD CONSTRAINT notices_made_by_fkey FOREIGN KEY (made_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY notify.notices
    ADD CONSTRAINT notices_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY notify.preferences
    ADD CONSTRAINT preferences_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY notify.preferences
    ADD CONSTRAINT preferences_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY notify.provider_states
    ADD CONSTRAINT provider_states_provider_fkey FOREIGN KEY (provider) REFERENCES notify.providers(provider) ON DELETE CASCADE;

ALTER TABLE ONLY notify.templates
    ADD CONSTRAINT templates_activated_by_fkey FOREIGN KEY (activated_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY notify.templates
    ADD CONSTRAINT templates_kind_fkey FOREIGN KEY (kind) REFERENCES notify.kinds(kind);

ALTER TABLE ONLY notify.templates
    ADD CONSTRAINT templates_made_by_fkey FOREIGN KEY (made_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY sync.dump_tables
    ADD CONSTRAINT dump_tables_dump_id_fkey FOREIGN KEY (dump_id) REFERENCES sync.dumps(dump_id);

ALTER TABLE ONLY sync.dumps
    ADD CONSTRAINT dumps_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES auth.ops_team(person_id);

ALTER TABLE ONLY sync.failbacks
    ADD CONSTRAINT failbacks_site_change_id_fkey FOREIGN KEY (site_change_id) REFERENCES core.site_changes(site_change_id);

ALTER TABLE ONLY sync.file_lines
    ADD CONSTRAINT file_lines_file_id_fkey FOREIGN KEY (file_id) REFERENCES sync.exchange_files(file_id) ON DELETE CASCADE;

ALTER TABLE ONLY sync.frozen_days
    ADD CONSTRAINT frozen_days_dump_id_fkey FOREIGN KEY (dump_id) REFERENCES sync.dumps(dump_id);

ALTER TABLE ONLY sync.held_openings
    ADD CONSTRAINT held_openings_trade_date_fkey FOREIGN KEY (trade_date) REFERENCES sync.frozen_days(trade_date);

ALTER TABLE ONLY sync.opening_breaks
    ADD CONSTRAINT opening_breaks_file_id_fkey FOREIGN KEY (file_id) REFERENCES sync.exchange_files(file_id) ON DELETE CASCADE;

ALTER TABLE ONLY sync.updates
    ADD CONSTRAINT updates_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth.ops_team(person_id);

CREATE POLICY auditor_read ON audit.log FOR SELECT TO ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY auditor_read ON audit.retirements FOR SELECT TO ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY auditor_read ON audit.seals FOR SELECT TO ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

ALTER TABLE audit.log ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner_all ON audit.log TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON audit.progress TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON audit.retirements TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON audit.seals TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE audit.progress ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit.retirements ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit.seals ENABLE ROW LEVEL SECURITY;

ALTER TABLE auth.api_keys ENABLE ROW LEVEL SECURITY;

CREATE POLICY auditor_read ON auth.login_attempts FOR SELECT TO ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY auditor_read ON auth.sessions FOR SELECT TO ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

ALTER TABLE auth.common_passwords ENABLE ROW LEVEL SECURITY;

CREATE POLICY everybody_read ON auth.ops_team FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

ALTER TABLE auth.login_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE auth.ops_team ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_read ON auth.sessions FOR SELECT TO ops_viewer, ops_agent, ops_supervisor USING ((person_id = ( SELECT auth.current_person() AS current_person)));

CREATE POLICY owner_all ON auth.api_keys TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON auth.common_passwords TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON auth.login_attempts TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON auth.ops_team TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON auth.password_history TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON auth.recovery_codes TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON auth.refresh_tokens TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON auth.sessions TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE auth.password_history ENABLE ROW LEVEL SECURITY;

ALTER TABLE auth.recovery_codes ENABLE ROW LEVEL SECURITY;

ALTER TABLE auth.refresh_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE auth.sessions ENABLE ROW LEVEL SECURITY;

CREATE POLICY caller_read ON book.funds FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint))));

CREATE POLICY caller_read ON book.opening_positions FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id))));

CREATE POLICY caller_read ON book.orders FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id))));

CREATE POLICY caller_read ON book.trades FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id))));

CREATE POLICY caller_read ON book.users FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint))));

CREATE POLICY everybody_read ON book.instruments FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON book.prices FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON book.trading_days FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

ALTER TABLE book.funds ENABLE ROW LEVEL SECURITY;

ALTER TABLE book.instruments ENABLE ROW LEVEL SECURITY;

ALTER TABLE book.opening_positions ENABLE ROW LEVEL SECURITY;

ALTER TABLE book.orders ENABLE ROW LEVEL SECURITY;

CREATE POLICY overseer_read ON book.funds FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY overseer_read ON book.opening_positions FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id)));

CREATE POLICY overseer_read ON book.orders FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id)));

CREATE POLICY overseer_read ON book.trades FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id)));

CREATE POLICY overseer_read ON book.users FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY owner_all ON book.funds TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON book.instruments TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON book.opening_positions TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON book.orders TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON book.prices TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON book.trades TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON book.trading_days TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON book.users TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE book.prices ENABLE ROW LEVEL SECURITY;

ALTER TABLE book.trades ENABLE ROW LEVEL SECURITY;

ALTER TABLE book.trading_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE book.users ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.alerts ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.approvals ENABLE ROW LEVEL SECURITY;

CREATE POLICY auditor_read ON core.person_scopes FOR SELECT TO ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

ALTER TABLE core.batches ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.call_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.call_otps ENABLE ROW LEVEL SECURITY;

CREATE POLICY caller_read ON core.batches FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint))));

CREATE POLICY caller_read ON core.exits FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.positions p
  WHERE (p.position_id = exits.position_id))))));

CREATE POLICY caller_read ON core.instructions FOR SELECT TO ops_agent USING ((call_id IN ( SELECT c.call_id
   FROM core.calls c
  WHERE (c.user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])))));

CREATE POLICY caller_read ON core.order_events FOR SELECT TO ops_agent USING ((EXISTS ( SELECT
   FROM core.orders o
  WHERE (o.order_id = order_events.order_id))));

CREATE POLICY caller_read ON core.orders FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id))));

CREATE POLICY caller_read ON core.positions FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id))));

CREATE POLICY caller_read ON core.primary_orders FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM book.orders b
  WHERE (b.order_id = primary_orders.book_order_id))))));

CREATE POLICY caller_read ON core.temp_trades FOR SELECT TO ops_agent USING ((EXISTS ( SELECT
   FROM core.orders o
  WHERE (o.order_id = temp_trades.order_id))));

CREATE POLICY caller_read ON core.trade_changes FOR SELECT TO ops_agent USING ((EXISTS ( SELECT
   FROM core.trades t
  WHERE (t.trade_id = trade_changes.trade_id))));

CREATE POLICY caller_read ON core.trades FOR SELECT TO ops_agent USING (((user_id = ANY (( SELECT auth.callers() AS callers)::bigint[])) AND (( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id))));

ALTER TABLE core.calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.client_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.client_desks ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.controls ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.cut_offs ENABLE ROW LEVEL SECURITY;

CREATE POLICY dba_all ON core.cut_offs TO dba USING (true) WITH CHECK (true);

CREATE POLICY dba_all ON core.holidays TO dba USING (true) WITH CHECK (true);

CREATE POLICY dba_change ON core.settings FOR UPDATE TO dba USING (true) WITH CHECK (true);

CREATE POLICY dba_read ON core.settings FOR SELECT TO dba USING (true);

ALTER TABLE core.error_codes ENABLE ROW LEVEL SECURITY;

CREATE POLICY everybody_read ON core.controls FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON core.cut_offs FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON core.error_codes FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON core.holidays FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON core.order_statuses FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON core.order_transitions FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON core.site FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON core.site_changes FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY everybody_read ON core.site_mode_transitions FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

ALTER TABLE core.exits ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.handovers ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.holidays ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.instructions ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.order_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.order_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.order_statuses ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.order_transitions ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.orders ENABLE ROW LEVEL SECURITY;

CREATE POLICY overseer_read ON core.alerts FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY overseer_read ON core.approvals FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.approval_in_scope(payload)));

CREATE POLICY overseer_read ON core.batches FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY overseer_read ON core.call_attempts FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY overseer_read ON core.call_otps FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.calls c
  WHERE (c.call_id = call_otps.call_id)))));

CREATE POLICY overseer_read ON core.calls FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY overseer_read ON core.client_contacts FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY overseer_read ON core.client_desks FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY overseer_read ON core.exits FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.positions p
  WHERE (p.position_id = exits.position_id)))));

CREATE POLICY overseer_read ON core.handovers FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY overseer_read ON core.instructions FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.calls c
  WHERE (c.call_id = instructions.call_id)))));

CREATE POLICY overseer_read ON core.order_events FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.orders o
  WHERE (o.order_id = order_events.order_id)))));

CREATE POLICY overseer_read ON core.order_requests FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.orders o
  WHERE (o.order_id = order_requests.order_id)))));

CREATE POLICY overseer_read ON core.orders FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id)));

CREATE POLICY overseer_read ON core.positions FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id)));

CREATE POLICY overseer_read ON core.primary_orders FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM book.orders b
  WHERE (b.order_id = primary_orders.book_order_id)))));

CREATE POLICY overseer_read ON core.purges FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY overseer_read ON core.read_backs FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.calls c
  WHERE (c.call_id = read_backs.call_id)))));

CREATE POLICY overseer_read ON core.settings FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY overseer_read ON core.temp_trades FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.orders o
  WHERE (o.order_id = temp_trades.order_id)))));

CREATE POLICY overseer_read ON core.trade_changes FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.trades t
  WHERE (t.trade_id = trade_changes.trade_id)))));

CREATE POLICY overseer_read ON core.trade_notices FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR (EXISTS ( SELECT
   FROM core.orders o
  WHERE (o.order_id = trade_notices.order_id)))));

CREATE POLICY overseer_read ON core.trades FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, instrument_id)));

CREATE POLICY overseer_read ON core.waiting_callers FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR auth.in_scope(user_id, NULL::bigint)));

CREATE POLICY overseer_read ON core.workers FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY own_read ON core.calls FOR SELECT TO ops_agent USING ((person_id = ( SELECT auth.current_person() AS current_person)));

CREATE POLICY own_read ON core.person_scopes FOR SELECT TO ops_agent, ops_supervisor USING ((person_id = ( SELECT auth.current_person() AS current_person)));

CREATE POLICY owner_all ON core.alerts TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.approvals TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.batches TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.call_attempts TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.call_otps TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.calls TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.client_contacts TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.client_desks TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.controls TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.cut_offs TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.error_codes TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.exits TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.handovers TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.holidays TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.idempotency_keys TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.instructions TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.order_events TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.order_requests TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.order_statuses TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.order_transitions TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.orders TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.person_scopes TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.positions TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.primary_orders TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.purges TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.read_backs TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.settings TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.site TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.site_changes TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.site_mode_transitions TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.temp_trades TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.trade_changes TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.trade_notices TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.trades TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.waiting_callers TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON core.workers TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE core.person_scopes ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.positions ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.primary_orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.purges ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.read_backs ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.site ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.site_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.site_mode_transitions ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.temp_trades ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.trade_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.trade_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.trades ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.waiting_callers ENABLE ROW LEVEL SECURITY;

ALTER TABLE core.workers ENABLE ROW LEVEL SECURITY;

CREATE POLICY failback_read ON desk.records FOR SELECT TO irra_failback USING (true);

CREATE POLICY failback_read ON desk.seals FOR SELECT TO irra_failback USING (true);

CREATE POLICY owner_all ON desk.records TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON desk.seals TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE desk.records ENABLE ROW LEVEL SECURITY;

ALTER TABLE desk.seals ENABLE ROW LEVEL SECURITY;

CREATE POLICY dba_all ON fix.session_schedules TO dba USING (true) WITH CHECK (true);

CREATE POLICY dba_all ON fix.sessions TO dba USING (true) WITH CHECK (true);

ALTER TABLE fix.inbound ENABLE ROW LEVEL SECURITY;

ALTER TABLE fix.inbound_default ENABLE ROW LEVEL SECURITY;

ALTER TABLE fix.mass_status_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE fix.outbound ENABLE ROW LEVEL SECURITY;

ALTER TABLE fix.outbound_default ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner_all ON fix.inbound TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON fix.inbound_default TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON fix.mass_status_answers TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON fix.outbound TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON fix.outbound_default TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON fix.parked TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON fix.session_schedules TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON fix.session_state TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON fix.sessions TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE fix.parked ENABLE ROW LEVEL SECURITY;

ALTER TABLE fix.session_schedules ENABLE ROW LEVEL SECURITY;

ALTER TABLE fix.session_state ENABLE ROW LEVEL SECURITY;

ALTER TABLE fix.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitor.baselines ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitor.breaches ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitor.history ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitor.measures ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner_all ON monitor.baselines TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON monitor.breaches TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON monitor.history TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON monitor.measures TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON monitor.readings TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON monitor.rules TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON monitor.samples TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON monitor.steps TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE monitor.readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitor.rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitor.samples ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitor.steps ENABLE ROW LEVEL SECURITY;

CREATE POLICY dba_all ON notify.providers TO dba USING (true) WITH CHECK (true);

CREATE POLICY dba_change ON notify.kinds FOR UPDATE TO dba USING (true) WITH CHECK (true);

CREATE POLICY dba_read ON notify.kinds FOR SELECT TO dba USING (true);

CREATE POLICY dba_read ON notify.provider_states FOR SELECT TO dba USING (true);

ALTER TABLE notify.kinds ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.outbox ENABLE ROW LEVEL SECURITY;

CREATE POLICY overseer_read ON notify.kinds FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY overseer_read ON notify.messages FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR
CASE
    WHEN (user_id IS NULL) THEN (person_id = ( SELECT auth.current_person() AS current_person))
    ELSE auth.in_scope(user_id, NULL::bigint)
END));

CREATE POLICY overseer_read ON notify.notices FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY overseer_read ON notify.outbox FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR
CASE
    WHEN (user_id IS NULL) THEN (person_id = ( SELECT auth.current_person() AS current_person))
    ELSE auth.in_scope(user_id, NULL::bigint)
END));

CREATE POLICY overseer_read ON notify.preferences FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.is_unlimited() AS is_unlimited) OR
CASE
    WHEN (user_id IS NULL) THEN (person_id = ( SELECT auth.current_person() AS current_person))
    ELSE auth.in_scope(user_id, NULL::bigint)
END));

CREATE POLICY overseer_read ON notify.provider_states FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY overseer_read ON notify.receipts FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY overseer_read ON notify.streams FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY overseer_read ON notify.templates FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY owner_all ON notify.kinds TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.messages TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.notices TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.outbox TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.preferences TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.provider_states TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.providers TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.receipts TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.streams TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.templates TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON notify.told TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE notify.preferences ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.provider_states ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.providers ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.receipts ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.streams ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.templates ENABLE ROW LEVEL SECURITY;

ALTER TABLE notify.told ENABLE ROW LEVEL SECURITY;

ALTER TABLE queue.channels ENABLE ROW LEVEL SECURITY;

ALTER TABLE queue.dispatch ENABLE ROW LEVEL SECURITY;

ALTER TABLE queue.event_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE queue.events ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner_all ON queue.channels TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON queue.dispatch TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON queue.event_marks TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON queue.events TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE sync.book_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.comparisons ENABLE ROW LEVEL SECURITY;

CREATE POLICY dba_all ON sync.dump_schedules TO dba USING (true) WITH CHECK (true);

CREATE POLICY dba_all ON sync.retention_policies TO dba USING (true) WITH CHECK (true);

ALTER TABLE sync.desk_state ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.dump_schedules ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.dump_tables ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.dumps ENABLE ROW LEVEL SECURITY;

CREATE POLICY everybody_read ON sync.primary_state FOR SELECT TO ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

ALTER TABLE sync.exchange_files ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.failbacks ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.file_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.frozen_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.held_openings ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.opening_breaks ENABLE ROW LEVEL SECURITY;

CREATE POLICY overseer_read ON sync.watermarks FOR SELECT TO ops_supervisor, ops_admin, auditor USING ((( SELECT auth.current_person() AS current_person) IS NOT NULL));

CREATE POLICY owner_all ON sync.book_changes TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.comparisons TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.desk_state TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.dump_schedules TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.dump_tables TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.dumps TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.exchange_files TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.failbacks TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.file_lines TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.frozen_days TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.held_openings TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.opening_breaks TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.primary_state TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.refused_rows TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.retention_policies TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.updates TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.waiting_trades TO irra_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_all ON sync.watermarks TO irra_owner USING (true) WITH CHECK (true);

ALTER TABLE sync.primary_state ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.refused_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.retention_policies ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.updates ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.waiting_trades ENABLE ROW LEVEL SECURITY;

ALTER TABLE sync.watermarks ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA api TO ops_viewer;
GRANT USAGE ON SCHEMA api TO ops_agent;
GRANT USAGE ON SCHEMA api TO ops_supervisor;
GRANT USAGE ON SCHEMA api TO ops_admin;
GRANT USAGE ON SCHEMA api TO auditor;
GRANT USAGE ON SCHEMA api TO irra_front;

GRANT USAGE ON SCHEMA audit TO ops_admin;
GRANT USAGE ON SCHEMA audit TO auditor;
GRANT USAGE ON SCHEMA audit TO dba;
GRANT USAGE ON SCHEMA audit TO irra_monitor;

GRANT USAGE ON SCHEMA auth TO ops_viewer;
GRANT USAGE ON SCHEMA auth TO ops_agent;
GRANT USAGE ON SCHEMA auth TO ops_supervisor;
GRANT USAGE ON SCHEMA auth TO ops_admin;
GRANT USAGE ON SCHEMA auth TO auditor;
GRANT USAGE ON SCHEMA auth TO irra_front;

GRANT USAGE ON SCHEMA book TO ops_viewer;
GRANT USAGE ON SCHEMA book TO ops_agent;
GRANT USAGE ON SCHEMA book TO ops_supervisor;
GRANT USAGE ON SCHEMA book TO ops_admin;
GRANT USAGE ON SCHEMA book TO auditor;

GRANT USAGE ON SCHEMA core TO ops_viewer;
GRANT USAGE ON SCHEMA core TO ops_agent;
GRANT USAGE ON SCHEMA core TO ops_supervisor;
GRANT USAGE ON SCHEMA core TO ops_admin;
GRANT USAGE ON SCHEMA core TO auditor;
GRANT USAGE ON SCHEMA core TO dba;

GRANT USAGE ON SCHEMA desk TO irra_failback;

GRANT USAGE ON SCHEMA fix TO irra_gateway;
GRANT USAGE ON SCHEMA fix TO dba;

GRANT USAGE ON SCHEMA monitor TO irra_monitor;
GRANT USAGE ON SCHEMA monitor TO irra_front;

GRANT USAGE ON SCHEMA notify TO ops_supervisor;
GRANT USAGE ON SCHEMA notify TO ops_admin;
GRANT USAGE ON SCHEMA notify TO auditor;
GRANT USAGE ON SCHEMA notify TO dba;
GRANT USAGE ON SCHEMA notify TO irra_front;
GRANT USAGE ON SCHEMA notify TO irra_notify;

GRANT USAGE ON SCHEMA ops TO irra_sync;
GRANT USAGE ON SCHEMA ops TO irra_monitor;
GRANT USAGE ON SCHEMA ops TO dba;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

GRANT USAGE ON SCHEMA queue TO irra_front;
GRANT USAGE ON SCHEMA queue TO irra_gateway;
GRANT USAGE ON SCHEMA queue TO irra_notify;

GRANT USAGE ON SCHEMA sync TO ops_viewer;
GRANT USAGE ON SCHEMA sync TO ops_agent;
GRANT USAGE ON SCHEMA sync TO ops_supervisor;
GRANT USAGE ON SCHEMA sync TO ops_admin;
GRANT USAGE ON SCHEMA sync TO auditor;
GRANT USAGE ON SCHEMA sync TO irra_front;
GRANT USAGE ON SCHEMA sync TO irra_gateway;
GRANT USAGE ON SCHEMA sync TO irra_notify;
GRANT USAGE ON SCHEMA sync TO irra_sync;
GRANT USAGE ON SCHEMA sync TO irra_monitor;
GRANT USAGE ON SCHEMA sync TO dba;

REVOKE ALL ON TYPE core.exit_state FROM PUBLIC;

REVOKE ALL ON TYPE core.instruction_kind FROM PUBLIC;

REVOKE ALL ON TYPE core.order_change FROM PUBLIC;

REVOKE ALL ON TYPE core.order_status FROM PUBLIC;

REVOKE ALL ON TYPE core.order_type FROM PUBLIC;

REVOKE ALL ON TYPE core.request_kind FROM PUBLIC;

REVOKE ALL ON TYPE core.request_state FROM PUBLIC;

REVOKE ALL ON TYPE core.side FROM PUBLIC;

REVOKE ALL ON TYPE core.time_in_force FROM PUBLIC;

REVOKE ALL ON TYPE core.trade_report FROM PUBLIC;

REVOKE ALL ON TYPE fix.report FROM PUBLIC;

REVOKE ALL ON TYPE notify.addressed FROM PUBLIC;

REVOKE ALL ON FUNCTION api.accept_handover(handover_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.accept_handover(handover_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.accept_handover(handover_id bigint) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.acknowledge_alert(alert_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.acknowledge_alert(alert_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.acknowledge_alert(alert_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.acknowledge_failback(acknowledgement text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.acknowledge_failback(acknowledgement text, reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.acknowledge_failback(acknowledgement text, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.activate_site(reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.activate_site(reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.activate_site(reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.activate_template(template_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.activate_template(template_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.activate_template(template_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.add_caller(caller_number text, broker_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.add_caller(caller_number text, broker_id text) TO ops_agent;
GRANT ALL ON FUNCTION api.add_caller(caller_number text, broker_id text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.add_caller(caller_number text, broker_id text) TO ops_admin;

REVOKE ALL ON FUNCTION api.add_scope(person_id bigint, reason text, exchange text, segment text, desk text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.add_scope(person_id bigint, reason text, exchange text, segment text, desk text) TO ops_admin;

REVOKE ALL ON FUNCTION api.add_template(kind text, channel text, body text, language text, subject text, html text, line text, dlt_template_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.add_template(kind text, channel text, body text, language text, subject text, html text, line text, dlt_template_id text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.add_template(kind text, channel text, body text, language text, subject text, html text, line text, dlt_template_id text) TO ops_admin;

REVOKE ALL ON FUNCTION api.approve(approval_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.approve(approval_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.approve(approval_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) TO ops_viewer;
GRANT ALL ON FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) TO ops_agent;
GRANT ALL ON FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) TO ops_supervisor;
GRANT ALL ON FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) TO ops_admin;
GRANT ALL ON FUNCTION api.arguments(function_name text, body jsonb, parameters jsonb) TO auditor;

REVOKE ALL ON FUNCTION api.assign_desk(user_id bigint, reason text, desk text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.assign_desk(user_id bigint, reason text, desk text) TO ops_admin;

REVOKE ALL ON FUNCTION api.assign_trade(trade_id bigint, product text, reason text, user_id bigint, broker_id text, instrument_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.assign_trade(trade_id bigint, product text, reason text, user_id bigint, broker_id text, instrument_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.assign_trade(trade_id bigint, product text, reason text, user_id bigint, broker_id text, instrument_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.call_otp(call_id uuid, code text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.call_otp(call_id uuid, code text) TO ops_agent;
GRANT ALL ON FUNCTION api.call_otp(call_id uuid, code text) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.cancel_all_orders(call_id uuid, segment text, product text, underlying text, include_primary boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.cancel_all_orders(call_id uuid, segment text, product text, underlying text, include_primary boolean) TO ops_agent;
GRANT ALL ON FUNCTION api.cancel_all_orders(call_id uuid, segment text, product text, underlying text, include_primary boolean) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.cancel_order(order_id bigint, source text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.cancel_order(order_id bigint, source text) TO ops_agent;
GRANT ALL ON FUNCTION api.cancel_order(order_id bigint, source text) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.change_contact(user_id bigint, reason text, email text, phone text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.change_contact(user_id bigint, reason text, email text, phone text) TO ops_agent;
GRANT ALL ON FUNCTION api.change_contact(user_id bigint, reason text, email text, phone text) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.change_member(person_id bigint, reason text, display_name text, role text, email text, phone text, disabled boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.change_member(person_id bigint, reason text, display_name text, role text, email text, phone text, disabled boolean) TO ops_admin;

REVOKE ALL ON FUNCTION api.change_rule(rule_name text, reason text, threshold numeric, hold_seconds bigint, severity text, quiet_seconds bigint, escalate_seconds bigint, enabled boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.change_rule(rule_name text, reason text, threshold numeric, hold_seconds bigint, severity text, quiet_seconds bigint, escalate_seconds bigint, enabled boolean) TO ops_admin;

REVOKE ALL ON FUNCTION api.change_setting(setting_name text, value text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.change_setting(setting_name text, value text, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.close_call(call_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.close_call(call_id uuid) TO ops_agent;
GRANT ALL ON FUNCTION api.close_call(call_id uuid) TO ops_supervisor;
GRANT ALL ON FUNCTION api.close_call(call_id uuid) TO ops_admin;

REVOKE ALL ON FUNCTION api.create_api_key(person_id bigint, label text, endpoints text, secret_hash text, requests_per_minute bigint, days bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.create_api_key(person_id bigint, label text, endpoints text, secret_hash text, requests_per_minute bigint, days bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.decline_handover(handover_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.decline_handover(handover_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.decline_handover(handover_id bigint) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.drill_site(reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.drill_site(reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.drill_site(reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.end_session(session_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.end_session(session_id uuid) TO ops_viewer;
GRANT ALL ON FUNCTION api.end_session(session_id uuid) TO ops_agent;
GRANT ALL ON FUNCTION api.end_session(session_id uuid) TO ops_supervisor;
GRANT ALL ON FUNCTION api.end_session(session_id uuid) TO ops_admin;
GRANT ALL ON FUNCTION api.end_session(session_id uuid) TO auditor;

REVOKE ALL ON FUNCTION api.get_alerts(page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_alerts(page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_alerts(page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_alerts(page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_api_keys(page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_api_keys(page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_api_keys(page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_approval(approval_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_approval(approval_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_approval(approval_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_approval(approval_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_audit(person text, client text, action text, since text, until text, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_audit(person text, client text, action text, since text, until text, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_audit(person text, client text, action text, since text, until text, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_audit_chain() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_audit_chain() TO ops_admin;
GRANT ALL ON FUNCTION api.get_audit_chain() TO auditor;

REVOKE ALL ON FUNCTION api.get_band() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_band() TO ops_viewer;
GRANT ALL ON FUNCTION api.get_band() TO ops_agent;
GRANT ALL ON FUNCTION api.get_band() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_band() TO ops_admin;
GRANT ALL ON FUNCTION api.get_band() TO auditor;

REVOKE ALL ON FUNCTION api.get_batch(batch_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_batch(batch_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.get_batch(batch_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_batch(batch_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_batch(batch_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_callers(page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_callers(page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_callers(page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_callers(page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_callers(page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_client_call(user_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_client_call(user_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.get_client_call(user_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_client_call(user_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_client_call(user_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_client_messages(user_id bigint, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_client_messages(user_id bigint, page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_client_messages(user_id bigint, page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_client_messages(user_id bigint, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_client_messages(user_id bigint, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_contingency_sheet(day date) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_contingency_sheet(day date) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_contingency_sheet(day date) TO ops_admin;
GRANT ALL ON FUNCTION api.get_contingency_sheet(day date) TO auditor;

REVOKE ALL ON FUNCTION api.get_controls(page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_controls(page_limit bigint, page_cursor text) TO ops_viewer;
GRANT ALL ON FUNCTION api.get_controls(page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_controls(page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_controls(page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_controls(page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_dumps(page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_dumps(page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_dumps(page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_dumps(page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_events(last_event_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_events(last_event_id bigint) TO ops_viewer;
GRANT ALL ON FUNCTION api.get_events(last_event_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.get_events(last_event_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_events(last_event_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_events(last_event_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_exit(exit_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_exit(exit_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.get_exit(exit_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_exit(exit_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_exit(exit_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_exits(user_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_exits(user_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.get_exits(user_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_exits(user_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_exits(user_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_failback() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_failback() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_failback() TO ops_admin;
GRANT ALL ON FUNCTION api.get_failback() TO auditor;

REVOKE ALL ON FUNCTION api.get_fix_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_fix_sessions() TO ops_viewer;
GRANT ALL ON FUNCTION api.get_fix_sessions() TO ops_agent;
GRANT ALL ON FUNCTION api.get_fix_sessions() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_fix_sessions() TO ops_admin;
GRANT ALL ON FUNCTION api.get_fix_sessions() TO auditor;

REVOKE ALL ON FUNCTION api.get_funds(user_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_funds(user_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.get_funds(user_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_funds(user_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_funds(user_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_gap() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_gap() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_gap() TO ops_admin;
GRANT ALL ON FUNCTION api.get_gap() TO auditor;

REVOKE ALL ON FUNCTION api.get_handovers(page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_handovers(page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_handovers(page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_handovers(page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_handovers(page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_member(person_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_member(person_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_member(person_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_members(page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_members(page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_members(page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_messages(user_id bigint, state text, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_messages(user_id bigint, state text, page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_messages(user_id bigint, state text, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_messages(user_id bigint, state text, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_monitor() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_monitor() TO ops_viewer;
GRANT ALL ON FUNCTION api.get_monitor() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_monitor() TO ops_admin;
GRANT ALL ON FUNCTION api.get_monitor() TO auditor;

REVOKE ALL ON FUNCTION api.get_notices() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_notices() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_notices() TO ops_admin;
GRANT ALL ON FUNCTION api.get_notices() TO auditor;

REVOKE ALL ON FUNCTION api.get_notifications(unread boolean, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_notifications(unread boolean, page_limit bigint, page_cursor text) TO ops_viewer;
GRANT ALL ON FUNCTION api.get_notifications(unread boolean, page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_notifications(unread boolean, page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_notifications(unread boolean, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_notifications(unread boolean, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_order(order_id bigint, source text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_order(order_id bigint, source text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_order(order_id bigint, source text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_order(order_id bigint, source text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_order(order_id bigint, source text) TO auditor;

REVOKE ALL ON FUNCTION api.get_orders(user_id bigint, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_orders(user_id bigint, page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_orders(user_id bigint, page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_orders(user_id bigint, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_orders(user_id bigint, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_pnl(user_id bigint, view text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_pnl(user_id bigint, view text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_pnl(user_id bigint, view text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_pnl(user_id bigint, view text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_pnl(user_id bigint, view text) TO auditor;

REVOKE ALL ON FUNCTION api.get_positions(user_id bigint, position_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_positions(user_id bigint, position_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.get_positions(user_id bigint, position_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_positions(user_id bigint, position_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_positions(user_id bigint, position_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_preferences(user_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_preferences(user_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.get_preferences(user_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_preferences(user_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_preferences(user_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_reconciliation() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_reconciliation() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_reconciliation() TO ops_admin;
GRANT ALL ON FUNCTION api.get_reconciliation() TO auditor;

REVOKE ALL ON FUNCTION api.get_report(report_name text, format text, day date) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_report(report_name text, format text, day date) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_report(report_name text, format text, day date) TO ops_admin;
GRANT ALL ON FUNCTION api.get_report(report_name text, format text, day date) TO auditor;

REVOKE ALL ON FUNCTION api.get_rules(rule_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_rules(rule_name text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_rules(rule_name text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_rules(rule_name text) TO auditor;

REVOKE ALL ON FUNCTION api.get_scopes(person_id bigint, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_scopes(person_id bigint, page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_scopes(person_id bigint, page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_scopes(person_id bigint, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_scopes(person_id bigint, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_series(minutes bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_series(minutes bigint) TO ops_viewer;
GRANT ALL ON FUNCTION api.get_series(minutes bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_series(minutes bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_series(minutes bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_sessions(person_id bigint, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_sessions(person_id bigint, page_limit bigint, page_cursor text) TO ops_viewer;
GRANT ALL ON FUNCTION api.get_sessions(person_id bigint, page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_sessions(person_id bigint, page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_sessions(person_id bigint, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_sessions(person_id bigint, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_settings(setting_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_settings(setting_name text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_settings(setting_name text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_settings(setting_name text) TO auditor;

REVOKE ALL ON FUNCTION api.get_site() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_site() TO ops_viewer;
GRANT ALL ON FUNCTION api.get_site() TO ops_agent;
GRANT ALL ON FUNCTION api.get_site() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_site() TO ops_admin;
GRANT ALL ON FUNCTION api.get_site() TO auditor;

REVOKE ALL ON FUNCTION api.get_site_checks(to_mode text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_site_checks(to_mode text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_site_checks(to_mode text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_site_checks(to_mode text) TO auditor;

REVOKE ALL ON FUNCTION api.get_successors() FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_successors() TO ops_agent;
GRANT ALL ON FUNCTION api.get_successors() TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_successors() TO ops_admin;

REVOKE ALL ON FUNCTION api.get_templates(kind text, template_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_templates(kind text, template_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_templates(kind text, template_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.get_templates(kind text, template_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.get_timeline(kind text, since text, until text, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_timeline(kind text, since text, until text, page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_timeline(kind text, since text, until text, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_timeline(kind text, since text, until text, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_trades(user_id bigint, page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_trades(user_id bigint, page_limit bigint, page_cursor text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_trades(user_id bigint, page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_trades(user_id bigint, page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_trades(user_id bigint, page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.get_user("user" text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.get_user("user" text) TO ops_agent;
GRANT ALL ON FUNCTION api.get_user("user" text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.get_user("user" text) TO ops_admin;
GRANT ALL ON FUNCTION api.get_user("user" text) TO auditor;

REVOKE ALL ON FUNCTION api.give_up_caller(caller_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.give_up_caller(caller_id bigint, reason text) TO ops_agent;
GRANT ALL ON FUNCTION api.give_up_caller(caller_id bigint, reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.give_up_caller(caller_id bigint, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.hand_over_call(call_id uuid, username text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.hand_over_call(call_id uuid, username text, reason text) TO ops_agent;
GRANT ALL ON FUNCTION api.hand_over_call(call_id uuid, username text, reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.hand_over_call(call_id uuid, username text, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.health() FROM PUBLIC;
GRANT ALL ON FUNCTION api.health() TO irra_front;
GRANT ALL ON FUNCTION api.health() TO ops_viewer;
GRANT ALL ON FUNCTION api.health() TO ops_agent;
GRANT ALL ON FUNCTION api.health() TO ops_supervisor;
GRANT ALL ON FUNCTION api.health() TO ops_admin;
GRANT ALL ON FUNCTION api.health() TO auditor;

REVOKE ALL ON FUNCTION api.lift_control(control_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.lift_control(control_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.lift_control(control_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.list_approvals(page_limit bigint, page_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.list_approvals(page_limit bigint, page_cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.list_approvals(page_limit bigint, page_cursor text) TO ops_admin;
GRANT ALL ON FUNCTION api.list_approvals(page_limit bigint, page_cursor text) TO auditor;

REVOKE ALL ON FUNCTION api.logout() FROM PUBLIC;
GRANT ALL ON FUNCTION api.logout() TO ops_viewer;
GRANT ALL ON FUNCTION api.logout() TO ops_agent;
GRANT ALL ON FUNCTION api.logout() TO ops_supervisor;
GRANT ALL ON FUNCTION api.logout() TO ops_admin;
GRANT ALL ON FUNCTION api.logout() TO auditor;

REVOKE ALL ON FUNCTION api.modify_order(order_id bigint, quantity bigint, limit_price numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION api.modify_order(order_id bigint, quantity bigint, limit_price numeric) TO ops_agent;
GRANT ALL ON FUNCTION api.modify_order(order_id bigint, quantity bigint, limit_price numeric) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.notify_ops(text text, title text, username text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.notify_ops(text text, title text, username text) TO ops_agent;
GRANT ALL ON FUNCTION api.notify_ops(text text, title text, username text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.notify_ops(text text, title text, username text) TO ops_admin;

REVOKE ALL ON FUNCTION api.notify_user(user_id bigint, text text, title text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.notify_user(user_id bigint, text text, title text) TO ops_agent;
GRANT ALL ON FUNCTION api.notify_user(user_id bigint, text text, title text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.notify_user(user_id bigint, text text, title text) TO ops_admin;

REVOKE ALL ON FUNCTION api.open_call(broker_id text, pan text, date_of_birth date, caller_number text, recording_ref text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.open_call(broker_id text, pan text, date_of_birth date, caller_number text, recording_ref text) TO ops_agent;
GRANT ALL ON FUNCTION api.open_call(broker_id text, pan text, date_of_birth date, caller_number text, recording_ref text) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.preview_square_off(call_id uuid, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.preview_square_off(call_id uuid, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) TO ops_agent;
GRANT ALL ON FUNCTION api.preview_square_off(call_id uuid, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.preview_square_off_all(call_id uuid, segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.preview_square_off_all(call_id uuid, segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) TO ops_agent;
GRANT ALL ON FUNCTION api.preview_square_off_all(call_id uuid, segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.preview_template(template_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.preview_template(template_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.preview_template(template_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.preview_template(template_id bigint) TO auditor;

REVOKE ALL ON FUNCTION api.promote_fill(temp_trade_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.promote_fill(temp_trade_id bigint, reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.promote_fill(temp_trade_id bigint, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.purge_session(session_name text, reason text, last_trade_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.purge_session(session_name text, reason text, last_trade_number text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.purge_session(session_name text, reason text, last_trade_number text) TO ops_admin;

REVOKE ALL ON FUNCTION api.read_notifications(notification_id bigint, up_to bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.read_notifications(notification_id bigint, up_to bigint) TO ops_viewer;
GRANT ALL ON FUNCTION api.read_notifications(notification_id bigint, up_to bigint) TO ops_agent;
GRANT ALL ON FUNCTION api.read_notifications(notification_id bigint, up_to bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.read_notifications(notification_id bigint, up_to bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.read_notifications(notification_id bigint, up_to bigint) TO auditor;

REVOKE ALL ON FUNCTION api.record_refusal(function_name text, code text, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.record_refusal(function_name text, code text, detail jsonb) TO ops_viewer;
GRANT ALL ON FUNCTION api.record_refusal(function_name text, code text, detail jsonb) TO ops_agent;
GRANT ALL ON FUNCTION api.record_refusal(function_name text, code text, detail jsonb) TO ops_supervisor;
GRANT ALL ON FUNCTION api.record_refusal(function_name text, code text, detail jsonb) TO ops_admin;
GRANT ALL ON FUNCTION api.record_refusal(function_name text, code text, detail jsonb) TO auditor;

REVOKE ALL ON FUNCTION api.redrive_messages(reason text, message_id bigint, channel text, failure text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.redrive_messages(reason text, message_id bigint, channel text, failure text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.redrive_messages(reason text, message_id bigint, channel text, failure text) TO ops_admin;

REVOKE ALL ON FUNCTION api.register_machine(username text, display_name text, role text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.register_machine(username text, display_name text, role text) TO ops_admin;

REVOKE ALL ON FUNCTION api.register_member(username text, display_name text, role text, password_hash text, email text, phone text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.register_member(username text, display_name text, role text, password_hash text, email text, phone text) TO ops_admin;

REVOKE ALL ON FUNCTION api.reject(approval_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reject(approval_id bigint, reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.reject(approval_id bigint, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.remove_scope(scope_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.remove_scope(scope_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.reset_member(person_id bigint, password_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reset_member(person_id bigint, password_hash text) TO ops_admin;

REVOKE ALL ON FUNCTION api.resolve_alert(alert_id bigint, resolution text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.resolve_alert(alert_id bigint, resolution text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.resolve_alert(alert_id bigint, resolution text) TO ops_admin;

REVOKE ALL ON FUNCTION api.resolve_parked(parked_id bigint, resolution text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.resolve_parked(parked_id bigint, resolution text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.resolve_parked(parked_id bigint, resolution text) TO ops_admin;

REVOKE ALL ON FUNCTION api.return_site(reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.return_site(reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.return_site(reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.revoke_api_key(key_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.revoke_api_key(key_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.set_control(scope text, kind text, reason text, subject text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.set_control(scope text, kind text, reason text, subject text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.set_control(scope text, kind text, reason text, subject text) TO ops_admin;

REVOKE ALL ON FUNCTION api.set_preferences(user_id bigint, language text, channels text, muted text, quiet_from text, quiet_until text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.set_preferences(user_id bigint, language text, channels text, muted text, quiet_from text, quiet_until text) TO ops_agent;
GRANT ALL ON FUNCTION api.set_preferences(user_id bigint, language text, channels text, muted text, quiet_from text, quiet_until text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.set_preferences(user_id bigint, language text, channels text, muted text, quiet_from text, quiet_until text) TO ops_admin;

REVOKE ALL ON FUNCTION api.settle_order(order_id bigint, outcome text, reason text, source text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.settle_order(order_id bigint, outcome text, reason text, source text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.settle_order(order_id bigint, outcome text, reason text, source text) TO ops_admin;

REVOKE ALL ON FUNCTION api.skip_transaction(lsn text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.skip_transaction(lsn text, reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.skip_transaction(lsn text, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.square_off(call_id uuid, position_id bigint, idempotency_key text, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text, read_back text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.square_off(call_id uuid, position_id bigint, idempotency_key text, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text, read_back text) TO ops_agent;
GRANT ALL ON FUNCTION api.square_off(call_id uuid, position_id bigint, idempotency_key text, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text, read_back text) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.square_off_all(call_id uuid, idempotency_key text, segment text, product text, underlying text, order_type text, cancel_pending boolean, read_back text, position_ids text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.square_off_all(call_id uuid, idempotency_key text, segment text, product text, underlying text, order_type text, cancel_pending boolean, read_back text, position_ids text) TO ops_agent;
GRANT ALL ON FUNCTION api.square_off_all(call_id uuid, idempotency_key text, segment text, product text, underlying text, order_type text, cancel_pending boolean, read_back text, position_ids text) TO ops_supervisor;

REVOKE ALL ON FUNCTION api.standby_site(reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.standby_site(reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.standby_site(reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.start_dump(reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.start_dump(reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.start_dump(reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.start_notice(notice_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.start_notice(notice_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.start_notice(notice_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.stop_notice(notice_id bigint, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.stop_notice(notice_id bigint, reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.stop_notice(notice_id bigint, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.take_caller() FROM PUBLIC;
GRANT ALL ON FUNCTION api.take_caller() TO ops_agent;
GRANT ALL ON FUNCTION api.take_caller() TO ops_supervisor;

REVOKE ALL ON FUNCTION api.unlock_member(person_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.unlock_member(person_id bigint) TO ops_admin;

REVOKE ALL ON FUNCTION api.unmask_user(user_id bigint, field text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.unmask_user(user_id bigint, field text, reason text) TO ops_agent;
GRANT ALL ON FUNCTION api.unmask_user(user_id bigint, field text, reason text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.unmask_user(user_id bigint, field text, reason text) TO ops_admin;

REVOKE ALL ON FUNCTION api.update_book(source_sequence bigint, rows jsonb, source text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.update_book(source_sequence bigint, rows jsonb, source text) TO ops_admin;

REVOKE ALL ON FUNCTION api.update_position(side text, quantity bigint, price numeric, reason text, evidence text, position_id bigint, user_id bigint, instrument_id bigint, product text, trade_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.update_position(side text, quantity bigint, price numeric, reason text, evidence text, position_id bigint, user_id bigint, instrument_id bigint, product text, trade_number text) TO ops_supervisor;
GRANT ALL ON FUNCTION api.update_position(side text, quantity bigint, price numeric, reason text, evidence text, position_id bigint, user_id bigint, instrument_id bigint, product text, trade_number text) TO ops_admin;

REVOKE ALL ON FUNCTION api.verify_audit(first_seal bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.verify_audit(first_seal bigint) TO ops_admin;
GRANT ALL ON FUNCTION api.verify_audit(first_seal bigint) TO auditor;

REVOKE ALL ON FUNCTION api.whoami() FROM PUBLIC;
GRANT ALL ON FUNCTION api.whoami() TO ops_viewer;
GRANT ALL ON FUNCTION api.whoami() TO ops_agent;
GRANT ALL ON FUNCTION api.whoami() TO ops_supervisor;
GRANT ALL ON FUNCTION api.whoami() TO ops_admin;
GRANT ALL ON FUNCTION api.whoami() TO auditor;

REVOKE ALL ON FUNCTION api.write_notice(title text, text text, rate_per_second bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.write_notice(title text, text text, rate_per_second bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION api.write_notice(title text, text text, rate_per_second bigint) TO ops_admin;

GRANT SELECT ON TABLE audit.seals TO ops_admin;
GRANT SELECT ON TABLE audit.seals TO auditor;

REVOKE ALL ON FUNCTION audit.add_seal(last_log_id bigint, ids_from timestamp with time zone, ids_until timestamp with time zone, rows_max integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.append(action text, object text, user_id bigint, before jsonb, after jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.append_for(person_id bigint, session_id uuid, address inet, request_id text, action text, object text, after jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.broken_rows(seal_number bigint, clock_tolerance interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.broken_seals(first_seal bigint, last_seal bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.broken_tail(clock_tolerance interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.doubtful_seals(first_seal bigint, last_seal bigint, clock_tolerance interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.extent(OUT seals bigint, OUT rows_sealed bigint, OUT rows_retired bigint, OUT last_log_id bigint, OUT sealed_at timestamp with time zone, OUT head text, OUT numbers_not_sealed bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.extent(OUT seals bigint, OUT rows_sealed bigint, OUT rows_retired bigint, OUT last_log_id bigint, OUT sealed_at timestamp with time zone, OUT head text, OUT numbers_not_sealed bigint) TO dba;
GRANT ALL ON FUNCTION audit.extent(OUT seals bigint, OUT rows_sealed bigint, OUT rows_retired bigint, OUT last_log_id bigint, OUT sealed_at timestamp with time zone, OUT head text, OUT numbers_not_sealed bigint) TO irra_monitor;
GRANT ALL ON FUNCTION audit.extent(OUT seals bigint, OUT rows_sealed bigint, OUT rows_retired bigint, OUT last_log_id bigint, OUT sealed_at timestamp with time zone, OUT head text, OUT numbers_not_sealed bigint) TO ops_admin;
GRANT ALL ON FUNCTION audit.extent(OUT seals bigint, OUT rows_sealed bigint, OUT rows_retired bigint, OUT last_log_id bigint, OUT sealed_at timestamp with time zone, OUT head text, OUT numbers_not_sealed bigint) TO auditor;

REVOKE ALL ON FUNCTION audit.given_log_id() FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.head_line(lines_before text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.head_line(lines_before text[]) TO irra_monitor;

REVOKE ALL ON FUNCTION audit.head_parts(line text, OUT at text, OUT seal_number bigint, OUT last_log_id bigint, OUT head text, OUT line_hash text, OUT body text) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.note_head(line text) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.note_head(line text) TO irra_monitor;

REVOKE ALL ON FUNCTION audit.refuse_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.seal(OUT seal_number bigint, OUT rows_sealed integer, OUT is_behind boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.seal(OUT seal_number bigint, OUT rows_sealed integer, OUT is_behind boolean) TO irra_monitor;

REVOKE ALL ON FUNCTION audit.seal_hash(seal audit.seals) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.seal_marked(rows_max integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.verify(first_seal bigint, last_seal bigint, findings_max integer) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.verify(first_seal bigint, last_seal bigint, findings_max integer) TO dba;
GRANT ALL ON FUNCTION audit.verify(first_seal bigint, last_seal bigint, findings_max integer) TO irra_monitor;
GRANT ALL ON FUNCTION audit.verify(first_seal bigint, last_seal bigint, findings_max integer) TO ops_admin;
GRANT ALL ON FUNCTION audit.verify(first_seal bigint, last_seal bigint, findings_max integer) TO auditor;

REVOKE ALL ON FUNCTION audit.verify_heads(lines text[], lines_before text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.verify_heads(lines text[], lines_before text[]) TO dba;
GRANT ALL ON FUNCTION audit.verify_heads(lines text[], lines_before text[]) TO irra_monitor;
GRANT ALL ON FUNCTION audit.verify_heads(lines text[], lines_before text[]) TO ops_admin;
GRANT ALL ON FUNCTION audit.verify_heads(lines text[], lines_before text[]) TO auditor;

REVOKE ALL ON FUNCTION auth.approval_in_scope(payload jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.approval_in_scope(payload jsonb) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.approval_in_scope(payload jsonb) TO ops_admin;
GRANT ALL ON FUNCTION auth.approval_in_scope(payload jsonb) TO auditor;

REVOKE ALL ON FUNCTION auth.approval_shown(approval_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.approval_shown(approval_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.approval_shown(approval_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION auth.approval_shown(approval_id bigint) TO auditor;

REVOKE ALL ON FUNCTION auth.audit_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.audit_read(action text, user_id bigint, answer jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.audit_read(action text, user_id bigint, answer jsonb) TO ops_agent;
GRANT ALL ON FUNCTION auth.audit_read(action text, user_id bigint, answer jsonb) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.audit_read(action text, user_id bigint, answer jsonb) TO ops_admin;
GRANT ALL ON FUNCTION auth.audit_read(action text, user_id bigint, answer jsonb) TO auditor;

REVOKE ALL ON FUNCTION auth.callers() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.callers() TO ops_viewer;
GRANT ALL ON FUNCTION auth.callers() TO ops_agent;
GRANT ALL ON FUNCTION auth.callers() TO ops_supervisor;
GRANT ALL ON FUNCTION auth.callers() TO ops_admin;
GRANT ALL ON FUNCTION auth.callers() TO auditor;

REVOKE ALL ON FUNCTION auth.change_member(person_id bigint, display_name text, role text, email text, phone text, disabled boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.change_password(secret_hash bytea, address inet, request_id text, user_agent text, password_ok boolean, password_length integer, findings text[], new_hash text, new_secret_hash bytea, refresh_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.change_password(secret_hash bytea, address inet, request_id text, user_agent text, password_ok boolean, password_length integer, findings text[], new_hash text, new_secret_hash bytea, refresh_hash bytea) TO irra_front;

REVOKE ALL ON FUNCTION auth.check_setting() FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) TO ops_viewer;
GRANT ALL ON FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) TO ops_agent;
GRANT ALL ON FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) TO ops_admin;
GRANT ALL ON FUNCTION auth.claim_key(function_name text, idempotency_key text, arguments jsonb) TO auditor;

REVOKE ALL ON FUNCTION auth.common_words() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.common_words() TO irra_front;

GRANT SELECT(person_id) ON TABLE auth.ops_team TO ops_viewer;
GRANT SELECT(person_id) ON TABLE auth.ops_team TO ops_agent;
GRANT SELECT(person_id) ON TABLE auth.ops_team TO ops_supervisor;
GRANT SELECT(person_id) ON TABLE auth.ops_team TO ops_admin;
GRANT SELECT(person_id) ON TABLE auth.ops_team TO auditor;

GRANT SELECT(username) ON TABLE auth.ops_team TO ops_viewer;
GRANT SELECT(username) ON TABLE auth.ops_team TO ops_agent;
GRANT SELECT(username) ON TABLE auth.ops_team TO ops_supervisor;
GRANT SELECT(username) ON TABLE auth.ops_team TO ops_admin;
GRANT SELECT(username) ON TABLE auth.ops_team TO auditor;

GRANT SELECT(display_name) ON TABLE auth.ops_team TO ops_viewer;
GRANT SELECT(display_name) ON TABLE auth.ops_team TO ops_agent;
GRANT SELECT(display_name) ON TABLE auth.ops_team TO ops_supervisor;
GRANT SELECT(display_name) ON TABLE auth.ops_team TO ops_admin;
GRANT SELECT(display_name) ON TABLE auth.ops_team TO auditor;

GRANT SELECT(role) ON TABLE auth.ops_team TO ops_viewer;
GRANT SELECT(role) ON TABLE auth.ops_team TO ops_agent;
GRANT SELECT(role) ON TABLE auth.ops_team TO ops_supervisor;
GRANT SELECT(role) ON TABLE auth.ops_team TO ops_admin;
GRANT SELECT(role) ON TABLE auth.ops_team TO auditor;

GRANT SELECT(session_id) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(session_id) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(session_id) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(session_id) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(session_id) ON TABLE auth.sessions TO auditor;

GRANT SELECT(person_id) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(person_id) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(person_id) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(person_id) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(person_id) ON TABLE auth.sessions TO auditor;

GRANT SELECT(role) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(role) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(role) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(role) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(role) ON TABLE auth.sessions TO auditor;

GRANT SELECT(stage) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(stage) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(stage) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(stage) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(stage) ON TABLE auth.sessions TO auditor;

GRANT SELECT(created_at) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(created_at) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(created_at) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(created_at) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(created_at) ON TABLE auth.sessions TO auditor;

GRANT SELECT(expires_at) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(expires_at) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(expires_at) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(expires_at) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(expires_at) ON TABLE auth.sessions TO auditor;

GRANT SELECT(ends_at) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(ends_at) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(ends_at) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(ends_at) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(ends_at) ON TABLE auth.sessions TO auditor;

GRANT SELECT(ended_at) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(ended_at) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(ended_at) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(ended_at) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(ended_at) ON TABLE auth.sessions TO auditor;

GRANT SELECT(ended_reason) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(ended_reason) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(ended_reason) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(ended_reason) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(ended_reason) ON TABLE auth.sessions TO auditor;

GRANT SELECT(address) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(address) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(address) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(address) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(address) ON TABLE auth.sessions TO auditor;

GRANT SELECT(user_agent) ON TABLE auth.sessions TO ops_viewer;
GRANT SELECT(user_agent) ON TABLE auth.sessions TO ops_agent;
GRANT SELECT(user_agent) ON TABLE auth.sessions TO ops_supervisor;
GRANT SELECT(user_agent) ON TABLE auth.sessions TO ops_admin;
GRANT SELECT(user_agent) ON TABLE auth.sessions TO auditor;

REVOKE ALL ON FUNCTION auth.complete_enrolment(person auth.ops_team, session auth.sessions, secret_hash bytea, refresh_hash bytea, address inet, request_id text, user_agent text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.confirm_factor(secret_hash bytea, address inet, request_id text, user_agent text, offered_sealed bytea, totp_step bigint, recovery_hashes bytea[], new_secret_hash bytea, refresh_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.confirm_factor(secret_hash bytea, address inet, request_id text, user_agent text, offered_sealed bytea, totp_step bigint, recovery_hashes bytea[], new_secret_hash bytea, refresh_hash bytea) TO irra_front;

REVOKE ALL ON FUNCTION auth.credentials(secret_hash bytea, address inet) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.credentials(secret_hash bytea, address inet) TO irra_front;

REVOKE ALL ON FUNCTION auth.current_person() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.current_person() TO ops_viewer;
GRANT ALL ON FUNCTION auth.current_person() TO ops_agent;
GRANT ALL ON FUNCTION auth.current_person() TO ops_supervisor;
GRANT ALL ON FUNCTION auth.current_person() TO ops_admin;
GRANT ALL ON FUNCTION auth.current_person() TO auditor;

REVOKE ALL ON FUNCTION auth.current_session() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.current_session() TO ops_viewer;
GRANT ALL ON FUNCTION auth.current_session() TO ops_agent;
GRANT ALL ON FUNCTION auth.current_session() TO ops_supervisor;
GRANT ALL ON FUNCTION auth.current_session() TO ops_admin;
GRANT ALL ON FUNCTION auth.current_session() TO auditor;

REVOKE ALL ON FUNCTION auth.end_session(session_id uuid, reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.end_sessions(person_id bigint, reason text, except_session uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.enrol_factor(secret_hash bytea, address inet, request_id text, password_ok boolean, totp_step bigint, recovery_hash bytea, offered_sealed bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.enrol_factor(secret_hash bytea, address inet, request_id text, password_ok boolean, totp_step bigint, recovery_hash bytea, offered_sealed bytea) TO irra_front;

REVOKE ALL ON FUNCTION auth.front_limits() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.front_limits() TO irra_front;

REVOKE ALL ON FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) TO ops_viewer;
GRANT ALL ON FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION auth.in_scope(user_id bigint, instrument_id bigint) TO auditor;

REVOKE ALL ON FUNCTION auth.is_unlimited() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.is_unlimited() TO ops_viewer;
GRANT ALL ON FUNCTION auth.is_unlimited() TO ops_agent;
GRANT ALL ON FUNCTION auth.is_unlimited() TO ops_supervisor;
GRANT ALL ON FUNCTION auth.is_unlimited() TO ops_admin;
GRANT ALL ON FUNCTION auth.is_unlimited() TO auditor;

REVOKE ALL ON FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) TO ops_viewer;
GRANT ALL ON FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) TO ops_agent;
GRANT ALL ON FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) TO ops_admin;
GRANT ALL ON FUNCTION auth.keep_answer(function_name text, idempotency_key text, answer jsonb) TO auditor;

REVOKE ALL ON FUNCTION auth.key_begin(secret_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.key_begin(secret_hash bytea) TO irra_front;

REVOKE ALL ON FUNCTION auth.key_person(api_key text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.list_limit() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.list_limit() TO ops_viewer;
GRANT ALL ON FUNCTION auth.list_limit() TO ops_agent;
GRANT ALL ON FUNCTION auth.list_limit() TO ops_supervisor;
GRANT ALL ON FUNCTION auth.list_limit() TO ops_admin;
GRANT ALL ON FUNCTION auth.list_limit() TO auditor;

REVOKE ALL ON FUNCTION auth.live_session(secret_hash bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.login_begin(username text, address inet) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.login_begin(username text, address inet) TO irra_front;

REVOKE ALL ON FUNCTION auth.login_finish(username text, address inet, request_id text, user_agent text, password_ok boolean, otp_given boolean, totp_step bigint, recovery_hash bytea, renewed_hash text, secret_hash bytea, refresh_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.login_finish(username text, address inet, request_id text, user_agent text, password_ok boolean, otp_given boolean, totp_step bigint, recovery_hash bytea, renewed_hash text, secret_hash bytea, refresh_hash bytea) TO irra_front;

REVOKE ALL ON FUNCTION auth.login_outcome(person auth.ops_team, retry_after_seconds integer, password_ok boolean, otp_given boolean, totp_step bigint, recovery_code_ok boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.masked_client(user_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.masked_client(user_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION auth.masked_client(user_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.masked_client(user_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION auth.masked_client(user_id bigint) TO auditor;

REVOKE ALL ON FUNCTION auth.may_see(user_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.may_see(user_id bigint) TO ops_viewer;
GRANT ALL ON FUNCTION auth.may_see(user_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION auth.may_see(user_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.may_see(user_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION auth.may_see(user_id bigint) TO auditor;

REVOKE ALL ON FUNCTION auth.member_shown(person auth.ops_team) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.note_wrong_password(person auth.ops_team, address inet, retry_after_seconds integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.open_session(person auth.ops_team, stage text, secret_hash bytea, refresh_hash bytea, address inet, request_id text, user_agent text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) TO ops_viewer;
GRANT ALL ON FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) TO ops_agent;
GRANT ALL ON FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) TO ops_admin;
GRANT ALL ON FUNCTION auth.page_end(list text, answer jsonb, size bigint, VARIADIC fields text[]) TO auditor;

REVOKE ALL ON FUNCTION auth.page_mark(list text, keys jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.page_mark(list text, keys jsonb) TO ops_viewer;
GRANT ALL ON FUNCTION auth.page_mark(list text, keys jsonb) TO ops_agent;
GRANT ALL ON FUNCTION auth.page_mark(list text, keys jsonb) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.page_mark(list text, keys jsonb) TO ops_admin;
GRANT ALL ON FUNCTION auth.page_mark(list text, keys jsonb) TO auditor;

REVOKE ALL ON FUNCTION auth.page_size(asked bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.page_size(asked bigint) TO ops_viewer;
GRANT ALL ON FUNCTION auth.page_size(asked bigint) TO ops_agent;
GRANT ALL ON FUNCTION auth.page_size(asked bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.page_size(asked bigint) TO ops_admin;
GRANT ALL ON FUNCTION auth.page_size(asked bigint) TO auditor;

REVOKE ALL ON FUNCTION auth.page_start(list text, cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.page_start(list text, cursor text) TO ops_viewer;
GRANT ALL ON FUNCTION auth.page_start(list text, cursor text) TO ops_agent;
GRANT ALL ON FUNCTION auth.page_start(list text, cursor text) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.page_start(list text, cursor text) TO ops_admin;
GRANT ALL ON FUNCTION auth.page_start(list text, cursor text) TO auditor;

REVOKE ALL ON FUNCTION auth.password_refusals(password_length integer, findings text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.refresh(token_hash bytea, address inet, request_id text, new_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.refresh(token_hash bytea, address inet, request_id text, new_token_hash bytea) TO irra_front;

REVOKE ALL ON FUNCTION auth.refuse(code text, detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.refuse(code text, detail jsonb) TO ops_viewer;
GRANT ALL ON FUNCTION auth.refuse(code text, detail jsonb) TO ops_agent;
GRANT ALL ON FUNCTION auth.refuse(code text, detail jsonb) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.refuse(code text, detail jsonb) TO ops_admin;
GRANT ALL ON FUNCTION auth.refuse(code text, detail jsonb) TO auditor;

REVOKE ALL ON FUNCTION auth.register(username text, display_name text, role text, password_hash text, totp_secret_sealed bytea, email text, phone text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.require(VARIADIC roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.require(VARIADIC roles text[]) TO ops_viewer;
GRANT ALL ON FUNCTION auth.require(VARIADIC roles text[]) TO ops_agent;
GRANT ALL ON FUNCTION auth.require(VARIADIC roles text[]) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.require(VARIADIC roles text[]) TO ops_admin;
GRANT ALL ON FUNCTION auth.require(VARIADIC roles text[]) TO auditor;

REVOKE ALL ON FUNCTION auth.require_client(user_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.require_client(user_id bigint) TO ops_viewer;
GRANT ALL ON FUNCTION auth.require_client(user_id bigint) TO ops_agent;
GRANT ALL ON FUNCTION auth.require_client(user_id bigint) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.require_client(user_id bigint) TO ops_admin;
GRANT ALL ON FUNCTION auth.require_client(user_id bigint) TO auditor;

REVOKE ALL ON FUNCTION auth.require_endpoint(function_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.require_member(person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.require_other_admin(person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.reservations(position_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.reservations(position_ids bigint[]) TO ops_agent;
GRANT ALL ON FUNCTION auth.reservations(position_ids bigint[]) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.reservations(position_ids bigint[]) TO ops_admin;
GRANT ALL ON FUNCTION auth.reservations(position_ids bigint[]) TO auditor;

REVOKE ALL ON FUNCTION auth.reset_member(person_id bigint, password_hash text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.retry_after(username text, address inet, at timestamp with time zone) FROM PUBLIC;

GRANT SELECT ON TABLE book.instruments TO ops_viewer;
GRANT SELECT ON TABLE book.instruments TO ops_agent;
GRANT SELECT ON TABLE book.instruments TO ops_supervisor;
GRANT SELECT ON TABLE book.instruments TO ops_admin;
GRANT SELECT ON TABLE book.instruments TO auditor;

GRANT SELECT ON TABLE book.prices TO ops_viewer;
GRANT SELECT ON TABLE book.prices TO ops_agent;
GRANT SELECT ON TABLE book.prices TO ops_supervisor;
GRANT SELECT ON TABLE book.prices TO ops_admin;
GRANT SELECT ON TABLE book.prices TO auditor;

GRANT SELECT ON TABLE core.positions TO ops_agent;
GRANT SELECT ON TABLE core.positions TO ops_supervisor;
GRANT SELECT ON TABLE core.positions TO ops_admin;
GRANT SELECT ON TABLE core.positions TO auditor;

GRANT SELECT ON TABLE api.position_figures TO ops_agent;
GRANT SELECT ON TABLE api.position_figures TO ops_supervisor;
GRANT SELECT ON TABLE api.position_figures TO ops_admin;
GRANT SELECT ON TABLE api.position_figures TO auditor;

REVOKE ALL ON FUNCTION auth.scoped_figures(trade_date date) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.scoped_figures(trade_date date) TO ops_supervisor;
GRANT ALL ON FUNCTION auth.scoped_figures(trade_date date) TO ops_admin;
GRANT ALL ON FUNCTION auth.scoped_figures(trade_date date) TO auditor;

REVOKE ALL ON FUNCTION auth.sees_all() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.sees_all() TO ops_viewer;
GRANT ALL ON FUNCTION auth.sees_all() TO ops_agent;
GRANT ALL ON FUNCTION auth.sees_all() TO ops_supervisor;
GRANT ALL ON FUNCTION auth.sees_all() TO ops_admin;
GRANT ALL ON FUNCTION auth.sees_all() TO auditor;

REVOKE ALL ON FUNCTION auth.session_person(session auth.sessions) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.session_shown(session auth.sessions) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.unlock_member(person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.use_recovery_code(person_id bigint, code_hash bytea, address inet, request_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.wait_seconds(failures_above_limit bigint, longest bigint, last_at timestamp with time zone, at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.acquire(session_name text, worker text, lease_seconds integer) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.acquire(session_name text, worker text, lease_seconds integer) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.advance(session_name text, epoch bigint, next_inbound bigint, messages jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.advance(session_name text, epoch bigint, next_inbound bigint, messages jsonb) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.answer_conformance(session_name text, messages jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.answer_requests(reports fix.report[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.append(session_name text, epoch bigint, msg_type text, body text) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.append(session_name text, epoch bigint, msg_type text, body text) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.apply_messages(session_name text, messages jsonb) FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE fix.sessions TO dba;

REVOKE ALL ON FUNCTION fix.change_reported_orders(session fix.sessions, reports fix.report[], messages jsonb, over_orders bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.claim_requests(session_name text, max_messages integer, is_paused boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.conformance_acquire(session_name text, worker text, lease_seconds integer) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.conformance_acquire(session_name text, worker text, lease_seconds integer) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.conformance_order(session_name text, cl_ord_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.conformance_order(session_name text, cl_ord_id text) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.conformance_session(session_name text, host text, port integer, sender_comp_id text, target_comp_id text, heartbeat_seconds integer, reset_on_logon boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.conformance_session(session_name text, host text, port integer, sender_comp_id text, target_comp_id text, heartbeat_seconds integer, reset_on_logon boolean) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.dispatch(session_name text, epoch bigint, max_messages integer) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.dispatch(session_name text, epoch bigint, max_messages integer) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.is_transient(code text) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.keep_used_sessions() FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.last_clock_difference(session_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.make_partitions(at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.ms_to_schedule_change(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.ms_to_schedule_change(at timestamp with time zone) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.named_orders(cl_ord_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.named_orders(cl_ord_ids text[]) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.names_refused_replacement(cancel_request_id bigint, reports fix.report[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.note_closed_sessions(at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.note_primary_orders(reports fix.report[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.number_requests(led fix.session_state, order_request_ids bigint[], sending_time timestamp with time zone, allowance numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.order_changes(session fix.sessions, reports fix.report[], amended_orders bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.park(session_name text, message jsonb, reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.park_unreadable(session fix.sessions, reports fix.report[], messages jsonb, unkept bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.read_reports(session fix.sessions, messages jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.receive(session_name text, epoch bigint, messages jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.receive(session_name text, epoch bigint, messages jsonb) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.refusable_requests(order_request_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.release(session_name text, epoch bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.release(session_name text, epoch bigint) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.renew(session_name text, epoch bigint, lease_seconds integer) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.renew(session_name text, epoch bigint, lease_seconds integer) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.report_event(report fix.report, quantity bigint) FROM PUBLIC;

GRANT SELECT ON TABLE book.orders TO ops_agent;
GRANT SELECT ON TABLE book.orders TO ops_supervisor;
GRANT SELECT ON TABLE book.orders TO ops_admin;
GRANT SELECT ON TABLE book.orders TO auditor;

GRANT SELECT ON TABLE core.order_requests TO ops_supervisor;
GRANT SELECT ON TABLE core.order_requests TO ops_admin;
GRANT SELECT ON TABLE core.order_requests TO auditor;

GRANT SELECT ON TABLE core.orders TO ops_agent;
GRANT SELECT ON TABLE core.orders TO ops_supervisor;
GRANT SELECT ON TABLE core.orders TO ops_admin;
GRANT SELECT ON TABLE core.orders TO auditor;

REVOKE ALL ON FUNCTION fix.request_body(request core.order_requests, ordered core.orders, at_primary book.orders, instrument book.instruments, account text) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.require_lease(session_name text, epoch bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.resend(session_name text, epoch bigint, from_sequence bigint, through_sequence bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.resend(session_name text, epoch bigint, from_sequence bigint, through_sequence bigint) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.reset(session_name text, epoch bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.reset(session_name text, epoch bigint) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.sending_limits(session_name text, at timestamp with time zone, OUT is_paused boolean, OUT allowance numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.session_hours(session_name text, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.session_hours(session_name text, at timestamp with time zone) TO dba;
GRANT ALL ON FUNCTION fix.session_hours(session_name text, at timestamp with time zone) TO irra_monitor;

REVOKE ALL ON FUNCTION fix.sessions_to_run(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.sessions_to_run(at timestamp with time zone) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.set_status(session_name text, epoch bigint, status text, detail text) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.set_status(session_name text, epoch bigint, status text, detail text) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.sleep_before_dispatch(session_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION fix.sleep_before_dispatch(session_name text) TO irra_gateway;

REVOKE ALL ON FUNCTION fix.take_drop_copies(reports fix.report[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.take_fills(session fix.sessions, reports fix.report[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.take_mass_answers(session fix.sessions, reports fix.report[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.take_notices(session fix.sessions, reports fix.report[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.timestamp_text(at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.told_instrument(report fix.report, desk_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.told_primary_order(exchange_order_id text, account text, exchange text, token text, side text, told_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.waits_for_own(order_request_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION fix.withdraw_requests(order_request_ids bigint[], reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.alert_mismatched_fills(temp_trade_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.alert_unassigned_trades(reports core.trade_report[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.alert_unconfirmed_fills(at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.alert_unknown_primary_orders(book_order_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.amend_orders(order_ids bigint[], trade_notice_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.api_key_shown(api_key auth.api_keys) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.apply_book_rows(rows jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.apply_trades(source text, reports core.trade_report[], also_lock_orders bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approval_in_scope(person_id bigint, payload jsonb) FROM PUBLIC;

GRANT SELECT ON TABLE core.approvals TO ops_supervisor;
GRANT SELECT ON TABLE core.approvals TO ops_admin;
GRANT SELECT ON TABLE core.approvals TO auditor;

REVOKE ALL ON FUNCTION logic.approve_acknowledge(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_assign_trade(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_contact_change(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_manual_trade(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_promote_fill(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_setting_change(approval core.approvals) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_settle_order(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_site_change(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_skip(approval core.approvals) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_square_off(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.approve_square_off_all(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.argument_fits(value jsonb, type text, is_parameter boolean, text_length_max bigint) FROM PUBLIC;

GRANT SELECT ON TABLE core.batches TO ops_agent;
GRANT SELECT ON TABLE core.batches TO ops_supervisor;
GRANT SELECT ON TABLE core.batches TO ops_admin;
GRANT SELECT ON TABLE core.batches TO auditor;

GRANT SELECT ON TABLE core.calls TO ops_agent;
GRANT SELECT ON TABLE core.calls TO ops_supervisor;
GRANT SELECT ON TABLE core.calls TO ops_admin;
GRANT SELECT ON TABLE core.calls TO auditor;

REVOKE ALL ON FUNCTION logic.ask_batch(call core.calls, scope jsonb, closable jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.ask_order_status(order_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.asked_only_simulators(book_order_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.assign_trades(everything boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.assignable_trades(everything boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.available_quantity(held core.positions) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.batch_scope(segment text, product text, underlying text, order_type text, cancel_pending boolean, position_ids text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.batch_shown(scope jsonb, exits jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.begin_call(user_id bigint, person_id bigint, caller_number text, recording_ref text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.book_change_mark() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.book_row_problem(rows jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.book_statements() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.book_value_fits(value jsonb, type text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.caller_priorities(at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.callers(person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.callers_due() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.cancel_all_answer(desk_ids bigint[], primary_ids bigint[], problems jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.cancel_orders(order_ids bigint[], reason text) FROM PUBLIC;

GRANT SELECT ON TABLE core.exits TO ops_agent;
GRANT SELECT ON TABLE core.exits TO ops_supervisor;
GRANT SELECT ON TABLE core.exits TO ops_admin;
GRANT SELECT ON TABLE core.exits TO auditor;

REVOKE ALL ON FUNCTION logic.cancel_pending_exits(asked core.exits, closed core.positions) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.cancel_primary_orders(book_order_ids bigint[], reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.carry_out_approval(approval core.approvals, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.change_orders(changes core.order_change[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.change_site_mode(from_mode text, to_mode text, reason text, requested_by bigint, approved_by bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.chase_price(instrument book.instruments, side text, steps integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.check_modification(held core.orders, instrument book.instruments, quantity bigint, limit_price numeric, available bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.claim_approval(approval_id bigint, person_id bigint) FROM PUBLIC;

GRANT SELECT ON TABLE core.handovers TO ops_supervisor;
GRANT SELECT ON TABLE core.handovers TO ops_admin;
GRANT SELECT ON TABLE core.handovers TO auditor;

REVOKE ALL ON FUNCTION logic.claim_handover(handover_id bigint, person_id bigint) FROM PUBLIC;

GRANT SELECT ON TABLE core.read_backs TO ops_supervisor;
GRANT SELECT ON TABLE core.read_backs TO ops_admin;
GRANT SELECT ON TABLE core.read_backs TO auditor;

REVOKE ALL ON FUNCTION logic.claim_read_back(call_id uuid, token text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.client_contact(user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.client_said(broker_id text, caller_number text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.client_shown(user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.closable_in_scope(person_id bigint, closable jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.closable_positions(user_id bigint, segment text, product text, underlying text, cancel_pending boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.collect_records(failback_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.confirm_fills(trade_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.contact_to_change(user_id bigint, email text, phone text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.contingency_sections(day date, row_limit bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.control_subject(scope text, subject text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.controlled_orders(scope text, subject text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.count_confirmed(order_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.csv_text(header text[], lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.desk_extent(since timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.desk_order_rows(first_day date, since timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.desk_people_rows(since timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.desk_trade_rows(first_day date, since timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.drill_checks() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.drill_problem(to_mode text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.drop_approval(approval core.approvals) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.dump_shown(dump sync.dumps) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.end_batches(exit_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.end_drill() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.end_dump(dump_id bigint, problem text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.enqueue_requests(order_request_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.excess_exits(position_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.exit_price(instrument book.instruments, side text, order_type text, limit_price numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.exit_price_shown(instrument book.instruments, limit_price numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.exit_quantity(available bigint, held bigint, lot_size bigint, quantity bigint, percent numeric, takes_what_is_left boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.exit_shown(exit core.exits) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.expire_approvals() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.failback_blockers() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.file_date(value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.file_rows(file_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.file_time(value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.fill_to_promote(temp_trade_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.find_noticed_trades() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.finish_batches(batch_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.fold_book_changes() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.fold_needed() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.fold_opening_positions(after_arrival bigint, through_arrival bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.fold_position(held core.positions) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.fold_trades(after_arrival bigint, through_arrival bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.follow_dump_schedules(at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.follow_order_events(order_event_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.freeze_openings(dump_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.full_look_due() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.funds_warnings(user_id bigint, instrument book.instruments, side text, units bigint, price numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.gap_orders(since timestamp with time zone, row_limit bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.guard_order_status() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.handback_checks() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.handover_answer(handover core.handovers) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.trading_day() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.has_refused_rows(user_id bigint, instrument_id bigint, trade_date date) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.hold_openings(keys jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.html_page(title text, notes text[], sections jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.html_text(value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.in_scope(person_id bigint, user_id bigint, instrument_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.incident_lines(since timestamp with time zone, until timestamp with time zone, row_limit bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.india_number(figure numeric, decimals integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.india_time(at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.insert_exit_orders(parent core.exits, closed core.positions, leg_position_id bigint, instrument book.instruments, session_name text, side text, units bigint, price numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.is_controlled(person_id bigint, exchange text, segment text, session_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.is_sendable(instrument book.instruments, account text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.issue_read_back(call core.calls, shown jsonb, spoken text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.keep_waiting_exit(asked core.exits) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.kill_orders(scope text, subject text, reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.lapse_requests(order_ids bigint[], reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.lock_fold_positions(trades_after bigint, trades_through bigint, openings_after bigint, openings_through bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.lock_funds(user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.lock_leg(position_id bigint, user_id bigint, exchange text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.lock_position(position_id bigint, user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.lose_orders(order_ids bigint[], event text, reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.make_exit(asked core.exits) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.manual_trade(user_id bigint, instrument_id bigint, product text, trade jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.mark_event() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.mark_orders() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.mark_positions() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.masked_contact(email text, phone text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.mass_cancel(session_name text, order_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.may_see(person_id bigint, user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.mismatched_fills(temp_trade_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.modify_order(call core.calls, order_id bigint, quantity bigint, limit_price numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.moment(written text, field text, is_end boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.move_call(call core.calls, person_id bigint, session_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.named_positions(closable jsonb, position_ids jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.names_all(call core.calls, scope jsonb, closable jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.needs_second_person(value numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.next_cl_ord_id() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.noticed_candidates() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.noticed_outcome(trade_id bigint, temp_trade_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.open_call(call_id uuid, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.open_call_for_order(order_id bigint, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.open_call_for_primary_order(order_id bigint, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.openings_being_written() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.opens_to_keys(function_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.order_event(status text, event text, quantity bigint, cumulative_quantity bigint, replacing_quantity bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.order_to_settle(order_id bigint, outcome text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.orders_before(desk bigint[], primary_orders bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.other_listing(instrument book.instruments, exchange text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.payload_logged(payload jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.place_exit(call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.plan_order_changes(changes core.order_change[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.plan_square_off_all(call core.calls, scope jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.position_change(position_id bigint, units numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.position_file_problems(file_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.position_fold_needed(held core.positions) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.position_named(position_id bigint, user_id bigint, instrument_id bigint, product text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.position_reservations(position_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.premium_on_its_way(user_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.price_range(instrument book.instruments, OUT lowest numeric, OUT highest numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.primary_order_routes(book_order_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.primary_order_to_settle(order_id bigint, outcome text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.problem(code text, detail jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.pull_excess(position_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.raise(code text, detail jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.raise_alert(kind text, severity text, subject text, details jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.refusable_opening_positions(arrivals bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.refusable_trades(arrivals bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.refuse_rows(table_name text, arrivals bigint[], reasons text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.rehearse_exit(call core.calls, position_id bigint, quantity bigint, percent numeric, order_type text, limit_price numeric, cancel_pending boolean, exchange text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.remember_instruction(asked core.exits, kind text, details jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.remember_request(person_id bigint, idempotency_key text, function_name text, request jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.remember_response(person_id bigint, idempotency_key text, response jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.repeat_refused_cancels(order_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.replace_cause(order_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.replace_orders(order_ids bigint[], quantities bigint[], limit_prices numeric[], cause text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.report_document(report_name text, format text, day date, row_limit bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.report_impact(since timestamp with time zone, until timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.report_positions(day date, for_exchange text, row_limit bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.report_trades(day date, row_limit bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.request_approval(action text, payload jsonb, reason text, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.request_cancel(call core.calls, order_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.request_primary_cancel(call core.calls, order_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.request_site_change(action text, reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_as_read_back(read_back core.read_backs, shown jsonb, instruction_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_book_complete() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_call_otp(call_id uuid, action text, value numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_contact(email text, phone text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_exit_as_shown(waiting core.exits, shown jsonb, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_free_leg(closed core.positions, leg core.positions) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_in_scope(person_id bigint, user_id bigint, instrument_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_no_control(person_id bigint, exchange text, segment text, session_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_order_mode() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_reason(reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_speakable(field text, words text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.require_successor(call core.calls, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.reread_opening_position(key jsonb, was_deleted boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.resolve_unknown_alerts() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.route_order(exchange text, segment text) FROM PUBLIC;

GRANT SELECT ON TABLE core.person_scopes TO ops_agent;
GRANT SELECT ON TABLE core.person_scopes TO ops_supervisor;
GRANT SELECT ON TABLE core.person_scopes TO ops_admin;
GRANT SELECT ON TABLE core.person_scopes TO auditor;

REVOKE ALL ON FUNCTION logic.scope_shown(scope core.person_scopes) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.seal_records(failback_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.send_call_otp(call core.calls) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.send_orders(order_request_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.serve_caller(call core.calls) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.set_overnight(arrivals bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.setting(name text) FROM PUBLIC;

GRANT SELECT ON TABLE core.settings TO ops_supervisor;
GRANT SELECT ON TABLE core.settings TO ops_admin;
GRANT SELECT ON TABLE core.settings TO auditor;
GRANT SELECT ON TABLE core.settings TO dba;

GRANT UPDATE(value) ON TABLE core.settings TO dba;

GRANT UPDATE(changed_at) ON TABLE core.settings TO dba;

REVOKE ALL ON FUNCTION logic.setting_expected(setting core.settings, value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.setting_integer(name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.setting_minutes(name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.setting_needs_two(name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.setting_numeric(name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.setting_to_change(name text, value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.settle_deleted_positions() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.settle_fill(temp_trade_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.settle_notices() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.settle_primary_order(approval core.approvals) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.settle_refused_rows() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.settle_trade(trade_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.shown_exit_request(payload jsonb, is_waiting boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.shown_lines(header text[], lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.shown_setting(value text, unit text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.shown_site_request(action text, payload jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.shown_trade_request(action text, payload jsonb, is_waiting boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.shows_secret(function_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.site_checks(to_mode text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.site_mode_of(action text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.site_steps(to_mode text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.slice_quantity(instrument book.instruments, units bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.spoken_batch(shown jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.spoken_exit(shown jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.standby_problem() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.standing_fills(order_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.store_exit(asked core.exits, closed core.positions, leg_position_id bigint, instrument book.instruments, session_name text, side text, units bigint, price numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.take_acknowledgement(said jsonb, people bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.take_held_openings(day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.take_opening_positions(arrivals bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.take_position_file(file_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.take_trade_file(file_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.take_trades(arrivals bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.takeover_checks() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.too_many_mismatches(person_id bigint, broker_id text, at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.tradable_instrument(traded core.positions) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.trade_file_problems(file_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.trade_file_rows(file_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.trade_to_assign(trade_id bigint, user_id bigint, instrument_id bigint, product text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.trades_in_doubt(purged fix.sessions, last_trade_number text, max_trades integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.try_place_exit(due core.exits) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.unfolded_trades(held core.positions) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.utc_text(at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.verify_call_otp(call core.calls, code text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.wake_exits(position_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.wake_order_sessions(exit_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.wake_watchers() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.watch_primary() FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.watch_subscription(reachable boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.withdraw_exit(waiting core.exits, problem jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.withdraw_unsent(order_ids bigint[], reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION logic.withdraw_waiting_exits(call core.calls, segment text, product text, underlying text) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitor.broken_rules(measures text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitor.due_measures() FROM PUBLIC;
GRANT ALL ON FUNCTION monitor.due_measures() TO irra_monitor;

REVOKE ALL ON FUNCTION monitor.escalate_alerts() FROM PUBLIC;

REVOKE ALL ON FUNCTION monitor.judge(samples jsonb, OUT judged boolean, OUT broken bigint, OUT raised bigint, OUT resolved bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION monitor.judge(samples jsonb, OUT judged boolean, OUT broken bigint, OUT raised bigint, OUT resolved bigint) TO irra_monitor;

REVOKE ALL ON FUNCTION monitor.keep_history(measures text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitor.keep_samples(samples jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitor.learn_baselines(measures text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitor.metrics() FROM PUBLIC;
GRANT ALL ON FUNCTION monitor.metrics() TO irra_front;

REVOKE ALL ON FUNCTION monitor.miss_monitor() FROM PUBLIC;

REVOKE ALL ON FUNCTION monitor.raise_breaches() FROM PUBLIC;

REVOKE ALL ON FUNCTION monitor.take_samples() FROM PUBLIC;
GRANT ALL ON FUNCTION monitor.take_samples() TO irra_monitor;

GRANT SELECT(outbox_id) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(outbox_id) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(outbox_id) ON TABLE notify.outbox TO auditor;

GRANT SELECT(lane) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(lane) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(lane) ON TABLE notify.outbox TO auditor;

GRANT SELECT(kind) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(kind) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(kind) ON TABLE notify.outbox TO auditor;

GRANT SELECT(priority) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(priority) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(priority) ON TABLE notify.outbox TO auditor;

GRANT SELECT(due_at) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(due_at) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(due_at) ON TABLE notify.outbox TO auditor;

GRANT SELECT(user_id) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(user_id) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(user_id) ON TABLE notify.outbox TO auditor;

GRANT SELECT(person_id) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(person_id) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(person_id) ON TABLE notify.outbox TO auditor;

GRANT SELECT(order_id) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(order_id) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(order_id) ON TABLE notify.outbox TO auditor;

GRANT SELECT(notice_id) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(notice_id) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(notice_id) ON TABLE notify.outbox TO auditor;

GRANT SELECT(channel) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(channel) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(channel) ON TABLE notify.outbox TO auditor;

GRANT SELECT(created_at) ON TABLE notify.outbox TO ops_supervisor;
GRANT SELECT(created_at) ON TABLE notify.outbox TO ops_admin;
GRANT SELECT(created_at) ON TABLE notify.outbox TO auditor;

REVOKE ALL ON FUNCTION notify.address_clients(events notify.outbox[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.address_people(events notify.outbox[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.can_carry(channel text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.check_template() FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.claim(channel text, max_messages integer, lease_seconds integer) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.claim(channel text, max_messages integer, lease_seconds integer) TO irra_notify;

REVOKE ALL ON FUNCTION notify.claim_waiting(priority smallint, channel text, provider text, allowance integer, lease_seconds integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.clock(OUT zone text, OUT form text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.compile(template text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.complete(message_ids bigint[], provider text, provider_refs text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.complete(message_ids bigint[], provider text, provider_refs text[]) TO irra_notify;

REVOKE ALL ON FUNCTION notify.compose(priority smallint, claimed_channel text, claimed_provider text, allowance integer, max_lanes integer, lease_seconds integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.digest(events notify.addressed[], channel text, language text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.enqueue(kind text, dedupe_key text, facts jsonb, user_id bigint, person_id bigint, order_id bigint, channel text, recipient text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.enqueue_call_otp(call_otp_id bigint, user_id bigint, code text, minutes bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.enqueue_contact_message(approval_id bigint, user_id bigint, before text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.enqueue_order_messages(order_event_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.enqueue_trade_message(order_id bigint, trade_number text, kind text, quantity bigint, price numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.escape_html(value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.fail(message_id bigint, attempt integer, failure text, error text) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.fail(message_id bigint, attempt integer, failure text, error text) TO irra_notify;

REVOKE ALL ON FUNCTION notify.feed_notices() FROM PUBLIC;
GRANT ALL ON FUNCTION notify.feed_notices() TO irra_notify;

REVOKE ALL ON FUNCTION notify.give_up(message_ids bigint[], failure text, error text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.give_up_late() FROM PUBLIC;
GRANT ALL ON FUNCTION notify.give_up_late() TO irra_notify;

REVOKE ALL ON FUNCTION notify.note_silent(provider text, seconds numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.note_silent(provider text, seconds numeric) TO irra_notify;

REVOKE ALL ON FUNCTION notify.note_unwell(provider text, error text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.note_well(provider text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.order_names(order_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.order_names(order_ids bigint[]) TO irra_notify;

REVOKE ALL ON FUNCTION notify.pick_provider(channel text, wanted integer, OUT provider text, OUT allowance integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.prepare_to_sleep(channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.prepare_to_sleep(channel text) TO irra_notify;

REVOKE ALL ON FUNCTION notify.providers_to_run() FROM PUBLIC;
GRANT ALL ON FUNCTION notify.providers_to_run() TO irra_notify;

REVOKE ALL ON FUNCTION notify.quiet_until(quiet_from time without time zone, quiet_until time without time zone, time_zone text, at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.receipt_secret(provider text) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.receipt_secret(provider text) TO irra_front;

REVOKE ALL ON FUNCTION notify.receive_receipt(provider text, signature bytea, told_at timestamp with time zone, provider_ref text, outcome text) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.receive_receipt(provider text, signature bytea, told_at timestamp with time zone, provider_ref text, outcome text) TO irra_front;

REVOKE ALL ON FUNCTION notify.release(message_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION notify.release(message_ids bigint[]) TO irra_notify;

REVOKE ALL ON FUNCTION notify.render(form text[], facts jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.resume_notice(notice_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.sample_facts(kind text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.start_notice(kind text, facts jsonb, person_id bigint, rate_per_second bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.stop_notice(notice_id bigint, person_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.take_due(priority smallint, channel text, max_lanes integer, max_events integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.tell_alert() FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.tell_approval() FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.tell_site_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.told_orders(order_id bigint, facts jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.wake_notifier() FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.without_secrets(words text) FROM PUBLIC;

REVOKE ALL ON FUNCTION notify.word(due notify.outbox[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION queue.chase_orders(max_orders integer) FROM PUBLIC;
GRANT ALL ON FUNCTION queue.chase_orders(max_orders integer) TO irra_gateway;

REVOKE ALL ON FUNCTION queue.check_answers() FROM PUBLIC;
GRANT ALL ON FUNCTION queue.check_answers() TO irra_gateway;

REVOKE ALL ON FUNCTION queue.check_fills() FROM PUBLIC;
GRANT ALL ON FUNCTION queue.check_fills() TO irra_gateway;

REVOKE ALL ON FUNCTION queue.is_shown(event queue.events, person_id bigint, role text, oversees boolean, is_unlimited boolean, callers bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION queue.number_events() FROM PUBLIC;

REVOKE ALL ON FUNCTION queue.prepare_to_sleep(channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION queue.prepare_to_sleep(channel text) TO irra_gateway;
GRANT ALL ON FUNCTION queue.prepare_to_sleep(channel text) TO irra_notify;
GRANT ALL ON FUNCTION queue.prepare_to_sleep(channel text) TO irra_front;

REVOKE ALL ON FUNCTION queue.read_events(after bigint, secret_hashes bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION queue.read_events(after bigint, secret_hashes bytea[]) TO irra_front;

REVOKE ALL ON FUNCTION queue.tidy_front() FROM PUBLIC;
GRANT ALL ON FUNCTION queue.tidy_front() TO irra_front;

REVOKE ALL ON FUNCTION queue.wake(channel text) FROM PUBLIC;

REVOKE ALL ON FUNCTION queue.wake_exits_worker() FROM PUBLIC;

REVOKE ALL ON FUNCTION queue.watchers(secret_hashes bytea[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION queue.work_exits(max_exits integer) FROM PUBLIC;
GRANT ALL ON FUNCTION queue.work_exits(max_exits integer) TO irra_gateway;

REVOKE ALL ON FUNCTION sync.add_file_lines(file_id bigint, first_line bigint, lines text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.add_file_lines(file_id bigint, first_line bigint, lines text[]) TO irra_sync;

REVOKE ALL ON FUNCTION sync.advance_failback() FROM PUBLIC;
GRANT ALL ON FUNCTION sync.advance_failback() TO irra_sync;

REVOKE ALL ON FUNCTION sync.begin_exchange_file(kind text, file_name text, columns text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.begin_exchange_file(kind text, file_name text, columns text[]) TO irra_sync;

REVOKE ALL ON FUNCTION sync.book_parts(table_name text, mask bigint, within bigint, parts bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.book_parts(table_name text, mask bigint, within bigint, parts bigint[]) TO irra_sync;

REVOKE ALL ON FUNCTION sync.claim_dump(worker_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.claim_dump(worker_name text) TO irra_sync;

REVOKE ALL ON FUNCTION sync.compare_tables() FROM PUBLIC;
GRANT ALL ON FUNCTION sync.compare_tables() TO irra_sync;

REVOKE ALL ON FUNCTION sync.dump_leavings(names text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.dump_leavings(names text[]) TO irra_sync;

REVOKE ALL ON FUNCTION sync.end_heartbeat(worker_name text, process_id integer) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.end_heartbeat(worker_name text, process_id integer) TO irra_front;
GRANT ALL ON FUNCTION sync.end_heartbeat(worker_name text, process_id integer) TO irra_gateway;
GRANT ALL ON FUNCTION sync.end_heartbeat(worker_name text, process_id integer) TO irra_notify;

REVOKE ALL ON FUNCTION sync.fail_dump(dump_id bigint, attempt integer, problem text) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.fail_dump(dump_id bigint, attempt integer, problem text) TO irra_sync;

REVOKE ALL ON FUNCTION sync.finish_dump(dump_id bigint, attempt integer, directory text, byte_count bigint, manifest_hash text, restored jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.finish_dump(dump_id bigint, attempt integer, directory text, byte_count bigint, manifest_hash text, restored jsonb) TO irra_sync;

REVOKE ALL ON FUNCTION sync.fold(max_rows bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.fold(max_rows bigint) TO irra_sync;

REVOKE ALL ON FUNCTION sync.fold_before_decision() FROM PUBLIC;
GRANT ALL ON FUNCTION sync.fold_before_decision() TO ops_viewer;
GRANT ALL ON FUNCTION sync.fold_before_decision() TO ops_agent;
GRANT ALL ON FUNCTION sync.fold_before_decision() TO ops_supervisor;
GRANT ALL ON FUNCTION sync.fold_before_decision() TO ops_admin;
GRANT ALL ON FUNCTION sync.fold_before_decision() TO auditor;

REVOKE ALL ON FUNCTION sync.freeze_latest() FROM PUBLIC;
GRANT ALL ON FUNCTION sync.freeze_latest() TO irra_sync;

REVOKE ALL ON FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) TO irra_front;
GRANT ALL ON FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) TO irra_gateway;
GRANT ALL ON FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) TO irra_notify;
GRANT ALL ON FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) TO irra_monitor;
GRANT ALL ON FUNCTION sync.heartbeat(worker_name text, kind text, process_id integer, version text) TO irra_sync;

REVOKE ALL ON FUNCTION sync.note_book_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION sync.note_dump(dump_id bigint, attempt integer, phase text, steps_done integer, steps integer) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.note_dump(dump_id bigint, attempt integer, phase text, steps_done integer, steps integer) TO irra_sync;

REVOKE ALL ON FUNCTION sync.note_dump_snapshot(dump_id bigint, attempt integer, snapshot_at timestamp with time zone, primary_lsn pg_lsn, tables jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.note_dump_snapshot(dump_id bigint, attempt integer, snapshot_at timestamp with time zone, primary_lsn pg_lsn, tables jsonb) TO irra_sync;

REVOKE ALL ON FUNCTION sync.note_dumps_deleted(names text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.note_dumps_deleted(names text[]) TO irra_sync;

REVOKE ALL ON FUNCTION sync.number_order_again() FROM PUBLIC;

REVOKE ALL ON FUNCTION sync.record_acknowledgement(said jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.record_acknowledgement(said jsonb) TO irra_sync;

REVOKE ALL ON FUNCTION sync.record_comparison(table_name text, rows_here bigint, rows_there bigint, different bigint, unsettled bigint, keys jsonb, looks integer, started_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.record_comparison(table_name text, rows_here bigint, rows_there bigint, different bigint, unsettled bigint, keys jsonb, looks integer, started_at timestamp with time zone) TO irra_sync;

REVOKE ALL ON FUNCTION sync.record_desk(path text, free_bytes bigint, total_bytes bigint, positions_agree boolean, positions_detail text) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.record_desk(path text, free_bytes bigint, total_bytes bigint, positions_agree boolean, positions_detail text) TO irra_monitor;

REVOKE ALL ON FUNCTION sync.record_primary(reachable boolean, wal_lsn pg_lsn, slot_name text, slot_active boolean, slot_wal_status text, confirmed_flush_lsn pg_lsn, detail text) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.record_primary(reachable boolean, wal_lsn pg_lsn, slot_name text, slot_active boolean, slot_wal_status text, confirmed_flush_lsn pg_lsn, detail text) TO irra_sync;

REVOKE ALL ON FUNCTION sync.take_exchange_file(file_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION sync.take_exchange_file(file_id bigint) TO irra_sync;

GRANT SELECT ON TABLE api.exits TO ops_agent;
GRANT SELECT ON TABLE api.exits TO ops_supervisor;
GRANT SELECT ON TABLE api.exits TO ops_admin;
GRANT SELECT ON TABLE api.exits TO auditor;

GRANT SELECT ON TABLE core.order_events TO ops_agent;
GRANT SELECT ON TABLE core.order_events TO ops_supervisor;
GRANT SELECT ON TABLE core.order_events TO ops_admin;
GRANT SELECT ON TABLE core.order_events TO auditor;

GRANT SELECT ON TABLE core.primary_orders TO ops_agent;
GRANT SELECT ON TABLE core.primary_orders TO ops_supervisor;
GRANT SELECT ON TABLE core.primary_orders TO ops_admin;
GRANT SELECT ON TABLE core.primary_orders TO auditor;

GRANT SELECT ON TABLE api.orders TO ops_agent;
GRANT SELECT ON TABLE api.orders TO ops_supervisor;
GRANT SELECT ON TABLE api.orders TO ops_admin;
GRANT SELECT ON TABLE api.orders TO auditor;

GRANT SELECT ON TABLE audit.log TO ops_admin;
GRANT SELECT ON TABLE audit.log TO auditor;

GRANT SELECT ON TABLE audit.retirements TO ops_admin;
GRANT SELECT ON TABLE audit.retirements TO auditor;

GRANT SELECT ON TABLE auth.login_attempts TO ops_admin;
GRANT SELECT ON TABLE auth.login_attempts TO auditor;

GRANT SELECT ON TABLE book.funds TO ops_agent;
GRANT SELECT ON TABLE book.funds TO ops_supervisor;
GRANT SELECT ON TABLE book.funds TO ops_admin;
GRANT SELECT ON TABLE book.funds TO auditor;

GRANT SELECT ON TABLE book.opening_positions TO ops_agent;
GRANT SELECT ON TABLE book.opening_positions TO ops_supervisor;
GRANT SELECT ON TABLE book.opening_positions TO ops_admin;
GRANT SELECT ON TABLE book.opening_positions TO auditor;

GRANT SELECT ON TABLE book.trades TO ops_agent;
GRANT SELECT ON TABLE book.trades TO ops_supervisor;
GRANT SELECT ON TABLE book.trades TO ops_admin;
GRANT SELECT ON TABLE book.trades TO auditor;

GRANT SELECT ON TABLE book.trading_days TO ops_viewer;
GRANT SELECT ON TABLE book.trading_days TO ops_agent;
GRANT SELECT ON TABLE book.trading_days TO ops_supervisor;
GRANT SELECT ON TABLE book.trading_days TO ops_admin;
GRANT SELECT ON TABLE book.trading_days TO auditor;

GRANT SELECT(user_id) ON TABLE book.users TO ops_agent;
GRANT SELECT(user_id) ON TABLE book.users TO ops_supervisor;
GRANT SELECT(user_id) ON TABLE book.users TO ops_admin;
GRANT SELECT(user_id) ON TABLE book.users TO auditor;

GRANT SELECT(broker_id) ON TABLE book.users TO ops_agent;
GRANT SELECT(broker_id) ON TABLE book.users TO ops_supervisor;
GRANT SELECT(broker_id) ON TABLE book.users TO ops_admin;
GRANT SELECT(broker_id) ON TABLE book.users TO auditor;

GRANT SELECT(name) ON TABLE book.users TO ops_agent;
GRANT SELECT(name) ON TABLE book.users TO ops_supervisor;
GRANT SELECT(name) ON TABLE book.users TO ops_admin;
GRANT SELECT(name) ON TABLE book.users TO auditor;

GRANT SELECT(status) ON TABLE book.users TO ops_agent;
GRANT SELECT(status) ON TABLE book.users TO ops_supervisor;
GRANT SELECT(status) ON TABLE book.users TO ops_admin;
GRANT SELECT(status) ON TABLE book.users TO auditor;

GRANT SELECT(updated_at) ON TABLE book.users TO ops_agent;
GRANT SELECT(updated_at) ON TABLE book.users TO ops_supervisor;
GRANT SELECT(updated_at) ON TABLE book.users TO ops_admin;
GRANT SELECT(updated_at) ON TABLE book.users TO auditor;

GRANT SELECT ON TABLE core.alerts TO ops_supervisor;
GRANT SELECT ON TABLE core.alerts TO ops_admin;
GRANT SELECT ON TABLE core.alerts TO auditor;

GRANT SELECT ON TABLE core.call_attempts TO ops_supervisor;
GRANT SELECT ON TABLE core.call_attempts TO ops_admin;
GRANT SELECT ON TABLE core.call_attempts TO auditor;

GRANT SELECT(call_otp_id) ON TABLE core.call_otps TO ops_supervisor;
GRANT SELECT(call_otp_id) ON TABLE core.call_otps TO ops_admin;
GRANT SELECT(call_otp_id) ON TABLE core.call_otps TO auditor;

GRANT SELECT(call_id) ON TABLE core.call_otps TO ops_supervisor;
GRANT SELECT(call_id) ON TABLE core.call_otps TO ops_admin;
GRANT SELECT(call_id) ON TABLE core.call_otps TO auditor;

GRANT SELECT(sent_at) ON TABLE core.call_otps TO ops_supervisor;
GRANT SELECT(sent_at) ON TABLE core.call_otps TO ops_admin;
GRANT SELECT(sent_at) ON TABLE core.call_otps TO auditor;

GRANT SELECT(expires_at) ON TABLE core.call_otps TO ops_supervisor;
GRANT SELECT(expires_at) ON TABLE core.call_otps TO ops_admin;
GRANT SELECT(expires_at) ON TABLE core.call_otps TO auditor;

GRANT SELECT(tries) ON TABLE core.call_otps TO ops_supervisor;
GRANT SELECT(tries) ON TABLE core.call_otps TO ops_admin;
GRANT SELECT(tries) ON TABLE core.call_otps TO auditor;

GRANT SELECT(verified_at) ON TABLE core.call_otps TO ops_supervisor;
GRANT SELECT(verified_at) ON TABLE core.call_otps TO ops_admin;
GRANT SELECT(verified_at) ON TABLE core.call_otps TO auditor;

GRANT SELECT(user_id) ON TABLE core.client_contacts TO ops_supervisor;
GRANT SELECT(user_id) ON TABLE core.client_contacts TO ops_admin;
GRANT SELECT(user_id) ON TABLE core.client_contacts TO auditor;

GRANT SELECT(approval_id) ON TABLE core.client_contacts TO ops_supervisor;
GRANT SELECT(approval_id) ON TABLE core.client_contacts TO ops_admin;
GRANT SELECT(approval_id) ON TABLE core.client_contacts TO auditor;

GRANT SELECT(requested_by) ON TABLE core.client_contacts TO ops_supervisor;
GRANT SELECT(requested_by) ON TABLE core.client_contacts TO ops_admin;
GRANT SELECT(requested_by) ON TABLE core.client_contacts TO auditor;

GRANT SELECT(approved_by) ON TABLE core.client_contacts TO ops_supervisor;
GRANT SELECT(approved_by) ON TABLE core.client_contacts TO ops_admin;
GRANT SELECT(approved_by) ON TABLE core.client_contacts TO auditor;

GRANT SELECT(reason) ON TABLE core.client_contacts TO ops_supervisor;
GRANT SELECT(reason) ON TABLE core.client_contacts TO ops_admin;
GRANT SELECT(reason) ON TABLE core.client_contacts TO auditor;

GRANT SELECT(primary_updated_at) ON TABLE core.client_contacts TO ops_supervisor;
GRANT SELECT(primary_updated_at) ON TABLE core.client_contacts TO ops_admin;
GRANT SELECT(primary_updated_at) ON TABLE core.client_contacts TO auditor;

GRANT SELECT(changed_at) ON TABLE core.client_contacts TO ops_supervisor;
GRANT SELECT(changed_at) ON TABLE core.client_contacts TO ops_admin;
GRANT SELECT(changed_at) ON TABLE core.client_contacts TO auditor;

GRANT SELECT ON TABLE core.client_desks TO ops_supervisor;
GRANT SELECT ON TABLE core.client_desks TO ops_admin;
GRANT SELECT ON TABLE core.client_desks TO auditor;

GRANT SELECT ON TABLE core.controls TO ops_viewer;
GRANT SELECT ON TABLE core.controls TO ops_agent;
GRANT SELECT ON TABLE core.controls TO ops_supervisor;
GRANT SELECT ON TABLE core.controls TO ops_admin;
GRANT SELECT ON TABLE core.controls TO auditor;

GRANT SELECT ON TABLE core.cut_offs TO ops_viewer;
GRANT SELECT ON TABLE core.cut_offs TO ops_agent;
GRANT SELECT ON TABLE core.cut_offs TO ops_supervisor;
GRANT SELECT ON TABLE core.cut_offs TO ops_admin;
GRANT SELECT ON TABLE core.cut_offs TO auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE core.cut_offs TO dba;

GRANT SELECT ON TABLE core.error_codes TO ops_viewer;
GRANT SELECT ON TABLE core.error_codes TO ops_agent;
GRANT SELECT ON TABLE core.error_codes TO ops_supervisor;
GRANT SELECT ON TABLE core.error_codes TO ops_admin;
GRANT SELECT ON TABLE core.error_codes TO auditor;

GRANT SELECT ON TABLE core.holidays TO ops_viewer;
GRANT SELECT ON TABLE core.holidays TO ops_agent;
GRANT SELECT ON TABLE core.holidays TO ops_supervisor;
GRANT SELECT ON TABLE core.holidays TO ops_admin;
GRANT SELECT ON TABLE core.holidays TO auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE core.holidays TO dba;

GRANT SELECT ON TABLE core.instructions TO ops_agent;
GRANT SELECT ON TABLE core.instructions TO ops_supervisor;
GRANT SELECT ON TABLE core.instructions TO ops_admin;
GRANT SELECT ON TABLE core.instructions TO auditor;

GRANT SELECT ON TABLE core.order_statuses TO ops_viewer;
GRANT SELECT ON TABLE core.order_statuses TO ops_agent;
GRANT SELECT ON TABLE core.order_statuses TO ops_supervisor;
GRANT SELECT ON TABLE core.order_statuses TO ops_admin;
GRANT SELECT ON TABLE core.order_statuses TO auditor;

GRANT SELECT ON TABLE core.order_transitions TO ops_viewer;
GRANT SELECT ON TABLE core.order_transitions TO ops_agent;
GRANT SELECT ON TABLE core.order_transitions TO ops_supervisor;
GRANT SELECT ON TABLE core.order_transitions TO ops_admin;
GRANT SELECT ON TABLE core.order_transitions TO auditor;

GRANT SELECT ON TABLE core.purges TO ops_supervisor;
GRANT SELECT ON TABLE core.purges TO ops_admin;
GRANT SELECT ON TABLE core.purges TO auditor;

GRANT SELECT ON TABLE core.site TO ops_viewer;
GRANT SELECT ON TABLE core.site TO ops_agent;
GRANT SELECT ON TABLE core.site TO ops_supervisor;
GRANT SELECT ON TABLE core.site TO ops_admin;
GRANT SELECT ON TABLE core.site TO auditor;

GRANT SELECT ON TABLE core.site_changes TO ops_viewer;
GRANT SELECT ON TABLE core.site_changes TO ops_agent;
GRANT SELECT ON TABLE core.site_changes TO ops_supervisor;
GRANT SELECT ON TABLE core.site_changes TO ops_admin;
GRANT SELECT ON TABLE core.site_changes TO auditor;

GRANT SELECT ON TABLE core.site_mode_transitions TO ops_viewer;
GRANT SELECT ON TABLE core.site_mode_transitions TO ops_agent;
GRANT SELECT ON TABLE core.site_mode_transitions TO ops_supervisor;
GRANT SELECT ON TABLE core.site_mode_transitions TO ops_admin;
GRANT SELECT ON TABLE core.site_mode_transitions TO auditor;

GRANT SELECT ON TABLE core.temp_trades TO ops_agent;
GRANT SELECT ON TABLE core.temp_trades TO ops_supervisor;
GRANT SELECT ON TABLE core.temp_trades TO ops_admin;
GRANT SELECT ON TABLE core.temp_trades TO auditor;

GRANT SELECT ON TABLE core.trade_changes TO ops_agent;
GRANT SELECT ON TABLE core.trade_changes TO ops_supervisor;
GRANT SELECT ON TABLE core.trade_changes TO ops_admin;
GRANT SELECT ON TABLE core.trade_changes TO auditor;

GRANT SELECT ON TABLE core.trade_notices TO ops_supervisor;
GRANT SELECT ON TABLE core.trade_notices TO ops_admin;
GRANT SELECT ON TABLE core.trade_notices TO auditor;

GRANT SELECT ON TABLE core.trades TO ops_agent;
GRANT SELECT ON TABLE core.trades TO ops_supervisor;
GRANT SELECT ON TABLE core.trades TO ops_admin;
GRANT SELECT ON TABLE core.trades TO auditor;

GRANT SELECT ON TABLE core.waiting_callers TO ops_supervisor;
GRANT SELECT ON TABLE core.waiting_callers TO ops_admin;
GRANT SELECT ON TABLE core.waiting_callers TO auditor;

GRANT SELECT ON TABLE core.workers TO ops_supervisor;
GRANT SELECT ON TABLE core.workers TO ops_admin;
GRANT SELECT ON TABLE core.workers TO auditor;

GRANT SELECT ON TABLE desk.records TO irra_failback;

GRANT SELECT ON TABLE desk.seals TO irra_failback;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE fix.session_schedules TO dba;

GRANT SELECT ON TABLE notify.kinds TO ops_supervisor;
GRANT SELECT ON TABLE notify.kinds TO ops_admin;
GRANT SELECT ON TABLE notify.kinds TO auditor;
GRANT SELECT ON TABLE notify.kinds TO dba;

GRANT UPDATE(channels) ON TABLE notify.kinds TO dba;

GRANT UPDATE(hold_seconds) ON TABLE notify.kinds TO dba;

GRANT UPDATE(expires_minutes) ON TABLE notify.kinds TO dba;

GRANT SELECT(message_id) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(message_id) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(message_id) ON TABLE notify.messages TO auditor;

GRANT SELECT(lane) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(lane) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(lane) ON TABLE notify.messages TO auditor;

GRANT SELECT(channel) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(channel) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(channel) ON TABLE notify.messages TO auditor;

GRANT SELECT(kind) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(kind) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(kind) ON TABLE notify.messages TO auditor;

GRANT SELECT(template_id) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(template_id) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(template_id) ON TABLE notify.messages TO auditor;

GRANT SELECT(user_id) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(user_id) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(user_id) ON TABLE notify.messages TO auditor;

GRANT SELECT(person_id) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(person_id) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(person_id) ON TABLE notify.messages TO auditor;

GRANT SELECT(order_id) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(order_id) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(order_id) ON TABLE notify.messages TO auditor;

GRANT SELECT(notice_id) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(notice_id) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(notice_id) ON TABLE notify.messages TO auditor;

GRANT SELECT(events) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(events) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(events) ON TABLE notify.messages TO auditor;

GRANT SELECT(priority) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(priority) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(priority) ON TABLE notify.messages TO auditor;

GRANT SELECT(state) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(state) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(state) ON TABLE notify.messages TO auditor;

GRANT SELECT(attempts) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(attempts) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(attempts) ON TABLE notify.messages TO auditor;

GRANT SELECT(next_attempt_at) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(next_attempt_at) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(next_attempt_at) ON TABLE notify.messages TO auditor;

GRANT SELECT(expires_at) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(expires_at) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(expires_at) ON TABLE notify.messages TO auditor;

GRANT SELECT(created_at) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(created_at) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(created_at) ON TABLE notify.messages TO auditor;

GRANT SELECT(finished_at) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(finished_at) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(finished_at) ON TABLE notify.messages TO auditor;

GRANT SELECT(provider) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(provider) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(provider) ON TABLE notify.messages TO auditor;

GRANT SELECT(provider_ref) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(provider_ref) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(provider_ref) ON TABLE notify.messages TO auditor;

GRANT SELECT(failure) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(failure) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(failure) ON TABLE notify.messages TO auditor;

GRANT SELECT(last_error) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(last_error) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(last_error) ON TABLE notify.messages TO auditor;

GRANT SELECT(receipt) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(receipt) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(receipt) ON TABLE notify.messages TO auditor;

GRANT SELECT(receipt_at) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(receipt_at) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(receipt_at) ON TABLE notify.messages TO auditor;

GRANT SELECT(read_at) ON TABLE notify.messages TO ops_supervisor;
GRANT SELECT(read_at) ON TABLE notify.messages TO ops_admin;
GRANT SELECT(read_at) ON TABLE notify.messages TO auditor;

GRANT SELECT ON TABLE notify.notices TO ops_supervisor;
GRANT SELECT ON TABLE notify.notices TO ops_admin;
GRANT SELECT ON TABLE notify.notices TO auditor;

GRANT SELECT(preference_id) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(preference_id) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(preference_id) ON TABLE notify.preferences TO auditor;

GRANT SELECT(user_id) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(user_id) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(user_id) ON TABLE notify.preferences TO auditor;

GRANT SELECT(person_id) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(person_id) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(person_id) ON TABLE notify.preferences TO auditor;

GRANT SELECT(language) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(language) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(language) ON TABLE notify.preferences TO auditor;

GRANT SELECT(channels) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(channels) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(channels) ON TABLE notify.preferences TO auditor;

GRANT SELECT(muted) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(muted) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(muted) ON TABLE notify.preferences TO auditor;

GRANT SELECT(quiet_from) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(quiet_from) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(quiet_from) ON TABLE notify.preferences TO auditor;

GRANT SELECT(quiet_until) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(quiet_until) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(quiet_until) ON TABLE notify.preferences TO auditor;

GRANT SELECT(changed_at) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(changed_at) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(changed_at) ON TABLE notify.preferences TO auditor;

GRANT SELECT(changed_by) ON TABLE notify.preferences TO ops_supervisor;
GRANT SELECT(changed_by) ON TABLE notify.preferences TO ops_admin;
GRANT SELECT(changed_by) ON TABLE notify.preferences TO auditor;

GRANT SELECT ON TABLE notify.provider_states TO ops_supervisor;
GRANT SELECT ON TABLE notify.provider_states TO ops_admin;
GRANT SELECT ON TABLE notify.provider_states TO auditor;
GRANT SELECT ON TABLE notify.provider_states TO dba;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.providers TO dba;

GRANT SELECT ON TABLE notify.receipts TO ops_supervisor;
GRANT SELECT ON TABLE notify.receipts TO ops_admin;
GRANT SELECT ON TABLE notify.receipts TO auditor;

GRANT SELECT ON TABLE notify.streams TO ops_supervisor;
GRANT SELECT ON TABLE notify.streams TO ops_admin;
GRANT SELECT ON TABLE notify.streams TO auditor;

GRANT SELECT ON TABLE notify.templates TO ops_supervisor;
GRANT SELECT ON TABLE notify.templates TO ops_admin;
GRANT SELECT ON TABLE notify.templates TO auditor;

GRANT SELECT ON TABLE ops.alerts TO dba;
GRANT SELECT ON TABLE ops.alerts TO irra_monitor;

GRANT SELECT ON TABLE ops.audit_chain TO dba;
GRANT SELECT ON TABLE ops.audit_chain TO irra_monitor;

GRANT SELECT ON TABLE ops.audit_seals TO dba;
GRANT SELECT ON TABLE ops.audit_seals TO irra_monitor;

GRANT SELECT ON TABLE ops.book_columns TO dba;
GRANT SELECT ON TABLE ops.book_columns TO irra_monitor;

GRANT SELECT ON TABLE ops.comparisons TO dba;
GRANT SELECT ON TABLE ops.comparisons TO irra_monitor;

GRANT SELECT ON TABLE ops.dumps TO dba;
GRANT SELECT ON TABLE ops.dumps TO irra_monitor;

GRANT SELECT ON TABLE ops.failed_log_ins TO dba;

GRANT SELECT ON TABLE ops.figure_history TO dba;

GRANT SELECT ON TABLE ops.figures TO dba;
GRANT SELECT ON TABLE ops.figures TO irra_monitor;

GRANT SELECT ON TABLE ops.fix_sessions TO dba;
GRANT SELECT ON TABLE ops.fix_sessions TO irra_monitor;

GRANT SELECT ON TABLE ops.functions TO dba;
GRANT SELECT ON TABLE ops.functions TO irra_monitor;

GRANT SELECT ON TABLE ops.gap_trades TO dba;
GRANT SELECT ON TABLE ops.gap_trades TO irra_monitor;

GRANT SELECT ON TABLE sync.watermarks TO ops_supervisor;
GRANT SELECT ON TABLE sync.watermarks TO ops_admin;
GRANT SELECT ON TABLE sync.watermarks TO auditor;

GRANT SELECT ON TABLE ops.position_breaks TO dba;
GRANT SELECT ON TABLE ops.position_breaks TO irra_monitor;

GRANT SELECT ON TABLE ops.queues TO dba;
GRANT SELECT ON TABLE ops.queues TO irra_monitor;

GRANT SELECT ON TABLE sync.primary_state TO ops_viewer;
GRANT SELECT ON TABLE sync.primary_state TO ops_agent;
GRANT SELECT ON TABLE sync.primary_state TO ops_supervisor;
GRANT SELECT ON TABLE sync.primary_state TO ops_admin;
GRANT SELECT ON TABLE sync.primary_state TO auditor;

GRANT SELECT ON TABLE ops.replication TO dba;
GRANT SELECT ON TABLE ops.replication TO irra_monitor;

GRANT SELECT ON TABLE ops.unassigned_trades TO dba;
GRANT SELECT ON TABLE ops.unassigned_trades TO irra_monitor;

GRANT SELECT ON TABLE ops.unconfirmed_trades TO dba;
GRANT SELECT ON TABLE ops.unconfirmed_trades TO irra_monitor;

GRANT SELECT ON TABLE ops.health TO dba;
GRANT SELECT ON TABLE ops.health TO irra_monitor;

GRANT SELECT ON TABLE ops.held_openings TO dba;
GRANT SELECT ON TABLE ops.held_openings TO irra_monitor;

GRANT SELECT ON TABLE ops.incident_timeline TO dba;
GRANT SELECT ON TABLE ops.incident_timeline TO irra_monitor;

GRANT SELECT ON TABLE ops.live_orders TO dba;
GRANT SELECT ON TABLE ops.live_orders TO irra_monitor;

GRANT SELECT ON TABLE ops.log_ins TO dba;
GRANT SELECT ON TABLE ops.log_ins TO irra_monitor;

GRANT SELECT ON TABLE ops.measures TO dba;
GRANT SELECT ON TABLE ops.measures TO irra_monitor;

GRANT SELECT ON TABLE ops.notifications TO dba;
GRANT SELECT ON TABLE ops.notifications TO irra_monitor;

GRANT SELECT ON TABLE ops.opening_breaks TO dba;
GRANT SELECT ON TABLE ops.opening_breaks TO irra_monitor;
GRANT SELECT ON TABLE ops.opening_breaks TO irra_sync;

GRANT SELECT ON TABLE ops.order_flow TO dba;
GRANT SELECT ON TABLE ops.order_flow TO irra_monitor;

GRANT SELECT ON TABLE ops.order_life TO dba;
GRANT SELECT ON TABLE ops.order_life TO irra_monitor;

GRANT SELECT ON TABLE ops.order_names TO dba;
GRANT SELECT ON TABLE ops.order_names TO irra_monitor;

GRANT SELECT ON TABLE ops.order_pace TO dba;
GRANT SELECT ON TABLE ops.order_pace TO irra_monitor;

GRANT SELECT ON TABLE ops.orders_by_state TO dba;
GRANT SELECT ON TABLE ops.orders_by_state TO irra_monitor;

GRANT SELECT ON TABLE ops.parked_messages TO dba;
GRANT SELECT ON TABLE ops.parked_messages TO irra_monitor;

GRANT SELECT ON TABLE ops.people_online TO dba;
GRANT SELECT ON TABLE ops.people_online TO irra_monitor;

GRANT SELECT ON TABLE ops.positions TO dba;
GRANT SELECT ON TABLE ops.positions TO irra_monitor;

GRANT SELECT ON TABLE ops.prices TO dba;
GRANT SELECT ON TABLE ops.prices TO irra_monitor;

GRANT SELECT ON TABLE ops.providers TO dba;
GRANT SELECT ON TABLE ops.providers TO irra_monitor;

GRANT SELECT ON TABLE ops.purges TO dba;
GRANT SELECT ON TABLE ops.purges TO irra_monitor;

GRANT SELECT ON TABLE ops.refused_rows TO dba;
GRANT SELECT ON TABLE ops.refused_rows TO irra_monitor;

GRANT SELECT ON TABLE ops.rules TO dba;
GRANT SELECT ON TABLE ops.rules TO irra_monitor;

GRANT SELECT ON TABLE ops.site TO dba;
GRANT SELECT ON TABLE ops.site TO irra_monitor;

GRANT SELECT ON TABLE ops.storage TO dba;
GRANT SELECT ON TABLE ops.storage TO irra_monitor;

GRANT SELECT ON TABLE ops.tables TO dba;
GRANT SELECT ON TABLE ops.tables TO irra_monitor;

GRANT SELECT ON TABLE ops.takeovers TO dba;
GRANT SELECT ON TABLE ops.takeovers TO irra_monitor;

GRANT SELECT ON TABLE ops.transactions TO dba;
GRANT SELECT ON TABLE ops.transactions TO irra_monitor;

GRANT SELECT ON TABLE ops.unknown_orders TO dba;
GRANT SELECT ON TABLE ops.unknown_orders TO irra_monitor;

GRANT SELECT ON TABLE ops.workers TO dba;
GRANT SELECT ON TABLE ops.workers TO irra_monitor;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE sync.dump_schedules TO dba;

GRANT SELECT,UPDATE ON TABLE sync.retention_policies TO dba;

ALTER DEFAULT PRIVILEGES FOR ROLE irra_owner REVOKE ALL ON TYPES  FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE irra_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

