import ArgumentParser
import DeskDatabase
import FoundationEssentials
import Postgres
import PrivateDesk

/// `irra trace`: one order's life.
struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Print one order's life with times: request, queue, exchange, position.",
        discussion: """
            The request's number ("trace") is in the front's log and the audit log, too; a caller \
            that sends the header traceparent or X-Request-Id chooses it.
            """)

    @OptionGroup var options: SettingsOptions

    @Flag(help: "One JSON object a line: {time, elapsed_ms, place, event, details}.")
    var json = false

    @Argument(help: "The order's number at the desk, or a ClOrdID.")
    var order: String

    func run() async throws {
        let settings = try await options.settings()
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: try Connections(settings: settings).backup(as: .monitor),
                applicationName: "irra trace"))
        let moments = try await OrderLife(database: connection).moments(of: order)
        await connection.close()
        guard let first = moments.first else {
            throw DeskError.state("the desk has made no order \(order)")
        }
        if !json {
            Terminal.say("order \(first.clOrdID), first seen \(first.time) IST")
        }
        for moment in moments { Terminal.say(try json ? Self.line(moment) : Self.row(moment)) }
    }

    private static func row(_ moment: OrderLife.Moment) -> String {
        let elapsed = String(Int64(moment.elapsed.rounded()))
        let time = String(repeating: " ", count: max(0, 9 - elapsed.count)) + elapsed
        let place = moment.place + String(repeating: " ", count: max(0, 13 - moment.place.count))
        let row = "\(time) ms  \(place) \(moment.event)  \(moment.details)"
        return row.plain(keepsLines: false)
    }

    private static func line(_ moment: OrderLife.Moment) throws -> String {
        struct Line: Encodable {
            let time: String
            let elapsedMilliseconds: Double
            let place: String
            let event: String
            let details: String

            enum CodingKeys: String, CodingKey {
                case time, place, event, details
                case elapsedMilliseconds = "elapsed_ms"
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = Line(
            time: moment.time, elapsedMilliseconds: moment.elapsed, place: moment.place,
            event: moment.event, details: moment.details)
        return String(decoding: try encoder.encode(line), as: UTF8.self)
    }
}
