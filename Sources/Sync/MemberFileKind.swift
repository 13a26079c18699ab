/// The files of a member that the desk reads, in the exchanges' unified layout: 46 columns each.
public enum MemberFileKind: String, Sendable, Hashable, CaseIterable {
    /// The clearing corporation's positions of a clearing member, at the end of a day.
    case positions
    /// The exchange's trades of a trading member, at the end of a day.
    case trades

    /// The columns that a file of this kind has, each exactly once, in any order.
    public var columns: [String] {
        switch self {
        case .positions:
            [
                "Sgmt", "Src", "RptgDt", "BizDt", "TradRegnOrgn", "ClrMmbId", "BrkrOrCtdnPtcptId",
                "ClntTp", "ClntId", "FinInstrmTp", "ISIN", "TckrSymb", "XpryDt",
                "FininstrmActlXpryDt", "StrkPric", "OptnTp", "NewBrdLotQty", "OpngLngQty",
                "OpngLngVal", "OpngShrtQty", "OpngShrtVal", "OpnBuyTradgQty", "OpnBuyTradgVal",
                "OpnSellTradgQty", "OpnSellTradgVal", "PreExrcAssgndLngQty",
                "PreExrcAssgndLngVal", "PreExrcAssgndShrtQty", "PreExrcAssgndShrtVal",
                "ExrcdQty", "AssgndQty", "PstExrcAssgndLngQty", "PstExrcAssgndLngVal",
                "PstExrcAssgndShrtQty", "PstExrcAssgndShrtVal", "SttlmPric", "RefRate", "PrmAmt",
                "DalyMrkToMktSettlmVal", "FutrsFnlSttlmVal", "ExrcAssgndVal", "Rmks", "Rsvd1",
                "Rsvd2", "Rsvd3", "Rsvd4",
            ]
        case .trades:
            [
                "TradDt", "BizDt", "Sgmt", "Src", "Xchg", "ClrMmbId", "Brkr", "FinInstrmTp",
                "FinInstrmId", "ISIN", "TckrSymb", "SctySrs", "XpryDt", "FininstrmActlXpryDt",
                "StrkPric", "OptnTp", "FinInstrmNm", "ClntTp", "ClntId", "FullyExctdConfSnt",
                "OrgnlCtdnPtcptId", "CtdnPtcptId", "SttlmTp", "SctiesSttlmTxId", "BuySellInd",
                "TradQty", "NewBrdLotQty", "Pric", "UnqTradIdr", "RptdTxSts", "TradDtTm", "UpdDt",
                "OrdrRef", "OrdrDtTm", "InstgUsr", "CtclId", "TradRegnOrgn", "OrdrTp",
                "BlckDealInd", "SttlmCycl", "MktTpandId", "Rmks", "Rsvd1", "Rsvd2", "Rsvd3",
                "Rsvd4",
            ]
        }
    }
}
