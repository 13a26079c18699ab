import Mustache

/// A list as templates see it.
///
/// `count(x)`, `empty(x)`, `first(x)`; `where_NAME(x)` and `unless_NAME(x)`: elements whose member
/// is, or is not, something other than nothing, false, 0 and ""; `by_NAME(x)`: a list of
/// `{key, rows}`, the elements of one value of a member together, in the order of first coming.
struct PageList: MustacheSequence, MustacheTransformable {
    let elements: [PageValue]

    func makeIterator() -> some IteratorProtocol { elements.makeIterator() }

    func transform(_ name: String) -> Any? {
        switch name {
        case "count": return PageValue.number(String(elements.count))
        case "empty": return elements.isEmpty
        case "first": return elements.first?.representation
        default: break
        }
        guard let underscore = name.firstIndex(of: "_") else { return nil }
        let member = String(name[name.index(after: underscore)...])
        switch name[..<underscore] {
        case "where": return PageList(elements: elements.filter { $0.holds(member) })
        case "unless": return PageList(elements: elements.filter { !$0.holds(member) })
        case "by": return grouped(by: member)
        default: return nil
        }
    }

    private func grouped(by member: String) -> PageList {
        var keys: [PageValue] = []
        var rows: [[PageValue]] = []
        for element in elements {
            let key = element[member] ?? .null
            if let place = keys.firstIndex(of: key) {
                rows[place].append(element)
            } else {
                keys.append(key)
                rows.append([element])
            }
        }
        return PageList(
            elements: zip(keys, rows).map { .members(["key": $0, "rows": .list($1)]) })
    }
}

extension PageValue {
    fileprivate func holds(_ member: String) -> Bool {
        switch self[member] {
        case nil, .null, .boolean(false), .text(""): false
        case .number(let text): IndianNumber.sign(of: text) != 0
        default: true
        }
    }
}
