import CLibPQ

extension PostgresConnection {
    /// Small chunks are gathered up to this size and larger ones cut, so that neither a system call
    /// a line nor a copy of a whole file is needed.
    private static var copySliceBytes: Int { 64 * 1024 }

    /// Runs many statements by the simple protocol, as one implicit transaction unless the script
    /// has its own. What it leaves open is rolled back; its rows are thrown away.
    public func execute(script: String) async throws {
        guard !script.utf8.contains(0) else {
            throw PostgresError.invalidParameter("NUL in script")
        }
        try await exclusively { turn in
            try start(script)
            var firstError: ServerError?
            while let result = try await nextResult(turn) {
                if let error = try check(result), firstError == nil { firstError = error }
            }
            if let firstError { throw firstError.thrown(wasCancelled: turn.cancelWasSent) }
        }
    }

    /// Runs `copy … from stdin` and returns the number of rows. Reads on only when what it
    /// gathered is on the wire. If the source throws, or the task is cancelled, nothing is copied
    /// and the source's error (or `.cancelled`) is thrown. The server's own error is noticed at
    /// the end of the source; its context names the line.
    @discardableResult
    public func copyIn<Chunks: AsyncSequence & Sendable>(
        _ sql: String, chunks: Chunks
    ) async throws -> Int where Chunks.Element: Collection, Chunks.Element.Element == UInt8 {
        try await exclusively { turn in
            try start(sql)
            try await awaitCopyStart(turn)
            let sourceError = await copy(chunks, turn)
            if let failure { throw failure }
            let reason: String? = sourceError == nil ? nil : "the source ended early"
            guard PQputCopyEnd(session.pointer, reason) == 1 else { throw lost() }
            try await written(turn)
            var count = 0
            var serverError: ServerError?
            while let result = try await nextResult(turn) {
                if let error = try check(result) {
                    serverError = serverError ?? error
                } else {
                    count = Rows(result).affected
                }
            }
            if let sourceError { throw sourceError }
            if let serverError { throw serverError.thrown(wasCancelled: turn.cancelWasSent) }
            return count
        }
    }

    /// Sends the source to the server; returns the error that must undo the copy. A cancelled task
    /// is such an error: many sequences just end when their task is cancelled.
    private func copy<Chunks: AsyncSequence & Sendable>(
        _ chunks: Chunks, _ turn: ExclusiveTurn
    ) async -> (any Error)? where Chunks.Element: Collection, Chunks.Element.Element == UInt8 {
        do {
            var gathered: [UInt8] = []
            for try await chunk in chunks {
                if Task.isCancelled { return PostgresError.cancelled }
                gathered.append(contentsOf: chunk)
                guard gathered.count >= Self.copySliceBytes else { continue }
                try await put(gathered, turn)
                gathered.removeAll(keepingCapacity: true)
            }
            if !Task.isCancelled { try await put(gathered, turn) }
        } catch is CancellationError {
            return PostgresError.cancelled
        } catch {
            return error
        }
        return Task.isCancelled ? PostgresError.cancelled : nil
    }

    private func put(_ bytes: [UInt8], _ turn: ExclusiveTurn) async throws {
        var start = 0
        while start < bytes.count {
            let end = min(start + Self.copySliceBytes, bytes.count)
            if let failure { throw failure }
            let result = bytes[start..<end].withUnsafeBytes { slice in
                PQputCopyData(
                    session.pointer, slice.bindMemory(to: CChar.self).baseAddress,
                    Int32(slice.count))
            }
            guard result >= 0 else { throw lost() }
            if result == 1 { start = end }
            try await written(turn)
        }
    }

    private func awaitCopyStart(_ turn: ExclusiveTurn) async throws {
        while let result = try await nextResult(turn) {
            if result.status == PGRES_COPY_IN { return }
            if let error = try check(result) {
                throw error.thrown(wasCancelled: turn.cancelWasSent)
            }
        }
        throw PostgresError.invalidParameter("not a copy … from stdin")
    }

    /// The error of a result, if it is one. COPY in the wrong direction leaves the session where
    /// nobody reads it, so it ends.
    private func check(_ result: ResultHandle) throws -> ServerError? {
        switch result.status {
        case PGRES_FATAL_ERROR:
            let error = result.serverError(statementIndex: nil)
            guard error.endsSession || !result.isFromServer else {
                return error
            }
            fail(.connectionLost("\(error.sqlState.rawValue) \(error.message)"))
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            fail(.connectionLost("COPY where none was expected"))
        default: return nil
        }
        throw failure ?? .closed
    }

    // MARK: The turn

    private func exclusively<Value: Sendable>(
        _ body: nonisolated(nonsending) (ExclusiveTurn) async throws -> Value
    ) async throws -> Value {
        let id = takeCallID()
        return try await withTaskCancellationHandler {
            do {
                try await withCheckedThrowingContinuation {
                    (continuation: CheckedContinuation<Void, any Error>) in
                    if let refusal { return continuation.resume(throwing: refusal) }
                    waiting.append(.turn(id: id, continuation))
                    pump()
                }
            } catch let error as NotSent {
                throw error.reason
            }
            guard let turn = exclusive else { throw failure ?? PostgresError.closed }
            do {
                if let failure { throw failure }
                let value = try await body(turn)
                await end(turn)
                return value
            } catch {
                await end(turn)
                throw error
            }
        } onCancel: {
            Task { await self.cancel(id) }
        }
    }

    /// Reads what is left, rolls back what was left open, and goes back to pipeline mode.
    private func end(_ turn: ExclusiveTurn) async {
        turn.isEnding = true
        await cancelEnded()
        do {
            while let result = try await nextResult(turn) { _ = try check(result) }
            if PQtransactionStatus(session.pointer) != PQTRANS_IDLE {
                try start("rollback")
                while let result = try await nextResult(turn) { _ = try check(result) }
            }
            guard PQenterPipelineMode(session.pointer) == 1 else { throw lost() }
        } catch {
            if failure == nil { fail(lost()) }
        }
        exclusive = nil
        pump()
    }

    private func start(_ script: String) throws {
        if let failure { throw failure }
        guard PQsendQuery(session.pointer, script) == 1 else { throw lost() }
        flush()
    }

    private func nextResult(_ turn: ExclusiveTurn) async throws -> ResultHandle? {
        try await wait(turn, for: .resultHasArrived)
        return PQgetResult(session.pointer).map { ResultHandle(owning: $0) }
    }

    private func written(_ turn: ExclusiveTurn) async throws {
        flush()
        try await wait(turn, for: .everythingIsWritten)
    }

    /// Returns at once if the condition holds. The check and the registration are one step: an
    /// event between them would be lost.
    private func wait(_ turn: ExclusiveTurn, for condition: ExclusiveTurn.Condition) async throws {
        if let failure { throw failure }
        if holds(condition) { return }
        try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Void, any Error>) in
            if let failure { return continuation.resume(throwing: failure) }
            if holds(condition) { return continuation.resume() }
            turn.wait(for: condition, continuation)
        }
        if let failure { throw failure }
    }

    private func holds(_ condition: ExclusiveTurn.Condition) -> Bool {
        switch condition {
        case .resultHasArrived: PQisBusy(session.pointer) == 0
        case .everythingIsWritten: !wantsToWrite
        }
    }

    func resumeExclusive() {
        guard let exclusive, let condition = exclusive.condition, holds(condition) else { return }
        exclusive.resume()
    }
}
