internal import FIX

/// The fields of a client's message against FIX 4.4, before anybody looks at what they ask for:
/// what is wrong here is answered with a session reject (35=3).
enum FieldRules {
    static func defect(of message: some MessageFields) -> Message.Defect? {
        for tag in required(message.msgType) where message.text(tag)?.isEmpty ?? true {
            return Message.Defect(reason: .requiredTagMissing, tag: tag)
        }
        guard message.msgType == MessageType.newOrderSingle else { return nil }
        return strangeField(of: message) ?? badValue(of: message)
    }

    /// Tags without which a message of the type cannot be read. An instrument may be named by its
    /// token alone, an order to be changed by the exchange's number alone.
    private static func required(_ type: String) -> [Int] {
        switch type {
        case MessageType.newOrderSingle:
            [Tag.clOrdID, Tag.symbol, Tag.side, Tag.transactTime, Tag.ordType]
        case MessageType.orderCancelRequest, MessageType.orderCancelReplaceRequest,
            MessageType.orderStatusRequest:
            [Tag.clOrdID]
        case MessageType.orderMassCancelRequest: [Tag.clOrdID, Tag.massCancelRequestType]
        case MessageType.orderMassStatusRequest: [Tag.massStatusReqID, Tag.massStatusReqType]
        default: []
        }
    }

    /// A tag that a new order does not have, or one that stands there twice.
    private static func strangeField(of message: some MessageFields) -> Message.Defect? {
        var seen: Set<Int> = []
        var hasGroups = false
        for tag in message.tags where !isHeaderOrTrailer(tag) && tag < firstUserTag {
            guard isInNewOrder(tag) else {
                return Message.Defect(reason: .tagNotDefinedForMessage, tag: tag)
            }
            hasGroups = hasGroups || groupCounts.contains(tag)
            if !seen.insert(tag).inserted, !hasGroups {
                return Message.Defect(reason: .tagAppearsTwice, tag: tag)
            }
        }
        return nil
    }

    private static func badValue(of message: some MessageFields) -> Message.Defect? {
        for (tag, values) in choices {
            if let value = message.text(tag), !values.contains(value) {
                return Message.Defect(reason: .valueIncorrect, tag: tag)
            }
        }
        for tag in decimals {
            if let value = message.text(tag), ExactDecimal(Array(value.utf8)) == nil {
                return Message.Defect(reason: .incorrectDataFormat, tag: tag)
            }
        }
        if let time = message.text(Tag.transactTime), UTCTimestamp(time) == nil {
            return Message.Defect(reason: .incorrectDataFormat, tag: Tag.transactTime)
        }
        return nil
    }

    private static let choices: [(tag: Int, values: Set<String>)] = [
        (Tag.handlInst, ["1", "2", "3"]),
        (Tag.side, Set("123456789ABCDEFG".map(String.init))),
        (Tag.ordType, Set("123456789DEGIJKLMPQ".map(String.init))),
        (Tag.timeInForce, Set("01234567".map(String.init))),
    ]

    private static let decimals = [Tag.orderQty, Tag.price, Tag.stopPx]

    /// Tags from here on are the two parties' own.
    private static let firstUserTag = 5000

    private static func isHeaderOrTrailer(_ tag: Int) -> Bool { envelope.contains(tag) }

    private static let envelope: Set<Int> = [
        8, 9, 10, 34, 35, 43, 49, 50, 52, 56, 57, 89, 90, 91, 93, 97, 115, 116, 122, 128, 129, 142,
        143, 144, 145, 212, 213, 347, 369, 627, 628, 629, 630,
    ]

    /// After one of these (counts of repeating groups) a tag may stand there again.
    private static let groupCounts: Set<Int> = [
        78, 386, 453, 454, 539, 711, 802, 804, 864, 232, 457, 887,
    ]

    /// One bit a tag: every field of NewOrderSingle, its components included.
    private static func isInNewOrder(_ tag: Int) -> Bool {
        tag >= 0 && tag < newOrderBits.count && newOrderBits[tag]
    }

    private static let newOrderBits: [Bool] = {
        var bits = [Bool](repeating: false, count: 1024)
        for tag in newOrderTags { bits[tag] = true }
        return bits
    }()

    private static let newOrderTags: [Int] = [
        // The order itself.
        1, 11, 12, 13, 15, 18, 21, 23, 38, 40, 44, 54, 58, 59, 60, 63, 64, 70, 75, 77, 81, 99, 100,
        110, 111, 114, 117, 120, 121, 126, 140, 152, 168, 192, 193, 203, 210, 229, 354, 355, 376,
        377, 423, 427, 432, 468, 469, 479, 480, 481, 494, 497, 513, 516, 526, 528, 529, 544, 581,
        582, 583, 589, 590, 591, 635, 640, 660, 775, 847, 848, 849, 854,
        // Allocations, parties, trading sessions, stipulations.
        78, 79, 80, 467, 661, 736, 539, 524, 525, 538, 804, 545, 805, 453, 448, 447, 452, 802, 523,
        803, 386, 336, 625, 232, 233, 234,
        // The instrument and its underlyings.
        22, 48, 55, 65, 106, 107, 167, 200, 201, 202, 205, 206, 207, 223, 224, 225, 226, 227, 228,
        231, 239, 240, 255, 348, 349, 350, 351, 454, 455, 456, 460, 461, 470, 471, 472, 541, 543,
        667, 691, 762, 864, 865, 866, 867, 868, 873, 874, 875, 876, 947, 711, 305, 306, 307, 308,
        309, 310, 311, 312, 313, 316, 317, 241, 242, 243, 244, 245, 246, 247, 256, 318, 362, 363,
        364, 365, 435, 436, 457, 458, 459, 462, 463, 542, 592, 593, 594, 595, 763, 810, 877, 878,
        879, 882, 883, 884, 885, 886, 887, 888, 889, 941,
        // Yields, benchmarks, pegs, discretion.
        218, 220, 221, 222, 235, 236, 662, 663, 696, 697, 698, 699, 701, 761, 211, 388, 389, 835,
        836, 837, 838, 840, 841, 842, 843, 844, 845, 846,
    ]
}
