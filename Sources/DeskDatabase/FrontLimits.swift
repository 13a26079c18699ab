/// How many requests a front takes a second; rows of the settings.
public struct FrontLimits: Sendable, Hashable {
    public struct Rate: Sendable, Hashable {
        /// 0: unlimited.
        public var requestsPerSecond: Double
        /// Requests at once after a pause.
        public var burst: Double

        public init(requestsPerSecond: Double, burst: Double) {
            self.requestsPerSecond = requestsPerSecond
            self.burst = burst
        }
    }

    public var person: Rate
    public var address: Rate

    /// What holds until the database has been read: the settings' defaults.
    public init(
        person: Rate = Rate(requestsPerSecond: 50, burst: 200),
        address: Rate = Rate(requestsPerSecond: 200, burst: 1000)
    ) {
        self.person = person
        self.address = address
    }
}
