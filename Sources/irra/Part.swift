import ArgumentParser

/// The parts of a private desk that are processes of their own, in the order in which they start.
enum Part: String, CaseIterable, Sendable, ExpressibleByArgument {
    case primary
    case backup
    case simulate
    case gateway
    case notify
    case monitor
    case sync
    case front

    var isCluster: Bool { self == .primary || self == .backup }

    static var workers: [Part] { allCases.filter { !$0.isCluster } }

    /// The database role a worker logs in with; nil when it needs no database.
    var databaseRole: String? {
        switch self {
        case .primary, .backup, .simulate: nil
        case .gateway, .notify, .monitor, .sync, .front: "irra_\(rawValue)"
        }
    }
}
