/// As much of a provider's JSON answer as a reference can stand in.
enum AnswerValue: Decodable {
    case object([String: AnswerValue])
    case string(String)
    case number(Int64)
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let members = try? container.decode([String: AnswerValue].self) {
            self = .object(members)
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else {
            self = .other
        }
    }

    var text: String {
        switch self {
        case .string(let text): text
        case .number(let number): "\(number)"
        case .object, .other: ""
        }
    }
}
