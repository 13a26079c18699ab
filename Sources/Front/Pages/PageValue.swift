import Mustache

/// What a template reads: JSON as PostgreSQL wrote it, numbers with all their digits.
///
/// Names of functions in templates (`{{rupees(pnl)}}`) are those of ``PageFormat`` and the few
/// below.
enum PageValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// As it was written: `-1234.5000`.
    case number(String)
    case text(String)
    case list([PageValue])
    case members([String: PageValue])

    subscript(_ name: String) -> PageValue? {
        if case .members(let members) = self { members[name] } else { nil }
    }

    var text: String? {
        switch self {
        case .text(let text), .number(let text): text
        default: nil
        }
    }

    var isTrue: Bool { self == .boolean(true) }
}

extension PageValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension PageValue: MustacheParent {
    func child(named name: String) -> Any? { self[name] }
}

extension PageValue: MustacheCustomRepresentation {
    /// Mustache knows Swift's lists and truth values, and nothing as nothing.
    var representation: Any? {
        switch self {
        case .null: nil
        case .boolean(let value): value
        case .list(let elements): PageList(elements: elements)
        case .number, .text, .members: self
        }
    }
}

extension PageValue: MustacheCustomRenderable {
    var renderText: String {
        switch self {
        case .number(let text), .text(let text): text
        case .boolean(let value): value ? "yes" : "no"
        case .null: ""
        case .list, .members: json
        }
    }

    /// An empty text is no text: its section is left out.
    var isNull: Bool { self == .null || self == .text("") }
}

extension PageValue: MustacheTransformable {
    private static let comparison = "is_"

    /// A format; whether the text is a certain one (`is_active(mode)`); JSON text (`json`); a
    /// list of `{name, value}` (`pairs`).
    func transform(_ name: String) -> Any? {
        switch (name, self) {
        case ("json", _): return json
        case ("charts", .members): return ChartDrawing.charts(of: self)
        case ("pairs", .members(let members)):
            return members.sorted { $0.key < $1.key }.map { name, value in
                PageValue.members(["name": .text(name), "value": value])
            }
        default: break
        }
        guard let text else { return nil }
        if name.hasPrefix(Self.comparison) { return text == name.dropFirst(Self.comparison.count) }
        return PageFormat(rawValue: name)?.applied(to: text)
    }

    /// JSON text; members in the order of their names.
    var json: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let text): text
        case .text(let text): JSONText.quoted(text)
        case .list(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
        case .members(let members):
            JSONText.object(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
        }
    }
}
