import DeskDatabase

/// One function of schema `api` whose answer stands in a template's context under a name.
///
/// A list's next cursor stands under `NAME_next`, a refusal under `NAME_problem`.
struct PageRead: Sendable {
    /// Where a parameter of the function comes from.
    enum Source: Sendable, Hashable {
        /// A part of the page's path, by its name in ``Page/path``.
        case path(String)
        /// A query parameter of the page; left out when the page was asked without.
        case query(String)
        case fixed(String)
    }

    let name: String
    let function: APIFunction
    let sources: [String: Source]
    /// Who reads it; nil for everybody. The function decides who may: this only spares refusals.
    let roles: Set<Page.Role>?
    /// Without it there is no page: its refusal is the page's.
    let isMain: Bool

    init(
        _ name: String, _ function: APIFunction, _ sources: [String: Source] = [:],
        for roles: Set<Page.Role>? = nil, isMain: Bool = false
    ) {
        self.name = name
        self.function = function
        self.sources = sources
        self.roles = roles
        self.isMain = isMain
    }

    /// Who is logged in; without them there is no page.
    static let person = PageRead("me", .whoami, isMain: true)

    func isFor(_ role: String) -> Bool {
        guard let roles else { return true }
        return Page.Role(rawValue: role).map(roles.contains) ?? false
    }

    /// Whether the parameters that the function must have are there.
    func isAskable(with parameters: [String: String]) -> Bool {
        function.parameters.filter(\.isRequired).allSatisfy { parameter in
            switch sources[parameter.name] {
            case .path(let name), .query(let name): parameters[name] != nil
            case .fixed, nil: true
            }
        }
    }
}
