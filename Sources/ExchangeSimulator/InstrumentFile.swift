import FoundationEssentials

/// Reads instruments and reference prices from a daily file in the UDiFF bhavcopy layout.
public enum InstrumentFile {
    /// Why a file cannot be used; `line` counts from 1.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        case unreadable(path: String)
        case missingColumn(String)
        case badRow(line: Int, column: String)

        public var description: String {
            switch self {
            case .unreadable(let path): "the instruments file cannot be read: \(path)"
            case .missingColumn(let name): "the instruments file has no column \(name)"
            case .badRow(let line, let column):
                "line \(line) of the instruments file: bad value in column \(column)"
            }
        }
    }

    /// Cash and futures trade within this many percent of the reference price.
    static let bandPercent: Int64 = 20
    /// An option may trade up to this many times its reference price …
    static let optionBandMultiple: Int64 = 5
    /// … or to the reference price plus this share of the underlying's price, whichever is more.
    static let optionBandUnderlyingPercent: Int64 = 10
    static let cashTick = Price(tenThousandths: 100)
    static let derivativeTick = Price(tenThousandths: 500)

    public static func read(path: String) throws -> InstrumentList {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw Failure.unreadable(path: path)
        }
        return try parse(String(decoding: data, as: UTF8.self))
    }

    public static func parse(_ text: String) throws -> InstrumentList {
        var list = InstrumentList()
        var columns: Columns?
        var line = 0
        for row in text.utf8.split(omittingEmptySubsequences: false, whereSeparator: isLineFeed) {
            line += 1
            let fields = row.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .map { trimmed($0) }
            guard fields.count > 1 else { continue }
            guard let known = columns else {
                columns = try Columns(header: fields)
                continue
            }
            list.add(try known.instrument(fields, line: line))
        }
        return list
    }

    private static func isLineFeed(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") }

    private static func trimmed(_ field: Substring.UTF8View.SubSequence) -> String {
        var field = Substring(field)
        while field.last?.isWhitespace == true { field.removeLast() }
        while field.first?.isWhitespace == true { field.removeFirst() }
        return String(field)
    }

    /// Where each column stands, by the names of the header.
    private struct Columns {
        static let names = [
            "Sgmt", "Src", "FinInstrmTp", "FinInstrmId", "TckrSymb", "FinInstrmNm", "ClsPric",
            "LastPric", "UndrlygPric", "NewBrdLotQty",
        ]
        /// The bhavcopy has none; a file made for the simulator may.
        static let freeze = "FrzQty"
        private var position: [String: Int] = [:]

        init(header: [String]) throws(Failure) {
            for name in Columns.names {
                guard let index = header.firstIndex(of: name) else {
                    throw .missingColumn(name)
                }
                position[name] = index
            }
            position[Columns.freeze] = header.firstIndex(of: Columns.freeze)
        }

        func instrument(_ row: [String], line: Int) throws(Failure) -> Instrument {
            let segment = try text("Sgmt", row, line)
            let close = try price("ClsPric", row, line)
            let last = Price(try text("LastPric", row, line)) ?? close
            let reference = last.tenThousandths > 0 ? last : close
            guard let lot = Int64(try text("NewBrdLotQty", row, line)), lot > 0 else {
                throw .badRow(line: line, column: "NewBrdLotQty")
            }
            let derivative = segment != "CM"
            let isOption = try text("FinInstrmTp", row, line).hasSuffix("O")
            let tick = derivative ? derivativeTick : cashTick
            var highest = reference.changed(byPercent: bandPercent)
            var lowest = reference.changed(byPercent: -bandPercent)
            if derivative && isOption {
                let underlying =
                    Price(try text("UndrlygPric", row, line)) ?? Price(tenThousandths: 0)
                let share = underlying.tenThousandths * optionBandUnderlyingPercent / 100
                highest = Price(
                    tenThousandths: max(
                        reference.tenThousandths * optionBandMultiple,
                        reference.tenThousandths + share))
                lowest = tick
            }
            return Instrument(
                exchange: try text("Src", row, line), segment: segment,
                token: try text("FinInstrmId", row, line),
                symbol: try text(derivative ? "FinInstrmNm" : "TckrSymb", row, line),
                lotSize: lot, tick: tick, reference: reference,
                lowestPrice: lowest, highestPrice: highest, freezeQuantity: try freeze(row, line))
        }

        private func freeze(_ row: [String], _ line: Int) throws(Failure) -> Int64? {
            guard let index = position[Columns.freeze], index < row.count, !row[index].isEmpty
            else { return nil }
            guard let freeze = Int64(row[index]), freeze > 0 else {
                throw .badRow(line: line, column: Columns.freeze)
            }
            return freeze
        }

        private func text(_ name: String, _ row: [String], _ line: Int) throws(Failure) -> String {
            guard let index = position[name], index < row.count else {
                throw .badRow(line: line, column: name)
            }
            return row[index]
        }

        private func price(_ name: String, _ row: [String], _ line: Int) throws(Failure) -> Price {
            guard let price = Price(try text(name, row, line)) else {
                throw .badRow(line: line, column: name)
            }
            return price
        }
    }
}
