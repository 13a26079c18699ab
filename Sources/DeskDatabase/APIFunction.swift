/// One function of schema `api`: the only door for people.
///
/// The catalogue restates `pg_proc`; a test compares the two.
public struct APIFunction: Sendable, Hashable {
    /// The SQL types that people's functions take, as `pg_type` names them.
    public enum ValueType: String, Sendable, CaseIterable {
        case text, bigint, boolean, numeric, date, uuid, jsonb
    }

    public struct Parameter: Sendable, Hashable {
        public let name: String
        public let type: ValueType
        /// False when the function has a default for it.
        public let isRequired: Bool
    }

    public let name: String
    public let parameters: [Parameter]
    /// Whether it answers a list in pages: the call then has a second column, the next cursor.
    public let isPage: Bool
    /// Whether it takes the idempotency key itself.
    public let takesKey: Bool
    /// The call, with the request's body as `$1` and its other parameters as `$2`.
    let sql: String
    /// The same under an idempotency key, `$3`: done once, answered as often as it is asked.
    let keyedSQL: String

    private init(_ name: String, _ parameters: [Parameter] = []) {
        self.name = name
        self.parameters = parameters
        isPage = parameters.contains { $0.name == "page_cursor" }
        takesKey = parameters.contains { $0.name == "idempotency_key" }
        let arguments = parameters.map { parameter in
            let value = "a->>'\(parameter.name)'"
            let typed = parameter.type == .text ? value : "(\(value))::\(parameter.type.rawValue)"
            return "\"\(parameter.name)\" => \(typed)"
        }
        let call = "api.\(name)(\(arguments.joined(separator: ", ")))"
        let checked = "from api.arguments('\(name)', $1::jsonb, $2::jsonb) as a"
        sql =
            isPage
            ? "select q.answer::text, nullif(current_setting('irra.next_cursor', true), '')"
                + " from (select \(call) as answer \(checked) offset 0) as q"
            : "select \(call)::text \(checked)"
        keyedSQL =
            "select coalesce(k.known, auth.keep_answer('\(name)', $3, \(call)))::text \(checked)"
            + " cross join lateral auth.claim_key('\(name)', $3, a) as k (known)"
    }
}

extension APIFunction.Parameter {
    fileprivate static func required(
        _ name: String, _ type: APIFunction.ValueType
    ) -> APIFunction.Parameter {
        .init(name: name, type: type, isRequired: true)
    }

    fileprivate static func optional(
        _ name: String, _ type: APIFunction.ValueType
    ) -> APIFunction.Parameter {
        .init(name: name, type: type, isRequired: false)
    }
}

