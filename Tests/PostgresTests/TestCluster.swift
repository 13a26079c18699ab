import Dispatch
import Foundation
import Postgres
import PrivateDesk
import Synchronization

/// A throw-away PostgreSQL server on a Unix socket. The shell that started it waits for the end of
/// its standard input, which comes with the end of this process however that happens, then stops
/// the server and removes the directory.
final class TestCluster: Sendable {
    /// How long a test waits for what must come; as long as a busy machine may need.
    static let patience: Duration = .seconds(120)

    /// One for the whole run; tests that stop the server make their own.
    static let shared = TestCluster()

    let directory: String
    private let shell: ChildProcess
    private let answers: Answers

    /// The lines that the shell writes, for one reader.
    private final class Answers: Sendable {
        private let state = Mutex<(lines: [String], rest: [UInt8])>(([], []))
        private let count = DispatchSemaphore(value: 0)

        func take(_ bytes: [UInt8]) {
            state.withLock { state in
                for byte in bytes {
                    if byte == UInt8(ascii: "\n") {
                        state.lines.append(String(decoding: state.rest, as: UTF8.self))
                        state.rest = []
                        count.signal()
                    } else {
                        state.rest.append(byte)
                    }
                }
            }
        }

        /// Nil when none came in time.
        func next() -> String? {
            guard count.wait(timeout: .now() + .seconds(120)) == .success else { return nil }
            return state.withLock { $0.lines.removeFirst() }
        }
    }

    private static let script = """
        set -e
        trap '' INT TERM HUP
        bin=$(pg_config --bindir)
        umask 077
        directory=$(mktemp -d /tmp/pgtestXXXXXX)
        as_postgres() { "$@"; }
        if [ "$(id -u)" = 0 ]; then
            chown postgres "$directory"
            as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
        fi
        trap 'as_postgres "$bin/pg_ctl" -D "$directory/data" -m immediate stop \
            >/dev/null 2>&1 || true; rm -rf "$directory"' EXIT
        cd "$directory"
        as_postgres "$bin/initdb" -D "$directory/data" -A trust -U postgres -N >/dev/null
        cat >>"$directory/data/postgresql.conf" <<END
        listen_addresses = ''
        unix_socket_directories = '$directory'
        fsync = off
        max_connections = 200
        END
        restart() {
            as_postgres "$bin/pg_ctl" -D "$directory/data" -l "$directory/log" -w "$@" \
                </dev/null >/dev/null
        }
        restart start
        echo "$directory"
        while read -r command; do
            case $command in
                stop) restart -m fast stop; echo done ;;
                crash) restart -m immediate stop; echo done ;;
                start) restart start; echo done ;;
            esac
        done
        """

    init() {
        let answers = Answers()
        guard
            let shell = try? ChildProcess(
                "/bin/sh", ["-c", Self.script], hasInput: true, output: .read(answers.take)),
            let line = answers.next()
        else { fatalError("the test server does not start") }
        self.shell = shell
        self.answers = answers
        directory = line
    }

    /// The shell removes what it made before it ends.
    deinit {
        shell.endInput()
        let deadline = ContinuousClock.now + .seconds(120)
        while shell.isRunning, ContinuousClock.now < deadline { usleep(5_000) }
    }

    /// A cluster of its own, for a test that stops the server.
    static func own() async -> TestCluster { await onThreadOfItsOwn { TestCluster() } }

    func stop() async { await command("stop") }

    /// Ends every session without a word, as a crash does.
    func crash() async { await command("crash") }

    func start() async { await command("start") }

    private func command(_ text: String) async {
        await Self.onThreadOfItsOwn {
            do { try self.shell.write("\(text)\n") } catch { fatalError("\(error)") }
            precondition(self.answers.next() == "done", "the test server does not \(text)")
        }
    }

    /// The few threads that all tests share must not wait for a server.
    private static func onThreadOfItsOwn<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
    }

    func configuration(
        statementTimeout: Duration = patience, conninfo: String = ""
    ) -> PostgresConfiguration {
        PostgresConfiguration(
            conninfo: "host=\(directory) user=postgres dbname=postgres \(conninfo)",
            applicationName: "PostgresTests", statementTimeout: statementTimeout)
    }

    /// Waits until a statement like this pattern runs.
    func isRunning(_ pattern: String) async throws -> Bool {
        let observer = try await connect()
        let isRunning = try await eventually {
            try await observer.query(
                """
                select exists (select from pg_stat_activity
                    where state = 'active' and query like $1 and pid <> pg_backend_pid())
                """, [.text(pattern)])[0].boolean(0)
        }
        await observer.close()
        return isRunning
    }

    func connect(statementTimeout: Duration = patience) async throws -> PostgresConnection {
        try await PostgresConnection.connect(configuration(statementTimeout: statementTimeout))
    }
}

/// The database error that `body` throws; nil if it throws none.
func databaseError(_ body: () async throws -> Void) async -> PostgresError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}

/// Waits until the condition holds; false when patience is at its end.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + TestCluster.patience
    while try await !condition() {
        guard ContinuousClock.now < deadline else { return false }
        try await Task.sleep(for: .milliseconds(10))
    }
    return true
}
