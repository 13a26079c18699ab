import CLibPQ

extension PostgresConnection {
    /// Sends what may be sent. Held back are: everything while a script or COPY runs or a cancel
    /// request is on its way, and calls behind one that is to be cancelled.
    func pump() {
        while failure == nil, exclusive == nil, !isCancelling, let next = waiting.first {
            if let last = inFlight.last, last.wantsCancel, !last.cancelWasSent { return }
            switch next {
            case .call(let call):
                guard inFlight.count < Self.maximumInFlight else { return }
                _ = waiting.popFirst()
                put(call)
            case .turn(let id, let continuation):
                guard inFlight.isEmpty else { return }
                _ = waiting.popFirst()
                guard PQexitPipelineMode(session.pointer) == 1 else {
                    continuation.resume(throwing: PostgresError.connectionLost("pipeline mode"))
                    return fail(lost())
                }
                exclusive = ExclusiveTurn(id: id)
                continuation.resume()
            }
        }
        endIfClosingAndIdle()
    }

    func endIfClosingAndIdle() {
        guard isClosing, waiting.isEmpty, inFlight.isEmpty, exclusive == nil, !isCancelling else {
            return
        }
        fail(.closed)
    }

    private func put(_ call: Call) {
        var isSent = true
        for (index, statement) in call.statements.enumerated() where isSent {
            isSent = put(statement, index: index, of: call)
        }
        inFlight.append(call)
        if inFlight.count == 1 { call.frontSince = .now }
        guard isSent, PQpipelineSync(session.pointer) == 1 else { return fail(lost()) }
        flush()
        wakeWatchdog()
    }

    /// A text that another call is just preparing is sent without a name: that Parse may fail or be
    /// skipped, and this call must not fail with it.
    private func put(_ statement: Statement, index: Int, of call: Call) -> Bool {
        let block = ParameterBlock(statement.parameters)
        let connection = session.pointer
        var name: String?
        if statement.isPrepared {
            switch prepared[statement.sql] {
            case .ready(let known): name = known
            case .preparing(let known, call.id): name = known
            case .preparing: break
            case nil where prepared.count < Self.maximumPrepared:
                let new = "s\(nextName)"
                nextName += 1
                prepared[statement.sql] = .preparing(name: new, call: call.id)
                call.expect(.prepare(sql: statement.sql))
                guard PQsendPrepare(connection, new, statement.sql, 0, nil) == 1 else {
                    return false
                }
                name = new
            case nil: break
            }
        }
        call.expect(.execute(index: index))
        return block.withPointers { count, values, lengths, formats in
            if let name {
                return PQsendQueryPrepared(
                    connection, name, count, values, lengths, formats, 0) == 1
            }
            return PQsendQueryParams(
                connection, statement.sql, count, nil, values, lengths, formats, 0) == 1
        }
    }

    /// Takes every result that has arrived. In pipeline mode libpq gives a NULL after each
    /// statement's results but none after a Sync, so calls are counted instead. Two NULLs in a row
    /// mean that libpq has forgotten what it owes us: so it does when the server hangs up.
    func takeResults() {
        var isAfterNull = false
        while failure == nil, let call = inFlight.first, PQisBusy(session.pointer) == 0 {
            if let pointer = PQgetResult(session.pointer) {
                isAfterNull = false
                take(ResultHandle(owning: pointer), for: call)
            } else if isAfterNull {
                fail(lost())
            } else {
                isAfterNull = true
            }
        }
    }

    private func take(_ result: ResultHandle, for call: Call) {
        switch result.status {
        case PGRES_PIPELINE_SYNC:
            _ = inFlight.popFirst()
            inFlight.first?.frontSince = .now
            finish(call)
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            if case .prepare(let sql) = call.step {
                if case .preparing(let name, _) = prepared[sql] {
                    prepared[sql] = .ready(name: name)
                }
                call.answered()
            } else {
                call.answered(Rows(result))
            }
        case PGRES_FATAL_ERROR, PGRES_PIPELINE_ABORTED:
            guard result.status == PGRES_PIPELINE_ABORTED || result.isFromServer else {
                return fail(lost())
            }
            if case .prepare(let sql) = call.step { prepared[sql] = nil }
            call.failed(result)
            if let error = call.error, error.endsSession {
                fail(.connectionLost("\(error.sqlState.rawValue) \(error.message)"))
            }
        default:
            fail(.connectionLost("COPY must go through copyIn"))
        }
    }

    private func finish(_ call: Call) {
        if call.failedForStalePlan {
            forgetPrepared(call.statements)
            call.startAgain()
            waiting.prepend(.call(call))
        } else {
            call.finish()
        }
        sendCancelIfAlone()
        pump()
    }

    /// Drops stale statements here and on the server.
    private func forgetPrepared(_ statements: [Statement]) {
        for statement in statements {
            guard case .ready(let name) = prepared[statement.sql] else { continue }
            prepared[statement.sql] = nil
            let deallocate = Statement("deallocate \(name)", isPrepared: false)
            Task { _ = try? await self.query(deallocate) }
        }
    }
}
