/// How a script wants an order filled: quantities and the time between them. An order with a plan
/// meets nobody else; what the plan leaves stays open.
struct FillPlan: Sendable, Equatable {
    /// Most fills of one plan.
    static let maximumParts = 1_000_000

    enum Sizes: Sendable, Equatable {
        case list([Int64])
        /// So many fills of the same number of lots; the last one takes the rest.
        case parts(Int)
    }

    var sizes: Sizes
    /// Microseconds between two fills.
    var interval: Int64 = 0

    var count: Int {
        switch sizes {
        case .list(let list): list.count
        case .parts(let count): count
        }
    }

    /// The fill with this number (from 0) of an order with `leaves` left of `quantity`; nil when
    /// the plan is done.
    func size(_ index: Int, quantity: Int64, leaves: Int64, lot: Int64) -> Int64? {
        guard index < count, leaves > 0 else { return nil }
        switch sizes {
        case .list(let list):
            return min(list[index], leaves)
        case .parts(let count):
            guard index < count - 1 else { return leaves }
            let share = quantity / lot / Int64(count) * lot
            return min(max(share, lot), leaves)
        }
    }

    /// As scripts and the journal write it: `75,75`, `parts=4`, `none`, with `every=200000us`
    /// apart.
    var sizesText: String {
        switch sizes {
        case .list(let list): list.isEmpty ? "none" : list.map(String.init).joined(separator: ",")
        case .parts(let count): "parts=\(count)"
        }
    }

    init(sizes: Sizes, interval: Int64 = 0) {
        self.sizes = sizes
        self.interval = interval
    }

    /// Reads what `sizesText` writes; nil for anything else.
    init?(sizesText text: String) {
        if text == "none" {
            self.init(sizes: .list([]))
        } else if text.hasPrefix("parts=") {
            guard let count = Int(text.dropFirst("parts=".count)),
                (1...FillPlan.maximumParts).contains(count)
            else { return nil }
            self.init(sizes: .parts(count))
        } else {
            var list: [Int64] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let size = Int64(part), size > 0,
                    size < Price.scale * Price.scale
                else { return nil }
                list.append(size)
            }
            guard !list.isEmpty, list.count <= FillPlan.maximumParts else { return nil }
            self.init(sizes: .list(list))
        }
    }
}
