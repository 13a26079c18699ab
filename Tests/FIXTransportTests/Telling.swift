import NIOConcurrencyHelpers

/// Lines that a test's store was told, in order.
final class Telling: Sendable {
    private let box = NIOLockedValueBox<[String]>([])

    var lines: [String] { box.withLockedValue { $0 } }

    func add(_ line: String) {
        box.withLockedValue { $0.append(line) }
    }
}
