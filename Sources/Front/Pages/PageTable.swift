import DeskDatabase

/// Every page, in the order of the navigation. The first that a role has is where it begins.
enum PageTable {
    static let root = "/page"
    static let pages =
        [desk, client, callers, approvals, monitor, site] + admin
        + [audit, sheet, account]

    /// A dialog that needs nothing of the desk but what the button that opens it says.
    static func dialog(_ name: String) -> PagePart {
        PagePart(name, [.person], isAsked: true, written: ["row", "source"])
    }

    /// For who is not logged in; it reads nothing.
    static let logIn = Page(
        "/page/log-in", template: "log-in", title: "Log in", modules: ["log-in"])
}
