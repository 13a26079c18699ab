#if FAULT_POINTS
    import Foundation
    import Testing

    @testable import FIXTransport

    @Suite("Fault points")
    struct FaultPointTests {
        @Test("the chosen point kills the process at once")
        func kills() async {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                setenv("IRRA_FAULT_POINT", "afterDispatchCommitted", 1)
                FaultPoint.reach(.afterInboundRead)
                FaultPoint.reach(.afterDispatchCommitted)
            }
        }

        @Test("so many passes are let through first")
        func passes() async {
            await #expect(processExitsWith: .success) {
                setenv("IRRA_FAULT_POINT", "afterInboundRead", 1)
                setenv("IRRA_FAULT_AFTER", "2", 1)
                FaultPoint.reach(.afterInboundRead)
                FaultPoint.reach(.afterInboundRead)
                exit(EXIT_SUCCESS)
            }
        }
    }
#endif
