/// Resting limit orders of one instrument in price-time priority.
struct OrderBook: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        let price: Price
        /// Place in time: smaller is earlier.
        let priority: Int64
        let orderID: Int64
    }

    /// Each side is kept worst first: the best order is last, where it is removed at no cost.
    private var buys: [Entry] = []
    private var sells: [Entry] = []

    var isEmpty: Bool { buys.isEmpty && sells.isEmpty }

    /// Every order of a side, best first.
    func entries(_ side: Side) -> [Entry] {
        (side == .buy ? buys : sells).reversed()
    }

    func best(_ side: Side) -> Entry? {
        side == .buy ? buys.last : sells.last
    }

    mutating func insert(_ entry: Entry, side: Side) {
        switch side {
        case .buy: buys.insert(entry, at: OrderBook.place(of: entry, in: buys, side: side))
        case .sell: sells.insert(entry, at: OrderBook.place(of: entry, in: sells, side: side))
        }
    }

    mutating func remove(_ entry: Entry, side: Side) {
        switch side {
        case .buy: OrderBook.remove(entry, from: &buys, side: side)
        case .sell: OrderBook.remove(entry, from: &sells, side: side)
        }
    }

    /// Whether `left` trades before `right`: better price, then earlier arrival.
    private static func precedes(_ left: Entry, _ right: Entry, side: Side) -> Bool {
        if left.price != right.price {
            return side == .buy ? left.price > right.price : left.price < right.price
        }
        return left.priority < right.priority
    }

    /// The index of the first entry that trades before `entry`, so that it is put behind all those.
    private static func place(of entry: Entry, in entries: [Entry], side: Side) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if precedes(entry, entries[middle], side: side) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private static func remove(_ entry: Entry, from entries: inout [Entry], side: Side) {
        let index = place(of: entry, in: entries, side: side)
        guard index < entries.count, entries[index] == entry else { return }
        entries.remove(at: index)
    }
}
