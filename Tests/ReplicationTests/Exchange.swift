/// The exchange's own book: what was traded, whoever was told of it. Positions and the primary are
/// held against it.
struct Exchange {
    struct Trade: Sendable {
        let number: String
        let user: Int
        let instrument: Int
        let side: String
        let units: Int
        /// The exchange's number of the order.
        let order: String
        let clOrdID: String
        let day: String

        /// As `exchange.drop_copy` of exchange.psql takes it.
        var json: String {
            """
            {"number": "\(number)", "order": "\(order)", "clordid": "\(clOrdID)", \
            "client": "\(Side.client(user))", "token": "\(instrument == 1 ? "35001" : "2885")", \
            "side": "\(side)", "units": "\(units)", "price": "100.0000", "day": "\(day)"}
            """
        }
    }

    /// What each client holds of each instrument when the day opens, in units.
    static let opening = 1000

    private(set) var trades: [Trade] = []
    private var count = 0

    /// A trade of the main site's order.
    mutating func trade(user: Int, instrument: Int = 1, side: String, units: Int, day: String)
        -> Trade
    {
        count += 1
        let trade = Trade(
            number: "P\(count)", user: user, instrument: instrument, side: side, units: units,
            order: "PX\(count)", clOrdID: "PC\(count)", day: day)
        trades.append(trade)
        return trade
    }

    mutating func add(_ trade: Trade) { trades.append(trade) }

    /// Lines `user|instrument|net`, as SQL of both sides writes them.
    var positions: String {
        var lines: [String] = []
        for user in 1...Side.clients {
            for instrument in 1...2 {
                let net = trades.filter { $0.user == user && $0.instrument == instrument }
                    .reduce(Self.opening) { $0 + ($1.side == "buy" ? $1.units : -$1.units) }
                lines.append("\(user)|\(instrument)|\(net)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Sorted identities with what was traded, as the primary's book has to hold them.
    var union: String {
        trades.map { "\($0.number)|\($0.user)|\($0.instrument)|\($0.side)|\($0.units)\n" }.sorted()
            .joined()
    }
}
