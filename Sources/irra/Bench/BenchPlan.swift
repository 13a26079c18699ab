/// How large a run is.
struct BenchPlan: Sendable {
    var figures: Set<BenchFigure>
    /// Exits that are queued at once.
    var exits: Int
    /// Finished orders in the tables at first, and for the comparison.
    var shortHistory = 10_000
    var longHistory: Int
    /// Requests measured one after the other, and bare commits.
    var samples = 300
    var commits = 2_000
    /// Partial fills of one order.
    var stormFills: Int
    /// Messages to clients, queued before the notifiers start.
    var messages = 50_000
    /// How long each server is asked, three times, in seconds.
    var frontSeconds = 8
    /// Clients of the book; each has `positionsEach` positions.
    var clients = 5_000
    var agents = 500
    /// Who places orders at a time.
    var writers = 8
    /// Positions of clients who do not trade, beside those: they make the book large.
    var positions = 100_000
    /// Trades of the main site that wait at the primary before they are applied.
    var waiting = 100_000
    /// The main site's trades: how many a second, for how many seconds.
    var streamRate = 2_000
    var streamSeconds = 30
    /// Orders handed back to the primary, with a trade each.
    var handedBack = 100_000
    /// How often the desk takes over.
    var takeovers = 10
    /// Orders dispatched at a time in the run without a worker; two reports come for each.
    var batch = 500

    static let positionsEach = 20

    /// The sizes that the aims speak of, except for the history: ten million take tens of
    /// gigabytes and must be asked for.
    static let full = BenchPlan(
        figures: Set(BenchFigure.allCases), exits: 100_000, longHistory: 1_000_000,
        stormFills: 100_000)

    /// All of it within minutes, to see that it works; its figures say little.
    static let quick: BenchPlan = {
        var plan = BenchPlan(
            figures: Set(BenchFigure.allCases), exits: 2_000, longHistory: 20_000,
            stormFills: 2_000)
        plan.shortHistory = 1_000
        plan.messages = 5_000
        plan.frontSeconds = 1
        plan.samples = 40
        plan.commits = 300
        plan.clients = 200
        plan.agents = 20
        plan.batch = 100
        plan.positions = 20_000
        plan.waiting = 5_000
        plan.streamSeconds = 5
        plan.handedBack = 4_000
        plan.takeovers = 3
        return plan
    }()
}
