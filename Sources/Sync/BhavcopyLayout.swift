/// The layouts of exchange price files that the import knows, told apart by their header line.
public enum BhavcopyLayout: String, Sendable, Hashable, CaseIterable {
    /// The exchanges' unified layout since July 2024, 34 columns: derivatives and cash.
    case udiff
    /// NSE's older cash file with deliveries, `sec_bhavdata_full`, 15 columns.
    case cash

    /// The columns that a file of this layout has, each exactly once, in any order.
    public var columns: [String] {
        switch self {
        case .udiff:
            [
                "TradDt", "BizDt", "Sgmt", "Src", "FinInstrmTp", "FinInstrmId", "ISIN", "TckrSymb",
                "SctySrs", "XpryDt", "FininstrmActlXpryDt", "StrkPric", "OptnTp", "FinInstrmNm",
                "OpnPric", "HghPric", "LwPric", "ClsPric", "LastPric", "PrvsClsgPric",
                "UndrlygPric", "SttlmPric", "OpnIntrst", "ChngInOpnIntrst", "TtlTradgVol",
                "TtlTrfVal", "TtlNbOfTxsExctd", "SsnId", "NewBrdLotQty", "Rmks", "Rsvd1", "Rsvd2",
                "Rsvd3", "Rsvd4",
            ]
        case .cash:
            [
                "SYMBOL", "SERIES", "DATE1", "PREV_CLOSE", "OPEN_PRICE", "HIGH_PRICE", "LOW_PRICE",
                "LAST_PRICE", "CLOSE_PRICE", "AVG_PRICE", "TTL_TRD_QNTY", "TURNOVER_LACS",
                "NO_OF_TRADES", "DELIV_QTY", "DELIV_PER",
            ]
        }
    }

    /// The layout of a header, or what is wrong with it measured against the layout it is nearest
    /// to.
    static func recognise(_ header: [String]) -> Result<BhavcopyLayout, BhavcopyHeaderMismatch> {
        let found = Set(header)
        let mismatches = allCases.map { layout in
            let expected = Set(layout.columns)
            return BhavcopyHeaderMismatch(
                layout: layout,
                missing: layout.columns.filter { !found.contains($0) },
                unknown: header.filter { !expected.contains($0) },
                repeated: Dictionary(grouping: header) { $0 }
                    .filter { $0.value.count > 1 }.keys.sorted())
        }
        let nearest = mismatches.min { $0.differences < $1.differences }!
        return nearest.differences == 0 ? .success(nearest.layout) : .failure(nearest)
    }
}
