import DeskDatabase

extension PageTable {
    private static let clientID: [String: PageRead.Source] = ["user_id": .path("userId")]
    private static let takers: Set<Page.Role> = [.agent, .supervisor]
    private static let overseers: Set<Page.Role> = [.supervisor, .admin, .auditor]

    /// Where a call begins: verify the caller, or go on with an open call.
    static let desk = Page(
        "/page/desk", template: "desk", title: "Desk",
        navigation: .init(label: "Desk", roles: takers.union(overseers)),
        parts: [
            PagePart("calls", [.person]),
            PagePart(
                "found",
                [PageRead("client", .getUser, ["user": .query("client")], for: overseers)]),
            PagePart("queue", [PageRead("callers", .getCallers)]),
        ])

    /// One client on one screen.
    static let client = Page(
        "/page/desk/clients/{userId}", template: "client", title: "Client",
        parts: [
            PagePart(
                "identity",
                [
                    PageRead("client", .getUser, ["user": .path("userId")], isMain: true),
                    PageRead("funds", .getFunds, clientID), PageRead("pnl", .getPnl, clientID),
                ]),
            PagePart("call", [call]),
            PagePart("positions", [PageRead("positions", .getPositions, clientID)]),
            PagePart("exits", [PageRead("exits", .getExits, clientID)]),
            PagePart(
                "orders",
                [
                    PageRead("orders", .getOrders, clientID),
                    PageRead("exits", .getExits, clientID),
                ]),
            PagePart(
                "trades",
                [
                    PageRead(
                        "trades", .getTrades,
                        clientID.merging(["page_limit": .fixed("100")]) { $1 })
                ]),
            PagePart(
                "messages",
                [
                    PageRead(
                        "messages", .getClientMessages,
                        clientID.merging(["page_limit": .fixed("50")]) { $1 })
                ]),
            PagePart(
                "position", [PageRead("positions", .getPositions, onePosition)], isAsked: true),
            PagePart("order", [oneOrder], isAsked: true),
            PagePart("order-history", [oneOrder], isAsked: true),
            PagePart(
                "square-off", [PageRead("positions", .getPositions, onePosition), call],
                isAsked: true),
            PagePart(
                "square-off-all", [PageRead("positions", .getPositions, clientID), call],
                isAsked: true),
            PagePart("modify", [oneOrder], isAsked: true),
            PagePart("cancel", [oneOrder], isAsked: true),
            PagePart(
                "cancel-all", [call, PageRead("exits", .getExits, clientID)], isAsked: true),
            PagePart(
                "batch", [PageRead("batch", .getBatch, ["batch_id": .query("row")])],
                isAsked: true),
            PagePart(
                "hand-over",
                [call, PageRead("successors", .getSuccessors, for: takers.union([.admin]))],
                isAsked: true),
            PagePart("write", [call], isAsked: true),
            PagePart("unmask", [call], isAsked: true),
        ], modules: ["desk"])

    /// Who waits to be served, and calls that somebody wants to hand over.
    static let callers = Page(
        "/page/callers", template: "callers", title: "Callers",
        navigation: .init(label: "Callers", roles: takers.union(overseers)),
        parts: [
            PagePart("handovers", [PageRead("handovers", .getHandovers)]),
            PagePart("queue", [PageRead("callers", .getCallers)]),
        ])

    /// One's own log-in: password, second factor, sessions, messages.
    static let account = Page(
        "/page/account", template: "account", title: "Your account",
        parts: [
            PagePart("sessions", [PageRead("sessions", .getSessions)]),
            PagePart("messages", [PageRead("messages", .getNotifications)]),
            PagePart("keys", [PageRead("keys", .getApiKeys, for: [.admin, .auditor])]),
        ], modules: ["account"])

    /// For the printer: what two people with the exchange's terminal need.
    static let sheet = Page(
        "/page/sheet", template: "sheet", title: "Contingency sheet",
        navigation: .init(label: "Sheet", roles: overseers),
        parts: [
            PagePart(
                "sheet",
                [PageRead("sheet", .getContingencySheet, ["day": .query("day")], isMain: true)])
        ])

    private static let call = PageRead("call", .getClientCall, clientID)
    private static let onePosition = clientID.merging(["position_id": .query("row")]) { $1 }
    private static let oneOrder = PageRead(
        "order", .getOrder, ["order_id": .query("row"), "source": .query("source")])
}