extension APIFunction {
    public static let openCall = APIFunction(
        "open_call",
        [
            .required("broker_id", .text), .required("pan", .text),
            .required("date_of_birth", .date), .required("caller_number", .text),
            .required("recording_ref", .text),
        ])
    public static let closeCall = APIFunction("close_call", [.required("call_id", .uuid)])
    public static let getUser = APIFunction("get_user", [.required("user", .text)])
    public static let getOrder = APIFunction(
        "get_order", [.required("order_id", .bigint), .optional("source", .text)])
    public static let getSite = APIFunction("get_site")
    public static let activateSite = APIFunction("activate_site", [.required("reason", .text)])
    public static let returnSite = APIFunction("return_site", [.required("reason", .text)])
    public static let standbySite = APIFunction("standby_site", [.required("reason", .text)])
    public static let approve = APIFunction("approve", [.required("approval_id", .bigint)])
    public static let reject = APIFunction(
        "reject", [.required("approval_id", .bigint), .required("reason", .text)])
    public static let logout = APIFunction("logout")
    public static let whoami = APIFunction("whoami")
    public static let squareOff = APIFunction(
        "square_off",
        [
            .required("call_id", .uuid), .required("position_id", .bigint),
            .required("idempotency_key", .text), .optional("quantity", .bigint),
            .optional("percent", .numeric), .optional("order_type", .text),
            .optional("limit_price", .numeric), .optional("cancel_pending", .boolean),
            .optional("exchange", .text), .optional("read_back", .text),
        ])
    public static let getBatch = APIFunction("get_batch", [.required("batch_id", .bigint)])
    public static let modifyOrder = APIFunction(
        "modify_order",
        [
            .required("order_id", .bigint), .optional("quantity", .bigint),
            .optional("limit_price", .numeric),
        ])
    public static let cancelOrder = APIFunction(
        "cancel_order",
        [
            .required("order_id", .bigint), .optional("source", .text),
        ])
    public static let cancelAllOrders = APIFunction(
        "cancel_all_orders",
        [
            .required("call_id", .uuid), .optional("segment", .text), .optional("product", .text),
            .optional("underlying", .text), .optional("include_primary", .boolean),
        ])
    public static let setControl = APIFunction(
        "set_control",
        [
            .required("scope", .text), .required("kind", .text), .required("reason", .text),
            .optional("subject", .text),
        ])
    public static let liftControl = APIFunction("lift_control", [.required("control_id", .bigint)])
    public static let purgeSession = APIFunction(
        "purge_session",
        [
            .required("session_name", .text), .required("reason", .text),
            .optional("last_trade_number", .text),
        ])
    public static let getReconciliation = APIFunction("get_reconciliation")
    public static let promoteFill = APIFunction(
        "promote_fill",
        [
            .required("temp_trade_id", .bigint), .required("reason", .text),
        ])
    public static let assignTrade = APIFunction(
        "assign_trade",
        [
            .required("trade_id", .bigint), .required("product", .text),
            .required("reason", .text), .optional("user_id", .bigint),
            .optional("broker_id", .text), .optional("instrument_id", .bigint),
        ])
    public static let resolveParked = APIFunction(
        "resolve_parked",
        [
            .required("parked_id", .bigint), .required("resolution", .text),
        ])
    public static let getExit = APIFunction("get_exit", [.required("exit_id", .bigint)])
    public static let resolveAlert = APIFunction(
        "resolve_alert",
        [
            .required("alert_id", .bigint), .required("resolution", .text),
        ])
    public static let addScope = APIFunction(
        "add_scope",
        [
            .required("person_id", .bigint), .required("reason", .text),
            .optional("exchange", .text), .optional("segment", .text), .optional("desk", .text),
        ])
    public static let removeScope = APIFunction("remove_scope", [.required("scope_id", .bigint)])
    public static let assignDesk = APIFunction(
        "assign_desk",
        [
            .required("user_id", .bigint), .required("reason", .text), .optional("desk", .text),
        ])
    public static let handOverCall = APIFunction(
        "hand_over_call",
        [
            .required("call_id", .uuid), .required("username", .text), .required("reason", .text),
        ])
    public static let acceptHandover = APIFunction(
        "accept_handover",
        [
            .required("handover_id", .bigint)
        ])
    public static let declineHandover = APIFunction(
        "decline_handover",
        [
            .required("handover_id", .bigint)
        ])
    public static let callOtp = APIFunction(
        "call_otp",
        [
            .required("call_id", .uuid), .optional("code", .text),
        ])
    public static let addCaller = APIFunction(
        "add_caller",
        [
            .required("caller_number", .text), .optional("broker_id", .text),
        ])
    public static let takeCaller = APIFunction("take_caller")
    public static let giveUpCaller = APIFunction(
        "give_up_caller",
        [
            .required("caller_id", .bigint), .required("reason", .text),
        ])
    public static let previewSquareOff = APIFunction(
        "preview_square_off",
        [
            .required("call_id", .uuid), .required("position_id", .bigint),
            .optional("quantity", .bigint), .optional("percent", .numeric),
            .optional("order_type", .text), .optional("limit_price", .numeric),
            .optional("cancel_pending", .boolean), .optional("exchange", .text),
        ])
    public static let changeContact = APIFunction(
        "change_contact",
        [
            .required("user_id", .bigint), .required("reason", .text), .optional("email", .text),
            .optional("phone", .text),
        ])
    public static let unmaskUser = APIFunction(
        "unmask_user",
        [
            .required("user_id", .bigint), .required("field", .text), .required("reason", .text),
        ])
    public static let getFunds = APIFunction("get_funds", [.required("user_id", .bigint)])
    public static let getPnl = APIFunction(
        "get_pnl",
        [
            .optional("user_id", .bigint), .optional("view", .text),
        ])
    public static let updatePosition = APIFunction(
        "update_position",
        [
            .required("side", .text), .required("quantity", .bigint), .required("price", .numeric),
            .required("reason", .text), .required("evidence", .text),
            .optional("position_id", .bigint), .optional("user_id", .bigint),
            .optional("instrument_id", .bigint), .optional("product", .text),
            .optional("trade_number", .text),
        ])
    public static let settleOrder = APIFunction(
        "settle_order",
        [
            .required("order_id", .bigint), .required("outcome", .text),
            .required("reason", .text), .optional("source", .text),
        ])
    public static let getOrders = APIFunction(
        "get_orders",
        [
            .optional("user_id", .bigint), .optional("page_limit", .bigint),
            .optional("page_cursor", .text),
        ])
    public static let getTrades = APIFunction(
        "get_trades",
        [
            .required("user_id", .bigint), .optional("page_limit", .bigint),
            .optional("page_cursor", .text),
        ])
    public static let listApprovals = APIFunction(
        "list_approvals",
        [
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let getControls = APIFunction(
        "get_controls",
        [
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let getAlerts = APIFunction(
        "get_alerts",
        [
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let getScopes = APIFunction(
        "get_scopes",
        [
            .required("person_id", .bigint), .optional("page_limit", .bigint),
            .optional("page_cursor", .text),
        ])
    public static let getCallers = APIFunction(
        "get_callers",
        [
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let getHandovers = APIFunction(
        "get_handovers",
        [
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let getEvents = APIFunction("get_events", [.optional("last_event_id", .bigint)])
    public static let notifyUser = APIFunction(
        "notify_user",
        [
            .required("user_id", .bigint), .required("text", .text), .optional("title", .text),
        ])
    public static let notifyOps = APIFunction(
        "notify_ops",
        [
            .required("text", .text), .optional("title", .text), .optional("username", .text),
        ])
    public static let getNotifications = APIFunction(
        "get_notifications",
        [
            .optional("unread", .boolean), .optional("page_limit", .bigint),
            .optional("page_cursor", .text),
        ])
    public static let readNotifications = APIFunction(
        "read_notifications",
        [
            .optional("notification_id", .bigint), .optional("up_to", .bigint),
        ])
    public static let getMessages = APIFunction(
        "get_messages",
        [
            .optional("user_id", .bigint), .optional("state", .text),
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let redriveMessages = APIFunction(
        "redrive_messages",
        [
            .required("reason", .text), .optional("message_id", .bigint),
            .optional("channel", .text), .optional("failure", .text),
        ])
    public static let getNotices = APIFunction("get_notices")
    public static let writeNotice = APIFunction(
        "write_notice",
        [
            .required("title", .text), .required("text", .text),
            .optional("rate_per_second", .bigint),
        ])
    public static let startNotice = APIFunction("start_notice", [.required("notice_id", .bigint)])
    public static let stopNotice = APIFunction(
        "stop_notice",
        [
            .required("notice_id", .bigint), .required("reason", .text),
        ])
    public static let getPreferences = APIFunction(
        "get_preferences",
        [
            .required("user_id", .bigint)
        ])
    public static let setPreferences = APIFunction(
        "set_preferences",
        [
            .required("user_id", .bigint), .optional("language", .text),
            .optional("channels", .text), .optional("muted", .text),
            .optional("quiet_from", .text), .optional("quiet_until", .text),
        ])
    public static let addTemplate = APIFunction(
        "add_template",
        [
            .required("kind", .text), .required("channel", .text), .required("body", .text),
            .optional("language", .text), .optional("subject", .text), .optional("html", .text),
            .optional("line", .text), .optional("dlt_template_id", .text),
        ])
    public static let previewTemplate = APIFunction(
        "preview_template",
        [
            .required("template_id", .bigint)
        ])
    public static let activateTemplate = APIFunction(
        "activate_template",
        [
            .required("template_id", .bigint)
        ])
    public static let acknowledgeAlert = APIFunction(
        "acknowledge_alert",
        [
            .required("alert_id", .bigint)
        ])
    public static let changeRule = APIFunction(
        "change_rule",
        [
            .required("rule_name", .text), .required("reason", .text),
            .optional("threshold", .numeric), .optional("hold_seconds", .bigint),
            .optional("severity", .text), .optional("quiet_seconds", .bigint),
            .optional("escalate_seconds", .bigint), .optional("enabled", .boolean),
        ])
    public static let registerMember = APIFunction(
        "register_member",
        [
            .required("username", .text), .required("display_name", .text),
            .required("role", .text), .required("password_hash", .text), .optional("email", .text),
            .optional("phone", .text),
        ])
    public static let getMembers = APIFunction(
        "get_members",
        [
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let getMember = APIFunction("get_member", [.required("person_id", .bigint)])
    public static let changeMember = APIFunction(
        "change_member",
        [
            .required("person_id", .bigint), .required("reason", .text),
            .optional("display_name", .text), .optional("role", .text), .optional("email", .text),
            .optional("phone", .text), .optional("disabled", .boolean),
        ])
    public static let unlockMember = APIFunction(
        "unlock_member",
        [
            .required("person_id", .bigint)
        ])
    public static let resetMember = APIFunction(
        "reset_member",
        [
            .required("person_id", .bigint), .required("password_hash", .text),
        ])
    public static let registerMachine = APIFunction(
        "register_machine",
        [
            .required("username", .text), .required("display_name", .text),
            .required("role", .text),
        ])
    public static let getSessions = APIFunction(
        "get_sessions",
        [
            .optional("person_id", .bigint), .optional("page_limit", .bigint),
            .optional("page_cursor", .text),
        ])
    public static let endSession = APIFunction("end_session", [.required("session_id", .uuid)])
    public static let createApiKey = APIFunction(
        "create_api_key",
        [
            .required("person_id", .bigint), .required("label", .text),
            .required("endpoints", .text), .required("secret_hash", .text),
            .optional("requests_per_minute", .bigint), .optional("days", .bigint),
        ])
    public static let getApiKeys = APIFunction(
        "get_api_keys",
        [
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let revokeApiKey = APIFunction("revoke_api_key", [.required("key_id", .bigint)])
    public static let getSiteChecks = APIFunction("get_site_checks", [.required("to_mode", .text)])
    public static let getGap = APIFunction("get_gap")
    public static let getFailback = APIFunction("get_failback")
    public static let acknowledgeFailback = APIFunction(
        "acknowledge_failback",
        [
            .required("acknowledgement", .text), .required("reason", .text),
        ])
    public static let getReport = APIFunction(
        "get_report",
        [
            .required("report_name", .text), .optional("format", .text), .optional("day", .date),
        ])
    public static let drillSite = APIFunction("drill_site", [.required("reason", .text)])
    public static let skipTransaction = APIFunction(
        "skip_transaction",
        [
            .required("lsn", .text), .required("reason", .text),
        ])
    public static let getFixSessions = APIFunction("get_fix_sessions")
    public static let getMonitor = APIFunction("get_monitor")
    public static let getSeries = APIFunction("get_series", [.optional("minutes", .bigint)])
    public static let changeSetting = APIFunction(
        "change_setting",
        [
            .required("setting_name", .text), .required("value", .text),
            .required("reason", .text),
        ])
    public static let getAudit = APIFunction(
        "get_audit",
        [
            .optional("person", .text), .optional("client", .text), .optional("action", .text),
            .optional("since", .text), .optional("until", .text), .optional("page_limit", .bigint),
            .optional("page_cursor", .text),
        ])
    public static let getAuditChain = APIFunction("get_audit_chain")
    public static let verifyAudit = APIFunction("verify_audit", [.optional("first_seal", .bigint)])
    public static let getTimeline = APIFunction(
        "get_timeline",
        [
            .optional("kind", .text), .optional("since", .text), .optional("until", .text),
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let getRules = APIFunction("get_rules", [.optional("rule_name", .text)])
    public static let getSettings = APIFunction("get_settings", [.optional("setting_name", .text)])
    public static let getTemplates = APIFunction(
        "get_templates",
        [
            .optional("kind", .text), .optional("template_id", .bigint),
        ])
    public static let getApproval = APIFunction(
        "get_approval",
        [
            .required("approval_id", .bigint)
        ])
    public static let updateBook = APIFunction(
        "update_book",
        [
            .required("source_sequence", .bigint), .required("rows", .jsonb),
            .optional("source", .text),
        ])
    public static let startDump = APIFunction("start_dump", [.optional("reason", .text)])
    public static let getDumps = APIFunction(
        "get_dumps",
        [
            .optional("page_limit", .bigint), .optional("page_cursor", .text),
        ])
    public static let getBand = APIFunction("get_band")
    public static let getClientCall = APIFunction(
        "get_client_call",
        [
            .required("user_id", .bigint)
        ])
    public static let getClientMessages = APIFunction(
        "get_client_messages",
        [
            .required("user_id", .bigint), .optional("page_limit", .bigint),
            .optional("page_cursor", .text),
        ])
    public static let getExits = APIFunction("get_exits", [.required("user_id", .bigint)])
    public static let getSuccessors = APIFunction("get_successors")
    public static let getContingencySheet = APIFunction(
        "get_contingency_sheet",
        [
            .optional("day", .date)
        ])
    public static let getPositions = APIFunction(
        "get_positions",
        [
            .required("user_id", .bigint), .optional("position_id", .bigint),
        ])
    public static let squareOffAll = APIFunction(
        "square_off_all",
        [
            .required("call_id", .uuid), .optional("idempotency_key", .text),
            .optional("segment", .text), .optional("product", .text),
            .optional("underlying", .text), .optional("order_type", .text),
            .optional("cancel_pending", .boolean), .optional("read_back", .text),
            .optional("position_ids", .text),
        ])
    public static let previewSquareOffAll = APIFunction(
        "preview_square_off_all",
        [
            .required("call_id", .uuid), .optional("segment", .text), .optional("product", .text),
            .optional("underlying", .text), .optional("order_type", .text),
            .optional("cancel_pending", .boolean), .optional("position_ids", .text),
        ])

    /// Every function people can call, in the order of the catalogue above.
    public static let all: [APIFunction] = [
        openCall, closeCall, getUser, getPositions, squareOff, getOrders, getOrder, cancelOrder,
        getTrades, getSite, activateSite, returnSite, standbySite, listApprovals, approve, reject,
        logout, whoami, squareOffAll, getBatch, modifyOrder, cancelAllOrders, getControls,
        setControl, liftControl, getReconciliation, purgeSession, settleOrder, promoteFill,
        assignTrade, resolveParked, getExit, getAlerts, resolveAlert, addScope, getScopes,
        removeScope, assignDesk, handOverCall, acceptHandover, declineHandover, callOtp, addCaller,
        giveUpCaller, previewSquareOff, previewSquareOffAll, changeContact, unmaskUser, getFunds,
        getPnl, updatePosition, getHandovers, getCallers, takeCaller, getEvents, getSiteChecks,
        getGap, getFailback, acknowledgeFailback, notifyUser, notifyOps, getNotifications,
        readNotifications, getMessages, redriveMessages, getNotices, writeNotice, startNotice,
        stopNotice, getPreferences, setPreferences, getTemplates, addTemplate, previewTemplate,
        activateTemplate, registerMember, getMembers, getMember, changeMember, unlockMember,
        resetMember, registerMachine, acknowledgeAlert, getRules, changeRule, getReport, drillSite,
        getSessions, endSession, createApiKey, getApiKeys, revokeApiKey, skipTransaction,
        getFixSessions, getMonitor, getSeries, getSettings, changeSetting, getAudit, getAuditChain,
        verifyAudit, getTimeline, getApproval, updateBook, startDump, getDumps, getBand,
        getClientCall, getClientMessages, getExits, getSuccessors, getContingencySheet,
    ]
}
