import Foundation
import Synchronization
import Testing

/// A process of the desk that cannot renew its lease for seconds hangs up, as it must: whoever
/// plays the exchange line by line is told something else then than the test is about. Such a run
/// is no finding; the test is run again from its beginning.
struct Undisturbed: TestTrait, SuiteTrait, TestScoping {
    /// What the processes of one run said.
    final class Record: Sendable {
        private let said = Mutex<[@Sendable () -> String]>([])

        func follow(_ log: @escaping @Sendable () -> String) {
            said.withLock { $0.append(log) }
        }

        /// Whether any of them lost its lease by not being given the time to renew it.
        var isDisturbed: Bool {
            said.withLock { $0 }.contains { said in
                let text = said()
                return ["lease not renewed", "lease over", "no longer allowed to speak"]
                    .contains { text.contains($0) }
            }
        }
    }

    private static let attempts = 5

    @TaskLocal static var record: Record?

    var isRecursive: Bool { true }

    func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        testCase == nil ? nil : self
    }

    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        for _ in 1..<Self.attempts {
            let record = Record()
            let wasDisturbed = Mutex(false)
            try await withKnownIssue("a lease was lost", isIntermittent: true) {
                try await Self.$record.withValue(record) { try await function() }
            } matching: { _ in
                let isDisturbed = record.isDisturbed
                if isDisturbed { wasDisturbed.withLock { $0 = true } }
                return isDisturbed
            }
            if !wasDisturbed.withLock({ $0 }) { return }
        }
        try await function()
    }
}

extension Trait where Self == Undisturbed {
    static var undisturbed: Self { Undisturbed() }
}
