import DeskDatabase

/// One page: its address, its template, and what of the database it shows.
///
/// Who may read what is decided by the functions of schema `api`; a page only says where in the
/// navigation it stands.
struct Page: Sendable {
    /// Where a page stands in the navigation, and for whom.
    struct Navigation: Sendable {
        let label: String
        /// Roles it is of use to; others who know its address are answered by its functions.
        let roles: Set<Role>
    }

    /// The database roles of people.
    enum Role: String, Sendable, CaseIterable {
        case viewer = "ops_viewer"
        case agent = "ops_agent"
        case supervisor = "ops_supervisor"
        case admin = "ops_admin"
        case auditor
    }

    /// Below ``PageTable/root``, with parameters in braces: `/page/desk/clients/{userId}`.
    let path: String
    /// The file of `Resources/Templates` without its ending; those of its parts begin with it.
    let template: String
    let title: String
    let navigation: Navigation?
    let parts: [PagePart]
    /// Modules of `Resources/Assets` that this page alone needs, without their ending.
    let modules: [String]

    init(
        _ path: String, template: String, title: String, navigation: Navigation? = nil,
        parts: [PagePart] = [], modules: [String] = []
    ) {
        self.path = path
        self.template = template
        self.title = title
        self.navigation = navigation
        self.parts = parts
        self.modules = modules
    }

    /// A part by its name; the band is a part of every page.
    func part(_ name: String) -> PagePart? {
        name == PagePart.band.name ? .band : parts.first { $0.name == name }
    }

    /// The template of a part.
    func template(of part: PagePart) -> String {
        part.name == PagePart.band.name ? part.name : "\(template)-\(part.name)"
    }

    /// What the whole page reads for somebody of this role: each read once, in order.
    func reads(for role: String) -> [PageRead] {
        var names: Set<String> = []
        return
            ([PageRead.person] + PagePart.band.reads
            + parts.filter { !$0.isAsked }.flatMap(\.reads))
            .filter { $0.isFor(role) && names.insert($0.name).inserted }
    }
}
