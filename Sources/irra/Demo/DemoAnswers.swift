/// The members of the front's answers that the demo looks at.
enum DemoAnswers {
    struct Approval: Decodable {
        let approvalId: Int64
    }

    struct Site: Decodable {
        let mode: String
    }

    struct Call: Decodable {
        let callId: String
        let userId: Int64
    }

    struct User: Decodable {
        let brokerId: String
        let name: String
        let pan: String
    }

    struct Position: Decodable {
        let positionId: Int64
        let symbol: String
        let product: String
        let quantity: Int64
        let available: Int64
        let pnl: Double?
    }

    struct SquareOff: Decodable {
        struct Order: Decodable {
            let orderId: Int64
            let clOrdId: String
            let status: String
            let quantity: Int64
        }

        let orders: [Order]
    }

    struct Order: Decodable {
        let status: String
        let filledQuantity: Int64
    }

    struct Problem: Decodable {
        let code: String
        let title: String
    }
}
