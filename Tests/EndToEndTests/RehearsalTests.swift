import FoundationEssentials
import PrivateDesk
import Testing

/// A day practised in drill mode, with price files that are made here.
@Suite("A rehearsal", .serialized)
struct RehearsalTests {
    private static let header =
        "TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,"
        + "FininstrmActlXpryDt,StrkPric,OptnTp,FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,"
        + "PrvsClsgPric,UndrlygPric,SttlmPric,OpnIntrst,ChngInOpnIntrst,TtlTradgVol,TtlTrfVal,"
        + "TtlNbOfTxsExctd,SsnId,NewBrdLotQty,Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4"
    /// A rising and a falling future; of a third nothing was traded.
    private static let rows = [
        "2024-07-10,2024-07-10,FO,NSE,IDF,101,,RISE,,2024-07-25,2024-07-25,,,RISE24JULFUT,"
            + "1000.00,1100.00,950.00,1090.00,1090.00,1000.00,1080.00,1090.00,750,0,900,1.00,9,F1,"
            + "75,,,,,",
        "2024-07-10,2024-07-10,FO,NSE,IDF,102,,FALL,,2024-07-25,2024-07-25,,,FALL24JULFUT,"
            + "500.00,510.00,450.00,455.00,455.00,500.00,452.00,455.00,750,0,900,1.00,9,F1,25,,,,,",
        "2024-07-10,2024-07-10,FO,NSE,IDF,103,,CALM,,2024-07-25,2024-07-25,,,CALM24JULFUT,"
            + "0.00,0.00,0.00,300.00,0.00,300.00,300.00,300.00,0,0,0,0.00,0,F1,50,,,,,",
    ]
    private static let cash = [
        "SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, "
            + "CLOSE_PRICE, AVG_PRICE, TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, "
            + "DELIV_PER",
        "SHARE, EQ, 10-Jul-2024, 100.00, 101.00, 105.00, 99.00, 104.00, 104.00, 102.00, 5000, "
            + "5.00, 50, 100, 2.00",
    ]

    @Test("is a drill over a day's prices, tells no client, is taken back, and has a report")
    func day() async throws {
        try await DeskProcess.with { desk in
            let folder = String(desk.home.dropLast("/home".count)) + "/day"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try write([Self.header] + Self.rows, to: folder + "/fo.csv")
            try write(Self.cash, to: folder + "/cm.csv")
            let story = try await desk.run(
                "rehearse", "--seconds", "3", "--calls", "3", "--report", folder,
                folder + "/fo.csv", folder + "/cm.csv")
            let last = story.split(separator: "\n").last.map(String.init) ?? ""
            #expect(last.hasPrefix("rehearsal: ok (orders: 3 filled"), "\(story.suffix(2_000))")
            #expect(story.contains("3 instruments with prices of 2024-07-10"))
            #expect(story.contains("3 callers; prices of 3 instruments from open to close"))
            #expect(try await desk.statuses().allSatisfy { $0.state == "stopped" })
            let page = try text(of: folder + "/drill.html")
            #expect(page.contains("<h1>Drill</h1>"))
            #expect(page.contains("<td>orders filled</td><td>3</td>"))
            #expect(try text(of: folder + "/drill.csv").contains("standby -> drill: rehearsal"))
        }
    }

    @Test("of a file with a bad row says which and leaves nothing running")
    func badFile() async throws {
        try await DeskProcess.with { desk in
            let folder = String(desk.home.dropLast("/home".count)) + "/day"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let broken = Self.rows[0].replacing(",1100.00,", with: ",dear,")
            try write([Self.header, Self.rows[1], broken], to: folder + "/fo.csv")
            let refusal = try await desk.refusal(["rehearse", folder + "/fo.csv"])
            #expect(refusal.contains("line 3: high price \"dear\" is no price"), "\(refusal)")
            #expect(try await desk.statuses().allSatisfy { $0.pid == nil })
            let nowhere = try await desk.refusal(["rehearse", folder + "/none.csv"])
            #expect(nowhere.contains("there is no file"), "\(nowhere)")
        }
    }

    private func write(_ lines: [String], to path: String) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
    }

    private func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}
