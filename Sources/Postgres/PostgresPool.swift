public import Logging
import NIOConcurrencyHelpers

/// Sessions shared by many tasks.
///
/// `query` and `pipeline` share connections (a call goes to the one with the fewest calls on it),
/// so a call must leave nothing behind in the session: `set_config(…, true)`, never `set` or
/// `begin`.
///
/// `withConnection` lends a whole connection for what needs one (COPY, scripts).
/// Connections are opened when needed; while `run()` runs all of them are kept open.
public final class PostgresPool: StatementRunner {
    /// Calls that may be on one shared connection before others have to wait.
    static let callsPerConnection = 64
    /// Tasks that may wait for a connection; more are refused at once.
    static let maximumWaiters = 10_000

    let configuration: PostgresConfiguration
    let waitLimit: Duration
    let logger: Logger
    let state: NIOLockedValueBox<PoolState>

    /// - Parameters:
    ///   - waitLimit: how long a call waits for a connection, or for room on one, before it throws
    ///     `.poolExhausted` (`.connectFailed` if there is no open connection at all).
    ///   - stallLimit: a shared connection on which no call has ended for this long takes no more;
    ///     nil where calls may take their time.
    public init(
        configuration: PostgresConfiguration, size: Int, waitLimit: Duration = .seconds(1),
        stallLimit: Duration? = nil, logger: Logger = Logger(label: "irra.postgres")
    ) {
        precondition(size > 0, "a pool needs a connection")
        self.configuration = configuration
        self.waitLimit = waitLimit
        self.logger = logger
        state = NIOLockedValueBox(PoolState(size: size, stallLimit: stallLimit))
    }

    deinit {
        // Connections end with their last reference; only tasks that wait need to be told.
        for waiter in state.withLockedValue({ $0.close() }).waiters { waiter.fail(.closed) }
    }

    /// Keeps every connection open until the task is cancelled, then closes the pool. Never throws
    /// for a database that is down: it keeps trying.
    public func run() async throws {
        let missing = state.withLockedValue { state in
            state.keepsAllOpen = true
            return state.takeUnopened(state.size)
        }
        open(missing)
        // Nothing is ever put into this stream: it ends with the task.
        let (never, end) = AsyncStream.makeStream(of: Never.self)
        for await _ in never {}
        end.finish()
        await close()
    }

    /// Opens up to `count` connections now; throws `.connectFailed` if one cannot be opened.
    public func prewarm(_ count: Int) async throws {
        let slots = state.withLockedValue { $0.takeUnopened(count) }
        var firstError: (any Error)?
        await withTaskGroup(of: (any Error)?.self) { group in
            for slot in slots {
                group.addTask {
                    let error = await self.openOnce(slot)
                    if error != nil { self.state.withLockedValue { $0.release(slot) } }
                    return error
                }
            }
            for await error in group { firstError = firstError ?? error }
        }
        if let firstError { throw firstError }
    }

    /// Refuses new calls, lets those already sent end, and closes every connection.
    public func close() async {
        let (waiters, connections) = state.withLockedValue { $0.close() }
        for waiter in waiters { waiter.fail(.closed) }
        await withTaskGroup(of: Void.self) { group in
            for connection in connections { group.addTask { await connection.close() } }
        }
    }

    public func query(_ statement: Statement) async throws -> Rows {
        try await pipeline([statement])[0]
    }

    /// A connection that broke before the call was sent is replaced by another one; a call that was
    /// sent is never repeated.
    public func pipeline(_ statements: [Statement]) async throws -> [Rows] {
        let deadline = ContinuousClock.now + waitLimit
        while true {
            let loan = try await borrow(.shared, until: deadline)
            do {
                let rows = try await loan.connection.send(statements)
                giveBack(loan)
                return rows
            } catch let error as NotSent {
                giveBack(loan)
                drop(loan, error.reason)
            } catch {
                giveBack(loan)
                throw error
            }
        }
    }

    /// Lends a connection that nobody else uses meanwhile. Afterwards what the body left behind is
    /// cleared: open transactions, settings, role, advisory locks, channels.
    public func withConnection<Value: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let loan = try await borrow(.whole, until: .now + waitLimit)
        do {
            let value = try await body(loan.connection)
            returnWhole(loan)
            return value
        } catch {
            returnWhole(loan)
            throw error
        }
    }

    /// The caller need not wait for the cleaning, and cancelling it must not stop it.
    private func returnWhole(_ loan: PoolState.Loan) {
        Task {
            await loan.connection.clearSession()
            self.giveBack(loan)
        }
    }
}
