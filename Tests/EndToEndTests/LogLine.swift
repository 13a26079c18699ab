import FoundationEssentials

/// A line of a worker's log, as far as it says which order and which request it is about.
struct LogLine: Decodable {
    struct Metadata: Decodable {
        let requestID: String?
        let orders: [Order]?

        enum CodingKeys: String, CodingKey {
            case requestID = "request_id"
            case orders
        }
    }

    struct Order: Decodable {
        let orderID: String?
        let clOrdID: String?
        let requestID: String?
        let executionType: String?
        let messageIDs: [String]?

        enum CodingKeys: String, CodingKey {
            case orderID = "order_id"
            case clOrdID = "cl_ord_id"
            case requestID = "request_id"
            case executionType = "exec_type"
            case messageIDs = "message_ids"
        }
    }

    let message: String
    let metadata: Metadata?

    /// Each line of the file must be one.
    static func read(_ path: String) throws -> [LogLine] {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        return try text.split(separator: "\n").map { line in
            try JSONDecoder().decode(LogLine.self, from: Data(line.utf8))
        }
    }
}
