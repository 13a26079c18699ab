/// Read access to the body of a message that waits: the first occurrence of a tag.
struct BodyFields: Sendable {
    private let fields: [(tag: Int, value: Substring)]

    init(_ body: String) {
        fields = body.split(separator: "\u{1}").compactMap { field in
            guard let equals = field.firstIndex(of: "="), let tag = Int(field[..<equals]) else {
                return nil
            }
            return (tag, field[field.index(after: equals)...])
        }
    }

    func text(_ tag: Int) -> String? {
        fields.first { $0.tag == tag }.map { String($0.value) }
    }
}
