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
            The request's number ("trace") is in the logs of front, gateway and notifier and in \
            the audit log, too; a caller that sends the header traceparent or X-Request-Id \
            chooses it.
            """)

    @OptionGroup var options: SettingsOptions

    @Flag(help: "One JSON object a line: {cl_ord_id, time, elapsed_ms, place, event, details}.")
    var json = false

    @Argument(help: "The order's number at the desk, a ClOrdID, or the request's number.")
    var order: String

    func run() async throws {
        let settings = try await options.settings()
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: try Connections(settings: settings).backup(as: .monitor),
                applicationName: "irra trace"))
        let moments = try await OrderLife(database: connection).moments(of: order)
        await connection.close()
        guard !moments.isEmpty else {
            throw DeskError.state("the desk has made no order \(order)")
        }
        var shown: String?
        for moment in moments {
            if !json, moment.clOrdID != shown {
                Terminal.say("order \(moment.clOrdID), first seen \(moment.time) IST")
                shown = moment.clOrdID
            }
            Terminal.say(try json ? Self.line(moment) : Self.row(moment))
        }
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
            let clOrdID: String
            let time: String
            let elapsedMilliseconds: Double
            let place: String
            let event: String
            let details: String

            enum CodingKeys: String, CodingKey {
                case time, place, event, details
                case clOrdID = "cl_ord_id"
                case elapsedMilliseconds = "elapsed_ms"
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = Line(
            clOrdID: moment.clOrdID, time: moment.time, elapsedMilliseconds: moment.elapsed,
            place: moment.place, event: moment.event, details: moment.details)
        return String(decoding: try encoder.encode(line), as: UTF8.self)
    }
}
