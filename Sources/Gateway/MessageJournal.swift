internal import DeskDatabase
internal import FIX
internal import FIXTransport
internal import Logging

/// Each message about orders in the log, with the order and the HTTP request that it comes from:
/// one line a batch, which on a quiet day is one message.
struct MessageJournal: Sendable {
    /// Where an order of ours is named: by itself, as what is changed, in a business reject.
    private static let namingTags = [Tag.clOrdID, Tag.origClOrdID, Tag.businessRejectRefID]
    /// Longer than any name of ours; what is longer, or no plain text, is nobody's.
    private static let longestName = 40
    private static let printable: ClosedRange<UInt8> = 0x21...0x7E

    let logger: Logger

    private var isKept: Bool { logger.logLevel <= .info }

    /// Claimed, numbered and committed; about to be written.
    func sent(_ messages: [FixFunctions.Outbound]) {
        guard isKept, !messages.isEmpty else { return }
        let orders = messages.map { message in
            var members: Logger.Metadata = [
                "type": "\(message.messageType)", "sequence": "\(message.sequence)",
            ]
            if let name = message.name { Self.add(name, to: &members) }
            return Logger.MetadataValue.dictionary(members)
        }
        logger.info("orders sent", metadata: ["orders": .array(orders)])
    }

    /// The ClOrdIDs that have to be looked up for `told`; none when it is not logged.
    func names(in messages: ArraySlice<InboundMessage>) -> [String] {
        guard isKept else { return [] }
        return Array(Set(messages.compactMap(Self.clOrdID)))
    }

    /// Applied and committed.
    func told(_ messages: ArraySlice<InboundMessage>, _ names: [FixFunctions.Name]) {
        for message in messages {
            guard let defect = message.defect else { continue }
            logger.warning(
                "malformed message kept and rejected",
                metadata: ["sequence": "\(message.sequence)", "defect": "\(defect)"])
        }
        guard isKept, !messages.isEmpty else { return }
        let known = Dictionary(names.map { ($0.clOrdID, $0) }) { first, _ in first }
        let orders = messages.map { message in
            var members: Logger.Metadata = [
                "type": "\(message.msgType)", "sequence": "\(message.sequence)",
            ]
            if let type = message.message[Tag.execType] { members["exec_type"] = "\(type)" }
            if message.possDup { members["poss_dup"] = "true" }
            if let clOrdID = Self.clOrdID(of: message) {
                members["cl_ord_id"] = "\(clOrdID)"
                if let name = known[clOrdID] { Self.add(name, to: &members) }
            }
            return Logger.MetadataValue.dictionary(members)
        }
        logger.info("exchange told", metadata: ["orders": .array(orders)])
    }

    private static func clOrdID(of message: InboundMessage) -> String? {
        namingTags.lazy.compactMap { message.message[$0] }.first { name in
            name.utf8.count <= longestName && name.utf8.allSatisfy(printable.contains)
        }
    }

    private static func add(_ name: FixFunctions.Name, to members: inout Logger.Metadata) {
        members["cl_ord_id"] = "\(name.clOrdID)"
        if let orderID = name.orderID { members["order_id"] = "\(orderID)" }
        if let requestID = name.requestID { members["request_id"] = "\(requestID)" }
    }
}
