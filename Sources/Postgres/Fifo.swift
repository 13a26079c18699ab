/// A queue whose ends are both cheap: an array and the position of its first living element.
struct Fifo<Element> {
    private var storage: [Element?] = []
    private var head = 0
    /// The consumed front of the array is given back when it is this long and half of it.
    private static var shrinkThreshold: Int { 64 }

    var count: Int { storage.count - head }

    var isEmpty: Bool { head == storage.count }

    var first: Element? { isEmpty ? nil : storage[head] }

    var last: Element? { isEmpty ? nil : storage[storage.count - 1] }

    var elements: [Element] { storage[head...].compactMap { $0 } }

    mutating func append(_ element: Element) { storage.append(element) }

    mutating func prepend(_ element: Element) {
        if head > 0 {
            head -= 1
            storage[head] = element
        } else {
            storage.insert(element, at: 0)
        }
    }

    mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        let element = storage[head]
        storage[head] = nil
        head += 1
        if head == storage.count {
            storage.removeAll(keepingCapacity: head <= Self.shrinkThreshold)
            head = 0
        } else if head >= Self.shrinkThreshold, head * 2 >= storage.count {
            storage.removeFirst(head)
            head = 0
        }
        return element
    }

    /// Takes the first element that fulfils the condition out of the middle.
    mutating func remove(where condition: (Element) -> Bool) -> Element? {
        let found = storage[head...].firstIndex { element in element.map(condition) ?? false }
        return found.flatMap { storage.remove(at: $0) }
    }

    mutating func removeAll() -> [Element] {
        defer { self = Fifo() }
        return elements
    }
}
