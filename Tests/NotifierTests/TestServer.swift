import Foundation
import PrivateDesk

/// A server of Tests/NotifierTests/Servers in a process of its own, on a port of its own.
final class TestServer {
    private static let python = "/usr/bin/python3"
    private static let startLimit: Duration = .seconds(120)

    let port: Int
    let directory: String
    private let process: ChildProcess

    /// One message that the server has taken.
    struct Taken: Decodable {
        let to: String
        var from: String?
        var id: String?
        var subject: String?
        var connection: Int?
        var tls: Bool?
        var authenticated: Bool?
        var text: String?
        var tpl: String?
        var key: String?
    }

    /// Nil `port` is any free one.
    init(_ program: String, _ arguments: [String], port: Int? = nil) async throws {
        directory = "/tmp/irra-server.\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false)
        process = try ChildProcess(
            Self.python,
            [
                try ProjectFiles.find().path("Tests/NotifierTests/Servers/\(program)"),
                "--port-file", directory + "/port", "--log", directory + "/log",
                "--port", "\(port ?? 0)",
            ] + arguments)
        let deadline = ContinuousClock.now + Self.startLimit
        while !FileManager.default.fileExists(atPath: directory + "/port") {
            guard ContinuousClock.now < deadline, process.isRunning else {
                throw DeskError.state("\(program) does not start")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        let text = try String(contentsOfFile: directory + "/port", encoding: .utf8)
        self.port = Int(text) ?? 0
    }

    func stop() { process.kill() }

    func remove() throws {
        stop()
        try FileManager.default.removeItem(atPath: directory)
    }

    func taken() throws -> [Taken] {
        guard FileManager.default.fileExists(atPath: directory + "/log") else { return [] }
        return try String(contentsOfFile: directory + "/log", encoding: .utf8)
            .split(separator: "\n").map {
                try JSONDecoder().decode(Taken.self, from: Data($0.utf8))
            }
    }
}
