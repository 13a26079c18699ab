/// Names that both sides of a test share.
enum Side {
    static let clients = 10

    static func client(_ user: Int) -> String {
        let digits = String(user)
        return "ZRP" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
