/// A name in which `*` stands for any characters, `?` for one.
struct NamePattern: Sendable, Equatable {
    static let any = NamePattern("*")

    let text: String
    private let pattern: [UInt8]
    /// Without a wildcard: then this is compared at once.
    let isExact: Bool

    init(_ text: String) {
        self.text = text
        pattern = Array(text.utf8)
        isExact = !pattern.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    func matches(_ name: String) -> Bool {
        if isExact { return name == text }
        let name = Array(name.utf8)
        var place = 0
        var position = 0
        var star: (place: Int, position: Int)?
        while position < name.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, position)
                place += 1
            } else if place < pattern.count,
                pattern[place] == UInt8(ascii: "?") || pattern[place] == name[position]
            {
                place += 1
                position += 1
            } else if let last = star {
                star = (last.place, last.position + 1)
                place = last.place + 1
                position = last.position + 1
            } else {
                return false
            }
        }
        while place < pattern.count, pattern[place] == UInt8(ascii: "*") { place += 1 }
        return place == pattern.count
    }
}
