internal import FIX
internal import Logging

/// Answering a resend request from the store, chunk by chunk. Nothing else of the session is
/// written meanwhile, because the driver does one thing at a time.
extension SessionDriver {
    /// Numbers that are passed over, to be announced in one gap fill.
    private struct Run {
        var start: Int64?

        mutating func include(_ sequence: Int64) {
            start = start ?? sequence
        }
    }

    /// - Parameter through: the last number asked for; 0, or one not sent yet, is everything.
    func resend(from: Int64, through: Int64, _ progress: inout Progress) async throws {
        let lastSent = nextOutbound - 1
        let last = through == 0 ? lastSent : min(through, lastSent)
        guard from <= last else {
            logger.warning(
                "resend request for numbers never sent",
                metadata: ["from": "\(from)", "last sent": "\(lastSent)"])
            return
        }
        var run = Run()
        var position = from
        while position <= last, progress.ending == nil {
            let end = min(last, position + settings.resendChunk - 1)
            let rows = try await store.resend(from: position, through: end)
            encodeChunk(rows, from: position, through: end, &run, &progress)
            position = end + 1
            try await flush(&progress)
        }
        closeRun(&run, before: last + 1, &progress)
        try await flush(&progress)
    }

    private func encodeChunk(
        _ rows: [StoredMessage], from: Int64, through end: Int64, _ run: inout Run,
        _ progress: inout Progress
    ) {
        var next = from
        for row in rows where row.sequence >= next && row.sequence <= end {
            if row.sequence > next { run.include(next) }
            next = row.sequence + 1
            guard !row.gapFill, !MessageType.isSession(row.msgType) else {
                run.include(row.sequence)
                continue
            }
            closeRun(&run, before: row.sequence, &progress)
            encoder.encode(
                type: row.msgType, sequence: row.sequence, sendingTime: now(),
                originalSendingTime: row.sendingTime, body: row.body, into: &progress.output)
        }
        if next <= end { run.include(next) }
    }

    /// Writes the gap fill for the numbers that were passed over, if there are any.
    private func closeRun(_ run: inout Run, before next: Int64, _ progress: inout Progress) {
        guard let start = run.start else { return }
        run.start = nil
        let time = now()
        encoder.encode(
            type: MessageType.sequenceReset, sequence: start, sendingTime: time,
            originalSendingTime: time,
            body: FieldText.of((Tag.gapFillFlag, "Y"), (Tag.newSeqNo, String(next))),
            into: &progress.output)
    }
}
