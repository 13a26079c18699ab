import DeskDatabase
import Logging

/// Delivers one channel's messages: claim, send, settle, until nothing is due.
///
/// A notifier that dies in between loses its claim with the lease: the message is delivered again,
/// as the same file, or under the same Message-ID.
struct ChannelWorker: Sendable {
    /// Outcomes are written at least this often while a batch is under way.
    private static let settleInterval: Duration = .milliseconds(100)
    /// Between two looks while an event is about to be committed; doubles while others do the work.
    private static let moment: Duration = .milliseconds(10)
    private static let longestMoment: Duration = .milliseconds(320)
    /// Other channels are told at least this often that messages are being made. Who sleeps is
    /// woken by the database as soon as one is theirs.
    private static let tellInterval: Duration = .milliseconds(250)
    /// In the last part of a lease nothing is begun any more.
    private static let leaseParts = 3
    /// A provider of which nothing comes for so long is told of, and again while it lasts.
    private static let tellableSilence: Duration = .seconds(2)
    private static let tellSilenceInterval: Duration = .milliseconds(500)
    /// Between two tries to write down what was delivered.
    private static let settleAgainInterval: Duration = .milliseconds(200)

    let channel: String
    let functions: NotifyFunctions
    let providers: ProviderDirectory
    let batchSize: Int
    let leaseSeconds: Int
    let stop: StopSign
    let logger: Logger

    /// Until nothing is due that somebody could carry; answers how long to sleep at most.
    /// `madeSome` is called while messages are made that may be another channel's.
    func drain(madeSome: () -> Void) async throws -> Duration {
        var moment = Self.moment
        var toldAt = ContinuousClock.now - Self.tellInterval
        while !stop.isSet {
            let claimedAt = ContinuousClock.now
            let messages = try await functions.claim(
                channel: channel, maxMessages: batchSize, leaseSeconds: leaseSeconds)
            if messages.isEmpty {
                if let pause = try await functions.prepareToSleep(channel: channel) {
                    return pause
                }
                try await Task.sleep(for: moment)
                moment = min(moment * 2, Self.longestMoment)
                continue
            }
            moment = Self.moment
            if claimedAt >= toldAt + Self.tellInterval {
                madeSome()
                toldAt = claimedAt
            }
            let leaseEnd = claimedAt + .seconds(leaseSeconds)
            for (provider, batch) in Dictionary(grouping: messages, by: \.provider) {
                try await deliver(
                    batch, by: try await providers.sender(of: provider), leaseEnd: leaseEnd)
            }
        }
        return Self.moment
    }

    private func deliver(
        _ messages: [NotifyFunctions.Message], by sender: any MessageSender,
        leaseEnd: ContinuousClock.Instant
    ) async throws {
        let tray = OutcomeTray()
        let lastBegin = leaseEnd - .seconds(leaseSeconds) / Self.leaseParts
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while (try? await Task.sleep(for: Self.settleInterval)) != nil {
                    // What fails here stays on the tray.
                    let outcomes = tray.takeAll()
                    do { try await settle(outcomes) } catch { tray.giveBack(outcomes) }
                }
            }
            group.addTask { await tellSilence(of: messages.first?.provider, tray) }
            await sender.send(
                messages,
                while: { !stop.isSet && ContinuousClock.now < lastBegin },
                report: { tray.put($0) })
            group.cancelAll()
        }
        let rest = tray.takeAll()
        while true {
            do {
                return try await settle(rest)
            } catch  where ContinuousClock.now < leaseEnd && !Task.isCancelled {
                // The database may be back before another notifier delivers them again.
                try await Task.sleep(for: Self.settleAgainInterval)
            }
        }
    }

    /// Until cancelled. A database that is away holds nothing up: it is told the next time.
    private func tellSilence(of provider: String?, _ tray: OutcomeTray) async {
        guard let provider else { return }
        while (try? await Task.sleep(for: Self.tellSilenceInterval)) != nil {
            let silence = tray.silence
            guard silence >= Self.tellableSilence else { continue }
            try? await functions.noteSilent(provider: provider, for: silence)
        }
    }

    /// Writes outcomes down; to write one down twice changes nothing.
    private func settle(_ outcomes: [DeliveryOutcome]) async throws {
        guard let provider = outcomes.first?.message.provider else { return }
        var delivered: (messageIDs: [Int64], references: [String]) = ([], [])
        var untried: [Int64] = []
        for outcome in outcomes {
            switch outcome.result {
            case .delivered(let reference):
                delivered.messageIDs.append(outcome.message.messageID)
                delivered.references.append(reference)
            case .untried: untried.append(outcome.message.messageID)
            case .failed: break
            }
        }
        if !delivered.messageIDs.isEmpty {
            try await functions.complete(
                delivered.messageIDs, provider: provider, references: delivered.references)
            var metadata = await told(outcomes)
            metadata["count"] = "\(delivered.messageIDs.count)"
            metadata["provider"] = "\(provider)"
            logger.info("messages delivered", metadata: metadata)
        }
        for outcome in outcomes {
            guard case .failed(let failure, let words) = outcome.result else { continue }
            // Servers quote the address, which is not for every reader of logs and tables.
            let reason = words.replacing(outcome.message.recipient, with: "(recipient)")
            var metadata = await names(outcome.message.orderIDs)
            metadata["message_id"] = "\(outcome.message.messageID)"
            metadata["failure"] = "\(failure)"
            metadata["provider"] = "\(provider)"
            metadata["reason"] = "\(reason)"
            logger.warning("message not delivered", metadata: metadata)
            try await functions.fail(
                outcome.message.messageID, attempt: outcome.message.attempt, failure,
                error: reason)
        }
        if !untried.isEmpty { try await functions.release(untried) }
    }

    /// `orders`: what of the desk's orders was told, and in which message; not there when nothing.
    private func told(_ outcomes: [DeliveryOutcome]) async -> Logger.Metadata {
        var messageIDs: [Int64: [Int64]] = [:]
        for outcome in outcomes {
            guard case .delivered = outcome.result else { continue }
            for orderID in outcome.message.orderIDs {
                messageIDs[orderID, default: []].append(outcome.message.messageID)
            }
        }
        return await names(Array(messageIDs.keys)) { messageIDs[$0] ?? [] }
    }

    /// The orders with their names and the requests they come from. A log that cannot be told them
    /// holds nothing up.
    private func names(
        _ orderIDs: [Int64], messageIDs: (Int64) -> [Int64] = { _ in [] }
    ) async -> Logger.Metadata {
        guard logger.logLevel <= .info, !orderIDs.isEmpty,
            let names = try? await functions.orderNames(orderIDs)
        else { return [:] }
        let orders = names.map { name in
            var members: Logger.Metadata = [
                "order_id": "\(name.orderID)", "cl_ord_id": "\(name.clOrdID)",
            ]
            if let requestID = name.requestID { members["request_id"] = "\(requestID)" }
            let told = messageIDs(name.orderID)
            if !told.isEmpty {
                members["message_ids"] = .array(told.map { "\($0)" })
            }
            return Logger.MetadataValue.dictionary(members)
        }
        return ["orders": .array(orders)]
    }
}
