/// The members of the front's answers that the demo looks at.
enum DemoAnswers {
    struct Approval: Decodable {
        let approval_id: Int64
    }

    struct Site: Decodable {
        let mode: String
    }

    struct Call: Decodable {
        let call_id: String
        let user_id: Int64
    }

    struct User: Decodable {
        let broker_id: String
        let name: String
        let pan: String
    }

    struct Position: Decodable {
        let position_id: Int64
        let symbol: String
        let product: String
        let quantity: Int64
        let available: Int64
        let pnl: Double?
    }

    struct SquareOff: Decodable {
        struct Order: Decodable {
            let order_id: Int64
            let cl_ord_id: String
            let status: String
            let quantity: Int64
        }

        let orders: [Order]
    }

    struct Order: Decodable {
        let status: String
        let filled_quantity: Int64
    }

    struct Problem: Decodable {
        let code: String
        let title: String
    }
}
