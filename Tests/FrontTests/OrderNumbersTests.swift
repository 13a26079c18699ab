import Testing

@testable import Front

@Suite("The orders that an answer names") struct OrderNumbersTests {
    @Test("are found where the answer names them, each once")
    func found() {
        let json = """
            {"exit_id": 4, "orders": [{"side": "sell", "order_id": 17}, {"order_id": 18}, \
            {"book_order_id": 5, "order_id": 17}]}
            """
        #expect(OrderNumbers.found(in: Array(json.utf8)) == ["17", "18"])
    }

    @Test("are not found in what people wrote")
    func written() {
        let json = #"{"reason": "he said \"order_id\": 19", "order_id": null}"#
        #expect(OrderNumbers.found(in: Array(json.utf8)).isEmpty)
        #expect(OrderNumbers.found(in: []).isEmpty)
    }

    @Test("are bounded")
    func bounded() {
        let json = (1...500).map { #"{"order_id": \#($0)}"# }.joined(separator: ", ")
        #expect(OrderNumbers.found(in: Array(json.utf8)).count == OrderNumbers.maximum)
    }

    @Test("of a path are numbers or nothing")
    func path() {
        #expect(OrderNumbers.number("17") == "17")
        for text in ["", "17\n", "x", "-1", "99999999999999999999"] {
            #expect(OrderNumbers.number(text) == nil)
        }
    }
}
