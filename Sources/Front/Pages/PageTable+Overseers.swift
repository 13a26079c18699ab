import DeskDatabase

/// The pages of who oversees the desk.
extension PageTable {
    private static let deciders: Set<Page.Role> = [.supervisor, .admin]
    private static let overseers: Set<Page.Role> = [.supervisor, .admin, .auditor]
    private static let watchers: Set<Page.Role> = [.viewer, .supervisor, .admin, .auditor]
    private static let page: [String: PageRead.Source] = [
        "page_limit": .fixed("100"), "page_cursor": .query("cursor"),
    ]

    /// What waits for a second person.
    static let approvals = Page(
        "/page/approvals", template: "approvals", title: "Approvals",
        navigation: .init(label: "Approvals", roles: overseers),
        parts: [
            PagePart("list", [PageRead("approvals", .listApprovals, page)]),
            PagePart(
                "decide", [PageRead("approval", .getApproval, ["approval_id": .query("row")])],
                isAsked: true),
        ])

    /// How the desk fares: alerts, sessions, charts, what does not agree.
    static let monitor = Page(
        "/page/monitor", template: "monitor", title: "Monitor",
        navigation: .init(label: "Monitor", roles: watchers),
        parts: [
            PagePart(
                "alerts",
                [
                    PageRead(
                        "alerts", .getAlerts, ["page_limit": .fixed("100")], for: overseers)
                ]),
            PagePart(
                "sessions",
                [
                    PageRead("sessions", .getFixSessions),
                    PageRead("controls", .getControls, ["page_limit": .fixed("50")]),
                ]),
            PagePart("charts", [PageRead("series", .getSeries, ["minutes": .query("minutes")])]),
            PagePart("reconciliation", [PageRead("lists", .getReconciliation, for: overseers)]),
            PagePart("figures", [PageRead("monitor", .getMonitor)]),
            dialog("resolve-alert"),
            dialog("pause"),
            dialog("stop"),
            dialog("purge"),
            dialog("assign"),
            dialog("settle"),
            dialog("resolve-parked"),
            dialog("manual-trade"),
        ])

    /// The mode, the way there and back, and what happened.
    static let site = Page(
        "/page/site", template: "site", title: "Site",
        navigation: .init(label: "Site", roles: overseers),
        parts: [
            PagePart("state", [PageRead("site", .getSite)]),
            PagePart("failback", [PageRead("failback", .getFailback)]),
            PagePart(
                "dumps", [PageRead("dumps", .getDumps, ["page_limit": .fixed("20")])]),
            PagePart("gap", [PageRead("gap", .getGap)], isAsked: true),
            PagePart(
                "timeline",
                [
                    PageRead(
                        "timeline", .getTimeline,
                        page.merging([
                            "kind": .query("kind"), "since": .query("since"),
                            "until": .query("until"),
                        ]) { $1 })
                ]),
            PagePart(
                "change", [PageRead("checks", .getSiteChecks, ["to_mode": .query("row")])],
                isAsked: true),
            dialog("acknowledge"),
        ])

    /// The log, and the proof that it is as it was written.
    static let audit = Page(
        "/page/audit", template: "audit", title: "Audit",
        navigation: .init(label: "Audit", roles: [.admin, .auditor]),
        parts: [
            PagePart("chain", [PageRead("chain", .getAuditChain)]),
            PagePart(
                "log",
                [
                    PageRead(
                        "log", .getAudit,
                        page.merging([
                            "person": .query("person"), "client": .query("client"),
                            "action": .query("action"), "since": .query("since"),
                            "until": .query("until"),
                        ]) { $1 })
                ]),
        ], modules: ["audit"])
}
