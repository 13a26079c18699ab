import CLibPQ
import Glibc
import NIOConcurrencyHelpers

/// An open libpq session on its way from the thread that dialled to the actor that keeps it.
struct Session: @unchecked Sendable {
    let pointer: OpaquePointer

    /// How often a dialling thread looks whether its task was cancelled.
    private static let cancellationCheckMilliseconds: Int64 = 100

    /// Dials and authenticates within `connectTimeout`. All of it is off the reactor: name lookup
    /// blocks, and SCRAM and TLS compute.
    static func open(_ configuration: PostgresConfiguration) async throws -> Session {
        let isCancelled = NIOLockedValueBox(false)
        let outcome = await withTaskCancellationHandler {
            await BlockingWork.run { () -> Result<Session, PostgresError> in
                dial(configuration) { isCancelled.withLockedValue { $0 } }
            }
        } onCancel: {
            isCancelled.withLockedValue { $0 = true }
        }
        return try outcome.get()
    }

    private static func dial(
        _ configuration: PostgresConfiguration, isCancelled: () -> Bool
    ) -> Result<Session, PostgresError> {
        let deadline = ContinuousClock.now + configuration.connectTimeout
        let settings: [(String, String)]
        switch SessionSettings.settings(configuration) {
        case .success(let value): settings = value
        case .failure(let error): return .failure(error)
        }
        guard let pointer = start(settings) else { return .failure(.connectFailed("no memory")) }
        PQsetNoticeReceiver(pointer, { _, _ in }, nil)
        var polling = PGRES_POLLING_WRITING
        while polling != PGRES_POLLING_OK {
            guard PQstatus(pointer) != CONNECTION_BAD, polling != PGRES_POLLING_FAILED else {
                return abandon(pointer, .connectFailed(errorMessage(pointer)))
            }
            let left = ContinuousClock.now.duration(to: deadline).milliseconds
            if left <= 0 { return abandon(pointer, .connectFailed("no answer in time")) }
            if isCancelled() { return abandon(pointer, .cancelled) }
            var descriptor = pollfd(
                fd: PQsocket(pointer),
                events: Int16(polling == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
            let ready = poll(
                &descriptor, 1, Int32(min(left, Self.cancellationCheckMilliseconds)))
            if ready > 0 { polling = PQconnectPoll(pointer) }
        }
        guard PQsetnonblocking(pointer, 1) == 0, PQenterPipelineMode(pointer) == 1 else {
            return abandon(pointer, .connectFailed(errorMessage(pointer)))
        }
        return .success(Session(pointer: pointer))
    }

    private static func start(_ settings: [(String, String)]) -> OpaquePointer? {
        let texts = settings.flatMap { [strdup($0.0), strdup($0.1)] }
        defer { for text in texts { free(text) } }
        var keywords: [UnsafePointer<CChar>?] = []
        var values: [UnsafePointer<CChar>?] = []
        for position in stride(from: 0, to: texts.count, by: 2) {
            keywords.append(texts[position].map { UnsafePointer($0) })
            values.append(texts[position + 1].map { UnsafePointer($0) })
        }
        return PQconnectStartParams(keywords + [nil], values + [nil], 0)
    }

    private static func abandon(
        _ pointer: OpaquePointer, _ error: PostgresError
    ) -> Result<Session, PostgresError> {
        PQfinish(pointer)
        return .failure(error)
    }

    static func errorMessage(_ pointer: OpaquePointer) -> String {
        var message = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
        while message.last?.isWhitespace == true { message.removeLast() }
        return message
    }
}
