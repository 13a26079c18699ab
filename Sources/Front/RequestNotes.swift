import NIOConcurrencyHelpers

/// What is found out about a request on its way in: for its line of the log, and for limits.
final class RequestNotes: Sendable {
    private let limits: RequestLimits?
    private let noted = NIOLockedValueBox<String?>(nil)
    private let notedOrders = NIOLockedValueBox<[String]>([])

    init(limits: RequestLimits? = nil) {
        self.limits = limits
    }

    /// The person's number, once their token was verified.
    var person: String? { noted.withLockedValue { $0 } }

    /// Numbers of the desk's orders that it is about or made, each once.
    var orders: [String] { notedOrders.withLockedValue { $0 } }

    func note(orders: [String]) {
        notedOrders.withLockedValue { known in
            for order in orders where !known.contains(order) { known.append(order) }
        }
    }

    /// Whose request it is. Throws IR429 when they ask too often.
    func identify(_ person: String) throws(Problem) {
        noted.withLockedValue { $0 = person }
        try limits?.admit(person: person)
    }
}
