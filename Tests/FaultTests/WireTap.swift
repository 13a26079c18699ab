import NIOConcurrencyHelpers

/// What gateways wrote to the exchange, read off the line: every request that could make, change
/// or end an order, and under which number it left. It shares no code with what it watches.
final class WireTap: Sendable {
    private struct State {
        /// Sendings of a request that did not say that they may be a repetition.
        var first: [String: Int] = [:]
        /// The request that left under each number.
        var names: [Int: String] = [:]
        var confused: [String] = []
        var repeated = 0
    }

    private let state = NIOLockedValueBox(State())

    /// What may never be: a request sent twice as new, two requests under one number.
    var findings: [String] {
        state.withLockedValue { state in
            state.first.filter { $0.value > 1 }.map { "sent \($0.value) times as new: \($0.key)" }
                + state.confused
        }
    }

    /// Requests sent, and how many were sent again as possible duplicates.
    var counts: (sent: Int, repeated: Int) {
        state.withLockedValue { ($0.first.count, $0.repeated) }
    }

    func ear() -> Ear { Ear(tap: self) }

    fileprivate func take(_ fields: [Substring: Substring]) {
        guard let type = fields["35"], ["D", "F", "G", "q", "AF"].contains(type),
            let name = fields["11"] ?? fields["584"], let number = fields["34"].flatMap({ Int($0) })
        else { return }
        let request = "\(type) \(name)"
        state.withLockedValue { state in
            if fields["43"] == "Y" {
                state.repeated += 1
            } else {
                state.first[request, default: 0] += 1
            }
            let before = state.names.updateValue(request, forKey: number) ?? request
            if before != request {
                state.confused.append("\(before) and \(request) left under number \(number)")
            }
        }
    }

    /// Cuts the bytes of one connection into messages.
    struct Ear {
        /// No message of ours is as long; what is longer is none.
        private static let limit = 65_536
        private static let separator: UInt8 = 1

        fileprivate let tap: WireTap
        private var pending: [UInt8] = []
        private var fieldStart = 0

        fileprivate init(tap: WireTap) { self.tap = tap }

        mutating func hear(_ bytes: some Sequence<UInt8>) {
            for byte in bytes {
                pending.append(byte)
                guard byte == Self.separator else { continue }
                let isLast = pending[fieldStart...].starts(with: "10=".utf8)
                fieldStart = pending.count
                if isLast {
                    tap.take(Self.fields(pending))
                    pending = []
                    fieldStart = 0
                }
            }
            if pending.count > Self.limit {
                pending = []
                fieldStart = 0
            }
        }

        /// The first of each tag.
        private static func fields(_ message: [UInt8]) -> [Substring: Substring] {
            let text = String(decoding: message, as: UTF8.self)
            var fields: [Substring: Substring] = [:]
            for field in text.split(separator: "\u{01}") {
                let parts = field.split(separator: "=", maxSplits: 1)
                if parts.count == 2, fields[parts[0]] == nil { fields[parts[0]] = parts[1] }
            }
            return fields
        }
    }
}
