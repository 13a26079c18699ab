import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// A program that a test or a benchmark starts, speaks to and ends. Killed when it is forgotten.
///
/// Whether it runs is asked of the kernel each time, so any number of programs may start and end at
/// once without one hiding the end of another.
package final class ChildProcess: Sendable {
    package enum Ending: Equatable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    /// Where standard output and error go.
    package enum Output: Sendable {
        case discarded
        /// Appended to this file.
        case file(String)
        /// To a function, from one thread at a time, as they come.
        case read(@Sendable ([UInt8]) -> Void)
    }

    private static let pollInterval: Duration = .milliseconds(5)

    package let processIdentifier: Int32
    private let end = Mutex<Ending?>(nil)
    /// The writing end of its standard input.
    private let input: Mutex<Int32?>

    /// - Parameters:
    ///   - environment: added to this process's.
    ///   - hasInput: standard input is in our hands; /dev/null otherwise.
    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
        hasInput: Bool = false, output: Output = .discarded
    ) throws {
        // A program that has ended must not take the tests with it.
        signal(SIGPIPE, SIG_IGN)
        let input = hasInput ? try Self.pipe() : nil
        defer { if let input { close(input.reading) } }
        var reader: (reading: Int32, writing: Int32, take: @Sendable ([UInt8]) -> Void)?
        let target: Spawn.Output
        switch output {
        case .discarded: target = .discarded
        case .file(let path): target = .file(path)
        case .read(let take):
            let ends = try Self.pipe()
            reader = (ends.reading, ends.writing, take)
            target = .descriptor(ends.writing)
        }
        defer { if let reader { close(reader.writing) } }
        do {
            processIdentifier = try Spawn.start(
                program, arguments,
                environment: ProcessInfo.processInfo.environment
                    .merging(environment, uniquingKeysWith: { $1 }),
                input: input?.reading, output: target, isDetached: false)
        } catch {
            if let input { close(input.writing) }
            if let reader { close(reader.reading) }
            throw error
        }
        self.input = Mutex(input?.writing)
        if let reader { Self.read(reader.reading, reader.take) }
    }

    deinit {
        kill()
        endInput()
    }

    private static func pipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else {
            throw DeskError.system("pipe", path: "", reason: String(cString: strerror(errno)))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func read(_ descriptor: Int32, _ take: @escaping @Sendable ([UInt8]) -> Void) {
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "output of a child"))
        source.setEventHandler {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = Glibc.read(descriptor, &bytes, bytes.count)
            if count > 0 {
                take(Array(bytes[..<count]))
            } else {
                source.cancel()
            }
        }
        source.setCancelHandler { close(descriptor) }
        source.resume()
    }

    /// How it ended; nil while it runs.
    package var ending: Ending? { end.withLock { Self.look(processIdentifier, WNOHANG, &$0) } }

    package var isRunning: Bool { ending == nil }

    private static func look(_ pid: Int32, _ options: Int32, _ end: inout Ending?) -> Ending? {
        if let end { return end }
        var status: Int32 = 0
        var answer: pid_t
        repeat { answer = waitpid(pid, &status, options) } while answer == -1 && errno == EINTR
        guard answer == pid else { return nil }
        let number = status & 0x7f
        end = number == 0 ? .exit((status >> 8) & 0xff) : .signal(number)
        return end
    }

    /// Nothing when it has ended.
    package func send(_ number: Int32) {
        end.withLock { end in
            guard Self.look(processIdentifier, WNOHANG, &end) == nil else { return }
            _ = Glibc.kill(processIdentifier, number)
        }
    }

    /// SIGTERM, as an operator would.
    package func terminate() { send(SIGTERM) }

    /// kill -9; it is gone on return.
    package func kill() {
        end.withLock { end in
            guard Self.look(processIdentifier, WNOHANG, &end) == nil else { return }
            _ = Glibc.kill(processIdentifier, SIGKILL)
            _ = Self.look(processIdentifier, 0, &end)
        }
    }

    /// Waits for its end; one that outlasts the limit is killed, and nil returned.
    package func ended(within limit: Duration) async throws -> Ending? {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let ending { return ending }
            try await Task.sleep(for: Self.pollInterval)
        }
        if let ending { return ending }
        kill()
        return nil
    }

    /// To its standard input; throws when it reads no more.
    package func write(_ text: String) throws {
        try input.withLock { input in
            guard let input else { throw DeskError.state("the program's input has ended") }
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    let reason = String(cString: strerror(errno))
                    throw DeskError.system("write", path: "to a program", reason: reason)
                }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Its standard input ends.
    package func endInput() {
        input.withLock { input in
            if let descriptor = input { close(descriptor) }
            input = nil
        }
    }
}
