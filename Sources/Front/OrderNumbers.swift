/// The desk's orders that an answer names, for the request's line in the log.
enum OrderNumbers {
    /// More are in the answer, and in the audit log.
    static let maximum = 100

    private static let member = Array(#""order_id": "#.utf8)
    private static let longestNumber = 19

    /// Values of members `order_id` of the database's JSON, in order, each once. Within a string
    /// the quotation mark before such a name would be escaped.
    static func found(in json: [UInt8]) -> [String] {
        var numbers: [String] = []
        var index = 0
        while index + member.count < json.count, numbers.count < maximum {
            guard json[index] == member[0], index == 0 || json[index - 1] != UInt8(ascii: "\\"),
                json[index..<(index + member.count)].elementsEqual(member)
            else {
                index += 1
                continue
            }
            index += member.count
            let digits = json[index...].prefix(longestNumber).prefix { isDigit($0) }
            let number = String(decoding: digits, as: UTF8.self)
            if !number.isEmpty, !numbers.contains(number) { numbers.append(number) }
        }
        return numbers
    }

    /// A number as it stands in a path; nil for anything else, which has no place in a log.
    static func number(_ text: String) -> String? {
        (1...longestNumber).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit) ? text : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
