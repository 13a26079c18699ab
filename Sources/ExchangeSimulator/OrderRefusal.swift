/// Why an order was refused, with OrdRejReason (tag 103).
enum OrderRefusal: Error, Equatable {
    case unknownSymbol
    case duplicateOrder
    case exchangeClosed
    /// More than the exchange takes in one order.
    case aboveFreezeQuantity(Int64)
    case badQuantity(String)
    case badPrice(String)
    case unsupported(String)
    /// A script wanted it.
    case scripted(code: Int64, text: String)

    var code: Int64 {
        switch self {
        case .unknownSymbol: 1
        case .exchangeClosed: 2
        case .aboveFreezeQuantity: 3
        case .duplicateOrder: 6
        case .unsupported: 11
        case .badQuantity: 13
        case .badPrice: 99
        case .scripted(let code, _): code
        }
    }

    var explanation: String {
        switch self {
        case .unknownSymbol: "unknown symbol"
        case .duplicateOrder: "duplicate ClOrdID"
        case .exchangeClosed: "exchange closed"
        case .aboveFreezeQuantity(let freeze): "above the freeze quantity \(freeze)"
        case .badQuantity(let why): "bad quantity: \(why)"
        case .badPrice(let why): "bad price: \(why)"
        case .unsupported(let what): "unsupported \(what)"
        case .scripted(_, let text): text
        }
    }
}
