#if FAULT_POINTS
    internal import NIOConcurrencyHelpers

    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Darwin
    #endif

    /// Moments at which a test wants the process to die as if the power had failed. Exists only
    /// where FAULT_POINTS is defined, which release builds do not.
    ///
    /// `IRRA_FAULT_POINT` names the point, `IRRA_FAULT_AFTER` how many times it is passed before
    /// (0 by default); then the process kills itself with SIGKILL.
    public enum FaultPoint: String, Sendable {
        /// Application messages are numbered and committed, not yet written to the socket.
        case afterDispatchCommitted
        /// The socket took the bytes.
        case afterDispatchWritten
        /// Messages were read from the socket, the store does not have them yet.
        case afterInboundRead
        /// The store has them, nothing else has happened.
        case afterInboundCommitted
        /// A session message is numbered and committed, not yet written.
        case afterSessionMessageCommitted

        public static func reach(_ point: FaultPoint) {
            guard let chosen, chosen.point == point else { return }
            let passed = passes.withLockedValue { count in
                count += 1
                return count
            }
            if passed > chosen.after { kill(getpid(), SIGKILL) }
        }

        private static let passes = NIOLockedValueBox(0)
        private static let chosen: (point: FaultPoint, after: Int)? = {
            guard let name = getenv("IRRA_FAULT_POINT").map({ String(cString: $0) }),
                let point = FaultPoint(rawValue: name)
            else { return nil }
            let after = getenv("IRRA_FAULT_AFTER").flatMap { Int(String(cString: $0)) }
            return (point, after ?? 0)
        }()
    }
#endif
