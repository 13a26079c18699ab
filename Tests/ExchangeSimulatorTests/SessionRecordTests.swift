import Testing

@testable import ExchangeSimulator

@Suite struct SessionRecordTests {
    @Test("waiting messages take numbers in order and can be read again by number")
    func numbers() {
        var record = SessionRecord()
        record.number(.init(messageType: "A", at: 1, body: nil), sequence: 1)
        for name in ["a", "b", "c"] { record.enqueue(.init(messageType: "8", body: name)) }
        #expect(record.waiting(limit: 2).map(\.body) == ["a", "b"])
        record.dispatch(count: 2, firstSequence: 2, at: 5)
        #expect(record.waitingCount == 1)
        #expect(record.nextOutbound == 4)
        let sent = record.sent(from: 1, through: 99)
        #expect(sent.map(\.sequence) == [1, 2, 3])
        #expect(sent.map { $0.message?.body } == [nil, "a", "b"])
        #expect(record.sent(from: 4, through: 9).isEmpty)
        #expect(record.sent(from: 0, through: 9).isEmpty)
    }

    @Test("a reset forgets what was sent and keeps what waits")
    func reset() {
        var record = SessionRecord()
        record.enqueue(.init(messageType: "8", body: "a"))
        record.enqueue(.init(messageType: "8", body: "b"))
        record.dispatch(count: 1, firstSequence: 1, at: 5)
        record.expect(7)
        record.reset()
        #expect(record.nextOutbound == 1)
        #expect(record.nextInbound == 1)
        #expect(record.sent(from: 1, through: 9).isEmpty)
        #expect(record.waiting(limit: 9).map(\.body) == ["b"])
    }
}
