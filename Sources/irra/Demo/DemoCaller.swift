/// The client of the demo: what the caller knows and what the position is before anything happens.
struct DemoCaller: Sendable {
    let brokerID: String
    let name: String
    let pan: String
    let dateOfBirth: String
    let userID: String
    let instrumentID: String
    let symbol: String
    let token: String
    let product: String
    let quantity: Int64
    let lotSize: Int64
    let lastPrice: String

    /// From a row of `demo_client.sql`.
    init(row: [String]) throws {
        guard row.count == 12, let quantity = Int64(row[9]), let lotSize = Int64(row[10]) else {
            throw DemoError("the reference book has no client with a long future of three lots")
        }
        brokerID = row[0]
        name = row[1]
        pan = row[2]
        dateOfBirth = row[3]
        userID = row[4]
        instrumentID = row[5]
        symbol = row[6]
        token = row[7]
        product = row[8]
        self.quantity = quantity
        self.lotSize = lotSize
        lastPrice = row[11]
    }

    var key: [String: String] { ["user_id": userID, "instrument_id": instrumentID] }
}
