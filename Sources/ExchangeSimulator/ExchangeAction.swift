/// What a script or a person can make the exchange do beside what its clients ask for.
enum ExchangeAction: Sendable, Equatable {
    // The exchange itself.
    case bust(TradeName)
    case correct(TradeName, quantity: Int64?, price: Price?)
    case cancel(OrderName)
    case expire(OrderName)
    case finish(OrderName)
    case restate(OrderName, quantity: Int64?, price: Price?)
    case purge(session: NamePattern)
    case closeDay
    case move(symbol: NamePattern, price: Price)
    case offer(symbol: NamePattern, side: Side, levels: [Level])
    case withdraw(symbol: NamePattern)
    // A line.
    case cut(session: NamePattern?)
    case silent(Duration, session: NamePattern?)
    case refuseLogons(Duration, session: NamePattern?)
    case skip(Int64, session: NamePattern?)
    // The message in hand, coming in.
    case cutBeforeJournal
    case cutAfterJournal
    case ignore
    case reject(code: Int64, text: String)
    case hold(Duration)
    case fill(Filling)
    // The message in hand, going out.
    case cutBeforeSending
    case cutAfterSending
    case lose
    case delay(Duration)
    case duplicate
    case again
    case reorder(Int)
    case scramble(Int)

    struct Level: Sendable, Equatable {
        let quantity: Int64
        let price: Price
    }

    enum Filling: Sendable, Equatable {
        case plan(FillPlan)
        /// Up to four whole lots' parts, by the seed.
        case random
    }

    enum TradeName: Sendable, Equatable {
        /// The exchange's number, or the how-manieth trade of the journal (from 1).
        case number(Int64)
        case last
        /// The one that made the rule fire.
        case this
    }

    enum OrderName: Sendable, Equatable {
        /// An OrderID or a ClOrdID of any session.
        case named(String)
        case last
        case this
        /// Every live order.
        case all
    }

    /// Where an action makes sense.
    enum Place { case anywhere, line, incoming, incomingOrder, outgoing }

    var place: Place {
        switch self {
        case .bust, .correct, .cancel, .expire, .finish, .restate, .purge, .closeDay, .move,
            .offer, .withdraw:
            .anywhere
        case .cut, .silent, .refuseLogons, .skip: .line
        case .cutBeforeJournal, .cutAfterJournal, .ignore: .incoming
        case .reject, .hold, .fill: .incomingOrder
        case .cutBeforeSending, .cutAfterSending, .lose, .delay, .duplicate, .again, .reorder,
            .scramble:
            .outgoing
        }
    }
}
