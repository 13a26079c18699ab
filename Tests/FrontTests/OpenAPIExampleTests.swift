import Foundation
import Testing

@testable import Front

/// `openapi.json` shows what it means: each field and each parameter comes with an example that is
/// what the field may be.
@Suite("Examples in openapi.json")
struct OpenAPIExampleTests {
    @Test("each field and parameter has an example, and its schema allows it")
    func examples() throws {
        let document = try #require(
            JSONSerialization.jsonObject(with: StaticFile.data("openapi.json")) as? [String: Any])
        var missing: [String] = []
        var wrong: [String] = []
        var count = 0
        visit(document, at: "") { place, schema, example in
            guard isLeaf(schema) else { return }
            count += 1
            if let example {
                if !allows(schema, example) { wrong.append("\(place): \(example)") }
            } else {
                missing.append(place)
            }
        }
        #expect(missing.isEmpty)
        #expect(wrong.isEmpty)
        #expect(count > 500)
    }

    private func visit(
        _ value: Any, at place: String, found: (String, [String: Any], Any?) -> Void
    ) {
        if let list = value as? [Any] {
            for (index, item) in list.enumerated() {
                visit(item, at: "\(place)/\(index)", found: found)
            }
        }
        guard let object = value as? [String: Any] else { return }
        for (name, field) in object["properties"] as? [String: [String: Any]] ?? [:] {
            let example = (field["examples"] as? [Any])?.first ?? field["example"]
            found("\(place)/properties/\(name)", field, example)
        }
        if object["in"] is String, let schema = object["schema"] as? [String: Any] {
            found(place, schema, object["example"])
        }
        for (name, member) in object { visit(member, at: "\(place)/\(name)", found: found) }
    }

    /// A field that has no fields of its own.
    private func isLeaf(_ schema: [String: Any]) -> Bool {
        let nests = ["$ref", "properties", "items", "oneOf", "anyOf", "allOf", "const"]
        if nests.contains(where: { schema[$0] != nil }) { return false }
        let types = types(of: schema)
        return !types.isEmpty && types.isDisjoint(with: ["object", "array"])
    }

    private func types(of schema: [String: Any]) -> Set<String> {
        Set((schema["type"] as? String).map { [$0] } ?? schema["type"] as? [String] ?? [])
    }

    private func allows(_ schema: [String: Any], _ example: Any) -> Bool {
        let types = types(of: schema)
        if let values = schema["enum"] as? [Any] {
            return values.contains { "\($0)" == "\(example)" }
        }
        guard let text = example as? String else {
            guard let number = example as? NSNumber, types.contains(where: Self.numeric.contains)
            else { return types.contains("boolean") && example is Bool }
            let low = (schema["minimum"] as? NSNumber)?.doubleValue ?? -.infinity
            let high = (schema["maximum"] as? NSNumber)?.doubleValue ?? .infinity
            let isWhole = number.doubleValue.rounded() == number.doubleValue
            return (low...high).contains(number.doubleValue)
                && (isWhole || types.contains("number"))
        }
        guard types.contains("string") else { return false }
        if let pattern = schema["pattern"] as? String {
            return text.range(of: pattern, options: .regularExpression) != nil
        }
        switch schema["format"] as? String {
        case "uuid": return UUID(uuidString: text) != nil
        case "date": return text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil
        case "date-time":
            return text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T[\d:.]+[+-]\d{2}:\d{2}/) != nil
        default: return true
        }
    }

    private static let numeric: Set<String> = ["integer", "number"]
}
