import FIX
import FIXTransport
import Logging
import PrivateDesk

/// The broker's main site of the demo: clients trade through it until it dies. It has a FIX session
/// of its own to the exchange and writes what happens into the reference primary.
final class MainSite: Sendable {
    /// What the exchange says about one order.
    struct Execution: Sendable {
        let exchangeOrderID: String
        let tradeNumber: String
        let price: String
    }

    /// An instrument and client as the demo's SQL names them.
    struct Order: Sendable {
        let clOrdID: String
        let account: String
        let symbol: String
        let token: String
        let side: String
        let quantity: Int64
        let limitPrice: String
    }

    private static let patience: Duration = .seconds(10)
    private let store: MemoryStore
    private let driver: SessionDriver
    private let transport: InitiatorTransport
    private let reports: AsyncStream<[InboundMessage]>

    init(port: Int) {
        let (reports, continuation) = AsyncStream<[InboundMessage]>.makeStream()
        self.reports = reports
        store = MemoryStore(onReceive: { continuation.yield($0) })
        var logger = Logger(label: "main-site")
        logger.logLevel = .error
        driver = SessionDriver(
            configuration: SessionConfiguration(
                role: .initiator, senderCompID: "MAIN1", targetCompID: "SIMEX",
                resetOnLogon: true),
            store: store, logger: logger)
        transport = InitiatorTransport(
            driver: driver, host: "127.0.0.1", port: port, logger: logger)
    }

    /// Keeps the session up until the body returns.
    func whileConnected<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [transport] in try await transport.run() }
            do {
                let result = try await body()
                transport.shutdown()
                try await group.waitForAll()
                return result
            } catch {
                group.cancelAll()
                throw error
            }
        }
    }

    /// Sends an order that the market takes at once and waits for its whole fill.
    func trade(_ order: Order) async throws -> Execution {
        var body = FieldText()
        body.add(Tag.clOrdID, order.clOrdID)
        body.add(Tag.account, order.account)
        body.add(Tag.symbol, order.symbol)
        body.add(Tag.securityID, order.token)
        body.add(Tag.securityIDSource, "8")
        body.add(Tag.securityExchange, "NSE")
        body.add(Tag.side, order.side == "buy" ? "1" : "2")
        body.add(Tag.orderQty, order.quantity)
        body.add(Tag.ordType, "2")
        body.add(Tag.price, order.limitPrice)
        body.add(Tag.timeInForce, "0")
        body.add(
            Tag.transactTime,
            UTCTimestamp(microseconds: WallClock.now()).text(.milliseconds))
        store.submit(msgType: "D", body: body.text)
        driver.wake()
        return try await withThrowingTaskGroup(of: Execution?.self) { group in
            group.addTask { try await self.fill(of: order) }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            guard let execution = try await group.next() ?? nil else {
                throw DemoError("the exchange did not fill the main site's order \(order.clOrdID)")
            }
            return execution
        }
    }

    private func fill(of order: Order) async throws -> Execution? {
        for await batch in reports {
            for message in batch.map(\.message) where message[Tag.clOrdID] == order.clOrdID {
                if message[Tag.ordStatus] == "8" {
                    throw DemoError(
                        "the exchange refused \(order.clOrdID): \(message[Tag.text] ?? "no reason")"
                    )
                }
                guard message[Tag.ordStatus] == "2" else { continue }
                return Execution(
                    exchangeOrderID: message[Tag.orderID] ?? "",
                    tradeNumber: message[Tag.tradeID] ?? message[Tag.execID] ?? "",
                    price: message[Tag.lastPx] ?? "")
            }
        }
        return nil
    }
}
