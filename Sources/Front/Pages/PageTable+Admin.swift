import DeskDatabase

/// The pages behind Admin, one for each matter.
extension PageTable {
    private static let overseers: Set<Page.Role> = [.supervisor, .admin, .auditor]
    private static let people = PageRead("people", .getMembers)

    static let admin = [settings, rules, wording, members, machines]

    private static let settings = Page(
        "/page/admin", template: "admin", title: "Settings",
        navigation: .init(label: "Admin", roles: overseers),
        parts: [
            PagePart("settings", [PageRead("settings", .getSettings)]),
            PagePart(
                "setting", [PageRead("setting", .getSettings, ["setting_name": .query("row")])],
                isAsked: true),
        ], modules: ["admin"])

    private static let rules = Page(
        "/page/admin/rules", template: "rules", title: "Rules",
        parts: [
            PagePart("rules", [PageRead("rules", .getRules)]),
            PagePart(
                "rule", [PageRead("rule", .getRules, ["rule_name": .query("row")])],
                isAsked: true),
        ], modules: ["admin"])

    private static let wording = Page(
        "/page/admin/templates", template: "wording", title: "Templates",
        parts: [
            PagePart("templates", [PageRead("templates", .getTemplates)]),
            PagePart(
                "preview",
                [PageRead("preview", .previewTemplate, ["template_id": .query("row")])],
                isAsked: true),
            PagePart(
                "rewrite",
                [PageRead("template", .getTemplates, ["template_id": .query("row")])],
                isAsked: true),
        ], modules: ["admin"])

    private static let members = Page(
        "/page/admin/people", template: "people", title: "People",
        parts: [
            PagePart(
                "people",
                [PageRead("people", .getMembers, ["page_cursor": .query("cursor")])]),
            PagePart(
                "member", [PageRead("member", .getMember, ["person_id": .query("row")])],
                isAsked: true),
            dialog("new"),
        ], modules: ["admin"])

    private static let machines = Page(
        "/page/admin/keys", template: "keys", title: "Machines and keys",
        parts: [
            PagePart("machines", [people]),
            PagePart("keys", [PageRead("keys", .getApiKeys)]),
            dialog("machine"),
            dialog("key"),
        ], modules: ["admin"])
}
