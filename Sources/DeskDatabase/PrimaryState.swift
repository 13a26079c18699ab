/// What the primary says about itself and the slot that feeds the desk.
public struct PrimaryState: Sendable, Hashable {
    public struct Slot: Sendable, Hashable {
        public let name: String
        /// Whether the desk is connected to it.
        public let isActive: Bool
        /// `reserved`, `extended`, `unreserved` or `lost`; nil when the server does not know.
        public let logStatus: String?
        /// Up to here the desk has confirmed to have everything, as `16/B374D848`.
        public let confirmedPosition: String?
    }

    /// Where the primary's log ends, as `16/B374D848`.
    public let logPosition: String
    /// Nil when the primary has no such slot.
    public let slot: Slot?
}
