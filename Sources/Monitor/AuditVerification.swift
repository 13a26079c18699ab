public import DeskDatabase
public import Postgres

/// `irra audit verify`: holds the log against its seals, and the seals against what was written
/// outside the database.
///
/// What is right is decided in SQL (`audit.verify`, `audit.verify_heads`); here it is asked for
/// piece by piece, so that a log of any length needs bounded memory and time for each answer.
public struct AuditVerification: Sendable {
    /// What was looked at, and how much of it is not right.
    public struct Outcome: Sendable, Hashable {
        public var extent: AuditFunctions.Extent
        public var findings = 0
        /// Lowest seal that is not as it was, by its rows or by itself.
        public var firstBrokenSeal: Int64?
        public var lines: Int64 = 0
        /// Lines that were torn while they were written; they are no finding.
        public var tornLines = 0
    }

    private static let sealsInOneCall: Int64 = 100
    /// Enough to have one that is whole.
    private static let linesKept = 8
    private static let tornLine = "line not whole"

    private let functions: AuditFunctions

    public init(database: any StatementRunner) {
        functions = AuditFunctions(database: database)
    }

    /// - Parameters:
    ///   - heads: the file of heads; nil when only the database is to be looked at.
    ///   - tell: gets each finding as a sentence, as soon as it is found.
    public func run(heads: String?, tell: (String) -> Void) async throws -> Outcome {
        var outcome = Outcome(extent: try await functions.extent())
        try await verifySeals(&outcome, tell)
        if let heads { try await verifyHeads(heads, &outcome, tell) }
        return outcome
    }

    private func verifySeals(_ outcome: inout Outcome, _ tell: (String) -> Void) async throws {
        var first: Int64 = 1
        while true {
            let last = first + Self.sealsInOneCall - 1
            let isLastPiece = last >= outcome.extent.seals
            for finding in try await functions.verify(
                from: first, through: isLastPiece ? nil : last)
            {
                outcome.findings += 1
                if let seal = finding.sealNumber {
                    outcome.firstBrokenSeal = min(seal, outcome.firstBrokenSeal ?? seal)
                }
                let place = [
                    finding.sealNumber.map { "seal \($0)" }, finding.logID.map { "log id \($0)" },
                ].compactMap { $0 }.joined(separator: ", ")
                tell(
                    (place.isEmpty ? "" : "\(place): ") + "\(finding.finding): \(finding.detail)")
            }
            if isLastPiece { return }
            first = last + 1
        }
    }

    private func verifyHeads(
        _ path: String, _ outcome: inout Outcome, _ tell: (String) -> Void
    ) async throws {
        var reader = try HeadLines(path: path)
        var before: [String] = []
        while let lines = try reader.next() {
            for finding in try await functions.verifyHeads(lines, after: before) {
                let isTorn = finding.finding == Self.tornLine
                if isTorn { outcome.tornLines += 1 } else { outcome.findings += 1 }
                let seal = finding.sealNumber.map { ", seal \($0)" } ?? ""
                tell(
                    "\(path), line \(outcome.lines + finding.lineNumber)\(seal):"
                        + " \(finding.finding): \(finding.detail)")
            }
            outcome.lines += Int64(lines.count)
            before = (before + lines).suffix(Self.linesKept)
        }
    }
}
