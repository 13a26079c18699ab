/// What a script wants done with one message of a client. By default nothing special.
struct OrderTreatment: Sendable, Equatable {
    struct Rejection: Sendable, Equatable {
        /// OrdRejReason (103) of an order, CxlRejReason (102) of a cancel or replace.
        let code: Int64
        let text: String
    }

    var rejection: Rejection?
    /// Take the message and forget it.
    var isIgnored = false
    /// Microseconds between accepting an order and matching it, beside the exchange's own delay.
    var hold: Int64 = 0
    var plan: FillPlan?
    /// Fill in parts drawn with this seed and the OrderID.
    var randomSeed: UInt64?
}
