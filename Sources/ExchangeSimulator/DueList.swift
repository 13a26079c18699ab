/// Orders by the time something is due for them, soonest first, first come first among equals: a
/// binary heap. Entries are not removed when an order ends; who takes one looks at the order.
struct DueList: Sendable, Equatable {
    struct Entry: Sendable, Equatable, Comparable {
        let at: Int64
        let orderID: Int64

        static func < (left: Entry, right: Entry) -> Bool {
            (left.at, left.orderID) < (right.at, right.orderID)
        }
    }

    private var heap: [Entry] = []

    var first: Entry? { heap.first }

    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child] < heap[least] { least = child }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
