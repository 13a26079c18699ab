import FoundationEssentials
import PrivateDesk

/// `irra sync verify` over the whole book, as a process of its own: how long, and its greatest
/// memory; once with books that are the same, once with rows that differ all over the largest
/// table.
struct BooksCompared: Sendable {
    private static let differing = 1_000
    private static let table = "book.opening_positions"
    /// Its memory only grows to a high-water mark, which is read this often.
    private static let interval: Duration = .milliseconds(10)

    private struct Run {
        let seconds: Double
        /// High-water mark of resident memory, MB.
        let memory: Double
        let ending: ChildProcess.Ending?
        let text: String
    }

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        let rows = try await desk.sql("select count(*) from \(Self.table)")
        desk.desk.narrate("bench: both books compared, \(rows) opening positions")
        let reading = try await readBoth()
        let same = try await verify()
        guard same.ending == .exit(0) else { throw BenchError("the books differ: \(same.text)") }
        try await change(by: "+ 1")
        let other = try await verify()
        try await change(by: "- 1")
        guard other.ending == .exit(1) else {
            throw BenchError("rows that differ were not told of: \(other.text)")
        }
        table.add(
            "irra sync verify of the whole book, \(rows) opening positions, s",
            BenchTable.text(same.seconds), limit: "both read by COPY \(BenchTable.text(reading))",
            ratio: BenchTable.text(same.seconds / reading))
        table.add(
            "the same, \(Self.differing) rows differ, s", BenchTable.text(other.seconds),
            limit: "none differ \(BenchTable.text(same.seconds))",
            ratio: BenchTable.text(other.seconds / same.seconds))
        table.add(
            "memory of it, none and \(Self.differing) rows differ, MB",
            "\(BenchTable.text(same.memory)) / \(BenchTable.text(other.memory))",
            aim: "does not grow with the book")
        if !other.text.contains("\(Self.differing) differ") {
            table.note("not just the \(Self.differing) rows were named: \(other.text)")
        }
    }

    /// What reading the largest table costs, on both sides at once.
    private func readBoth() async throws -> Double {
        let copy = "copy \(Self.table) to '/dev/null'"
        let started = ContinuousClock.now
        async let there = desk.primary(sql: copy)
        try await desk.sql(copy)
        _ = try await there
        return (ContinuousClock.now - started) / .seconds(1)
    }

    /// Rows that differ, as if they had been written here by mistake; nothing is folded by it.
    private func change(by term: String) async throws {
        try await desk.sql(
            """
            alter table \(Self.table) disable trigger all;
            update \(Self.table) o set average_price = o.average_price \(term)
            from (select p.trade_date, p.user_id, p.instrument_id, p.product,
                row_number() over (order by p.arrival) as n, count(*) over () as size
                from \(Self.table) p) k
            where (o.trade_date, o.user_id, o.instrument_id, o.product)
                = (k.trade_date, k.user_id, k.instrument_id, k.product)
                and k.n % (k.size / \(Self.differing)) = 0
                and k.n / (k.size / \(Self.differing)) <= \(Self.differing);
            alter table \(Self.table) enable trigger all;
            alter table \(Self.table) enable always trigger note_book_change
            """)
    }

    private func verify() async throws -> Run {
        let log = desk.desk.home.path + "/verify.log"
        try Data().write(to: URL(filePath: log))
        let started = ContinuousClock.now
        let child = try ChildProcess(
            ScriptedFigures.thisProgram(), ["sync", "verify"],
            environment: desk.desk.settings.environment(), output: .file(log))
        var memory = 0.0
        while child.isRunning {
            try Task.checkCancellation()
            memory = max(memory, Self.highWater(child.processIdentifier))
            try await Task.sleep(for: Self.interval)
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        let text = String(decoding: try Data(contentsOf: URL(filePath: log)), as: UTF8.self)
        return Run(seconds: seconds, memory: memory, ending: child.ending, text: text)
    }

    private static func highWater(_ pid: Int32) -> Double {
        let data = FileManager.default.contents(atPath: "/proc/\(pid)/status") ?? Data()
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("VmHWM:") {
            return (Double(line.filter(\.isNumber)) ?? 0) / 1024
        }
        return 0
    }
}
