import Testing

@testable import Postgres

@Suite struct ArrayTextTests {
    @Test func `an array literal read back gives the same elements`() {
        let elements: [String?] = ["", "a,b", "{}", "NULL", nil, "\"", "\\", "é🙂"]
        let literal = Array(ArrayText.literal(elements).utf8)
        #expect(literal.withUnsafeBufferPointer { ArrayText.elements($0) } == elements)
    }
}
