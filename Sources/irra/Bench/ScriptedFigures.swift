import FoundationEssentials
import PrivateDesk

/// Figures that a Python program under bench/ measures, because its peers are Python's: a JSON
/// object on each line.
struct ScriptedFigures: Sendable {
    private struct Figure: Decodable {
        let what: String
        let measured: Double?
        let p99: Double?
        let limit: Double?
        let limitName: String?
        let ratio: Double?
        let aim: String?
    }

    let desk: BenchDesk

    /// Path of the program that runs now.
    static func thisProgram() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }

    func add(
        _ script: String, by interpreter: String, _ arguments: [String],
        to table: inout BenchTable
    ) async throws {
        let text = try await Command(
            interpreter, [desk.desk.project.path(script)] + arguments
        ).run()
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for line in text.split(separator: "\n") {
            let figure = try decoder.decode(Figure.self, from: Data(line.utf8))
            table.add(
                figure.what,
                [figure.measured, figure.p99].compactMap { $0.map(BenchTable.text) }
                    .joined(separator: " / "),
                limit: figure.limit.map { "\(figure.limitName ?? "") \(BenchTable.text($0))" }
                    ?? "",
                ratio: figure.ratio.map(BenchTable.text) ?? "", aim: figure.aim ?? "")
        }
    }
}
