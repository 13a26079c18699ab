@testable import ExchangeSimulator

/// A message of a client as the engine reads it.
struct TestMessage: MessageFields {
    let msgType: String
    var sequence: Int64 = 1
    let fields: [Int: String]

    func text(_ tag: Int) -> String? { fields[tag] }

    var tags: [Int] { fields.keys.sorted() }

    static func order(
        _ clOrdID: String, side: Side = .sell, quantity: Int64 = 75, limit: String? = nil,
        token: String? = "46959", symbol: String = "NIFTY25MAR22100PE",
        changing: [Int: String?] = [:]
    ) -> TestMessage {
        var fields: [Int: String] = [
            11: clOrdID, 1: "C100", 55: symbol, 207: "NSE", 54: side.rawValue,
            38: String(quantity), 40: limit == nil ? "1" : "2", 60: "20250228-04:30:00.000",
        ]
        if let token {
            fields[48] = token
            fields[22] = "8"
        }
        fields[44] = limit
        for (tag, value) in changing { fields[tag] = value }
        return TestMessage(msgType: "D", fields: fields)
    }
}

/// A message the exchange queued for a session, field by field.
struct Report: CustomStringConvertible {
    let session: String
    let msgType: String
    let fields: [Int: String]

    init(session: String, msgType: String, body: String) {
        self.session = session
        self.msgType = msgType
        fields = Dictionary(
            body.split(separator: "\u{1}").map { field in
                let parts = field.split(separator: "=", maxSplits: 1)
                return (Int(parts[0]) ?? 0, String(parts[1]))
            }, uniquingKeysWith: { first, _ in first })
    }

    subscript(tag: Int) -> String? { fields[tag] }

    /// ExecType, OrdStatus, CumQty, LeavesQty: what most tests ask for.
    var description: String {
        "\(msgType) 150=\(self[150] ?? "") 39=\(self[39] ?? "") "
            + "14=\(self[14] ?? "") 151=\(self[151] ?? "")"
    }
}

enum TestMarket {
    static let desk = "IRRA1/SIMEX"
    static let main = "MAIN1/SIMEX"
    static let dropCopy = "IRRADC/SIMEX"
    /// 28 February 2025, 10:00 in India.
    static let opening: Int64 = 1_740_717_000_000_000

    /// Two real rows of the exchange's file of 28 February 2025, and a share.
    static let file = """
        TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,\
        FininstrmActlXpryDt,StrkPric,OptnTp,FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,\
        PrvsClsgPric,UndrlygPric,SttlmPric,OpnIntrst,ChngInOpnIntrst,TtlTradgVol,TtlTrfVal,\
        TtlNbOfTxsExctd,SsnId,NewBrdLotQty,FrzQty,Rsvd1,Rsvd2,Rsvd3,Rsvd4
        2025-02-28,2025-02-28,FO,NSE,STF,43343,,RELIANCE,,2025-03-27,2025-03-27,,,\
        RELIANCE25MARFUT,1208.95,1224.75,1201.10,1206.50,1203.55,1212.25,1200.10,1206.50,\
        140343500,1599000,35412,21474621900.00,29564,F1,500,,,,,
        2025-02-28,2025-02-28,FO,NSE,IDO,46959,,NIFTY,,2025-03-27,2025-03-27,22100.00,PE,\
        NIFTY25MAR22100PE,138.00,263.10,138.00,241.30,242.25,120.25,22124.70,241.30,648300,\
        178575,22943,38410478921.25,15456,F1,75,1800,,,,
        2025-02-28,2025-02-28,CM,NSE,STK,2885,INE002A01018,RELIANCE,EQ,,,,,\
        RELIANCE INDUSTRIES LTD,1200.00,1210.00,1190.00,1200.10,1200.10,1207.00,,,,,1,1.00,1,F1,\
        1,,,,,

        """

    static func instruments() throws -> InstrumentList { try InstrumentFile.parse(file) }

    static func exchange(_ change: (inout ExchangeRules) -> Void = { _ in }) throws -> Exchange {
        var rules = ExchangeRules()
        change(&rules)
        return Exchange(rules: rules, instruments: try instruments())
    }
}

extension Exchange {
    /// Handles a message and answers what it made the exchange say.
    mutating func reports(
        to message: TestMessage, from session: String = TestMarket.desk,
        at now: Int64 = TestMarket.opening
    ) -> [Report] {
        handle(message, from: session, now: now)
        return takeReports()
    }

    mutating func takeReports() -> [Report] {
        takeEvents().compactMap { event in
            guard case .queued(let session, let type, let body) = event else { return nil }
            return Report(session: session, msgType: type, body: body)
        }
    }
}

extension [Report] {
    func to(_ session: String) -> [Report] { filter { $0.session == session } }
}
