import DeskDatabase
import HTTPTypes

/// Every route for people: the router is built from it, and tests compare it with `openapi.json`
/// and with the functions in the database.
enum RouteTable {
    static let routes: [Route] = [
        Route(.post, "/calls", .openCall, success: .created),
        Route(.post, "/calls/{id}/close", .closeCall, ["call_id": .path("id")]),
        Route(.get, "/users/{user}", .getUser, ["user": .path("user")]),
        Route(
            .get, "/orders/{id}", .getOrder, ["order_id": .path("id"), "source": .query("source")]),
        Route(.get, "/site", .getSite),
        Route(.post, "/site/activate", .activateSite, success: .accepted, location: "/approvals"),
        Route(.post, "/site/return", .returnSite, success: .accepted, location: "/approvals"),
        Route(.post, "/site/standby", .standbySite, success: .accepted, location: "/approvals"),
        Route(.post, "/approvals/{id}/approve", .approve, ["approval_id": .path("id")]),
        Route(.post, "/approvals/{id}/reject", .reject, ["approval_id": .path("id")]),
        Route(.post, logoutPath, .logout),
        Route(.get, "/auth/me", .whoami),
        Route(
            .post, "/squareoff", .squareOff, ["idempotency_key": .header(idempotencyHeader)],
            success: .accepted),
        Route(.get, "/squareoff/batches/{id}", .getBatch, ["batch_id": .path("id")]),
        Route(
            .patch, "/orders/{id}", .modifyOrder, ["order_id": .path("id")], success: .accepted,
            location: "/orders/{id}"),
        Route(
            .delete, "/orders/{id}", .cancelOrder,
            ["order_id": .path("id"), "source": .query("source")], success: .accepted,
            location: "/orders/{id}"),
        Route(.post, "/orders/cancel-all", .cancelAllOrders, success: .accepted),
        Route(.post, "/controls", .setControl, success: .created),
        Route(.delete, "/controls/{id}", .liftControl, ["control_id": .path("id")]),
        Route(
            .post, "/fix-sessions/{name}/purge", .purgeSession, ["session_name": .path("name")],
            success: .accepted),
        Route(.get, "/reconciliation", .getReconciliation),
        Route(
            .post, "/fills/{id}/promote", .promoteFill, ["temp_trade_id": .path("id")],
            success: .accepted, location: "/approvals"),
        Route(
            .post, "/trades/{id}/assign", .assignTrade, ["trade_id": .path("id")],
            success: .accepted, location: "/approvals"),
        Route(.post, "/parked/{id}/resolve", .resolveParked, ["parked_id": .path("id")]),
        Route(.get, "/squareoff/{id}", .getExit, ["exit_id": .path("id")]),
        Route(.post, "/alerts/{id}/resolve", .resolveAlert, ["alert_id": .path("id")]),
        Route(
            .post, "/ops-team/{id}/scopes", .addScope, ["person_id": .path("id")], success: .created
        ),
        Route(.delete, "/scopes/{id}", .removeScope, ["scope_id": .path("id")]),
        Route(.put, "/users/{user}/desk", .assignDesk, ["user_id": .path("user")]),
        Route(
            .post, "/calls/{id}/handover", .handOverCall, ["call_id": .path("id")],
            success: .created),
        Route(.post, "/handovers/{id}/accept", .acceptHandover, ["handover_id": .path("id")]),
        Route(.post, "/handovers/{id}/decline", .declineHandover, ["handover_id": .path("id")]),
        Route(.post, "/calls/{id}/otp", .callOtp, ["call_id": .path("id")]),
        Route(.post, "/callers", .addCaller, success: .created),
        Route(.post, "/callers/next", .takeCaller),
        Route(.post, "/callers/{id}/give-up", .giveUpCaller, ["caller_id": .path("id")]),
        Route(.post, "/squareoff/preview", .previewSquareOff),
        Route(
            .patch, "/users/{user}", .changeContact, ["user_id": .path("user")], success: .accepted,
            location: "/approvals"),
        Route(.post, "/users/{user}/unmask", .unmaskUser, ["user_id": .path("user")]),
        Route(.get, "/funds/{userId}", .getFunds, ["user_id": .path("userId")]),
        Route(.get, "/pnl", .getPnl, ["user_id": .query("user_id"), "view": .query("view")]),
        Route(
            .post, "/positions/update", .updatePosition, success: .accepted,
            location: "/approvals"),
        Route(
            .post, "/orders/{id}/settle", .settleOrder, ["order_id": .path("id")],
            success: .accepted, location: "/approvals"),
        Route(
            .get, "/orders", .getOrders,
            [
                "user_id": .query("user_id"), "page_limit": .query("limit"),
                "page_cursor": .query("cursor"),
            ]),
        Route(
            .get, "/trades", .getTrades,
            [
                "user_id": .query("user_id"), "page_limit": .query("limit"),
                "page_cursor": .query("cursor"),
            ]),
        Route(
            .get, "/approvals", .listApprovals,
            ["page_limit": .query("limit"), "page_cursor": .query("cursor")]),
        Route(
            .get, "/controls", .getControls,
            ["page_limit": .query("limit"), "page_cursor": .query("cursor")]),
        Route(
            .get, "/alerts", .getAlerts,
            ["page_limit": .query("limit"), "page_cursor": .query("cursor")]),
        Route(
            .get, "/ops-team/{id}/scopes", .getScopes,
            [
                "person_id": .path("id"), "page_limit": .query("limit"),
                "page_cursor": .query("cursor"),
            ]),
        Route(
            .get, "/callers", .getCallers,
            ["page_limit": .query("limit"), "page_cursor": .query("cursor")]),
        Route(
            .get, "/handovers", .getHandovers,
            ["page_limit": .query("limit"), "page_cursor": .query("cursor")]),
        Route(
            .get, EventStream.path, .getEvents,
            ["last_event_id": .header(EventStream.lastEventID.rawName)]),
        Route(.post, "/notify/user", .notifyUser, success: .accepted),
        Route(.post, "/notify/ops", .notifyOps, success: .accepted),
        Route(
            .get, "/notifications", .getNotifications,
            [
                "unread": .query("unread"), "page_limit": .query("limit"),
                "page_cursor": .query("cursor"),
            ]),
        Route(.post, "/notifications/read", .readNotifications),
        Route(
            .get, "/notify/messages", .getMessages,
            [
                "user_id": .query("user_id"), "state": .query("state"),
                "page_limit": .query("limit"), "page_cursor": .query("cursor"),
            ]),
        Route(.post, "/notify/messages/redrive", .redriveMessages, success: .accepted),
        Route(.get, "/notify/notices", .getNotices),
        Route(.post, "/notify/notices", .writeNotice, success: .created),
        Route(
            .post, "/notify/notices/{id}/start", .startNotice, ["notice_id": .path("id")],
            success: .accepted),
        Route(.post, "/notify/notices/{id}/stop", .stopNotice, ["notice_id": .path("id")]),
        Route(.get, "/users/{user}/preferences", .getPreferences, ["user_id": .path("user")]),
        Route(.put, "/users/{user}/preferences", .setPreferences, ["user_id": .path("user")]),
        Route(.post, "/notify/templates", .addTemplate, success: .created),
        Route(
            .get, "/notify/templates/{id}/preview", .previewTemplate, ["template_id": .path("id")]),
        Route(
            .post, "/notify/templates/{id}/activate", .activateTemplate,
            ["template_id": .path("id")]),
        Route(.post, "/alerts/{id}/acknowledge", .acknowledgeAlert, ["alert_id": .path("id")]),
        Route(.patch, "/rules/{name}", .changeRule, ["rule_name": .path("name")]),
        Route(
            .post, "/ops-team", .registerMember, ["password_hash": .made(.initialPassword)],
            success: .created),
        Route(
            .get, "/ops-team", .getMembers,
            ["page_limit": .query("limit"), "page_cursor": .query("cursor")]),
        Route(.get, "/ops-team/{id}", .getMember, ["person_id": .path("id")]),
        Route(.patch, "/ops-team/{id}", .changeMember, ["person_id": .path("id")]),
        Route(.post, "/ops-team/{id}/unlock", .unlockMember, ["person_id": .path("id")]),
        Route(
            .post, "/ops-team/{id}/reset", .resetMember,
            ["person_id": .path("id"), "password_hash": .made(.initialPassword)]),
        Route(.post, "/machines", .registerMachine, success: .created),
        Route(
            .get, "/auth/sessions", .getSessions,
            [
                "person_id": .query("person_id"), "page_limit": .query("limit"),
                "page_cursor": .query("cursor"),
            ]),
        Route(.delete, "/auth/sessions/{id}", .endSession, ["session_id": .path("id")]),
        Route(
            .post, "/auth/api-keys", .createApiKey, ["secret_hash": .made(.apiKey)],
            success: .created),
        Route(
            .get, "/auth/api-keys", .getApiKeys,
            ["page_limit": .query("limit"), "page_cursor": .query("cursor")]),
        Route(.delete, "/auth/api-keys/{id}", .revokeApiKey, ["key_id": .path("id")]),
        Route(.get, "/site/checks", .getSiteChecks, ["to_mode": .query("to")]),
        Route(.get, "/reports/gap", .getGap),
        Route(.get, "/site/failback", .getFailback),
        Route(
            .post, "/site/failback/acknowledge", .acknowledgeFailback, success: .accepted,
            location: "/approvals"),
        Route(
            .get, "/reports/{name}", .getReport,
            ["report_name": .path("name"), "format": .query("format"), "day": .query("day")]),
        Route(.post, "/site/drill", .drillSite, success: .accepted, location: "/approvals"),
        Route(.post, "/sync/skip", .skipTransaction, success: .accepted, location: "/approvals"),
        Route(.get, "/fix-sessions", .getFixSessions),
        Route(.get, "/monitor", .getMonitor),
        Route(.get, "/monitor/series", .getSeries, ["minutes": .query("minutes")]),
        Route(.patch, "/settings/{name}", .changeSetting, ["setting_name": .path("name")]),
        Route(
            .get, "/audit", .getAudit,
            [
                "person": .query("person"), "client": .query("client"), "action": .query("action"),
                "since": .query("since"), "until": .query("until"), "page_limit": .query("limit"),
                "page_cursor": .query("cursor"),
            ]),
        Route(.get, "/audit/chain", .getAuditChain),
        Route(.post, "/audit/verify", .verifyAudit),
        Route(
            .get, "/timeline", .getTimeline,
            [
                "kind": .query("kind"), "since": .query("since"), "until": .query("until"),
                "page_limit": .query("limit"), "page_cursor": .query("cursor"),
            ]),
        Route(.get, "/rules", .getRules, ["rule_name": .query("name")]),
        Route(.get, "/settings", .getSettings, ["setting_name": .query("name")]),
        Route(
            .get, "/notify/templates", .getTemplates,
            ["kind": .query("kind"), "template_id": .query("id")]),
        Route(.get, "/approvals/{id}", .getApproval, ["approval_id": .path("id")]),
        Route(.post, "/sync/update", .updateBook),
        Route(.post, "/sync/dump", .startDump, success: .accepted, location: "/sync/dumps"),
        Route(
            .get, "/sync/dumps", .getDumps,
            ["page_limit": .query("limit"), "page_cursor": .query("cursor")]),
        Route(.get, "/band", .getBand),
        Route(.get, "/users/{user}/call", .getClientCall, ["user_id": .path("user")]),
        Route(
            .get, "/users/{user}/messages", .getClientMessages,
            [
                "user_id": .path("user"), "page_limit": .query("limit"),
                "page_cursor": .query("cursor"),
            ]),
        Route(.get, "/squareoff", .getExits, ["user_id": .query("user_id")]),
        Route(.get, "/handovers/successors", .getSuccessors),
        Route(.get, "/contingency-sheet", .getContingencySheet, ["day": .query("day")]),
        Route(
            .get, "/positions/{userId}", .getPositions,
            ["user_id": .path("userId"), "position_id": .query("position_id")]),
        Route(
            .post, "/squareoff/all", .squareOffAll, ["idempotency_key": .header(idempotencyHeader)],
            success: .accepted),
        Route(.post, "/squareoff/all/preview", .previewSquareOffAll),
    ]

    static let idempotencyHeader = "Idempotency-Key"
    /// Also takes the page's cookie back.
    static let logoutPath = "/auth/logout"
}
