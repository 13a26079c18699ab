import Hummingbird
import Logging
import NIOCore

/// What the front knows of a request besides the request itself.
struct DeskRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Goes to the answer, the log and the audit; see ``RequestIdentifier``.
    var requestID: String
    /// The client's address in text form; nil in tests without a socket.
    let address: String?
    /// For the request's line in the log.
    let notes = RequestNotes()

    init(source: Source) {
        coreContext = .init(source: source)
        requestID = ""
        address = source.channel.remoteAddress?.ipAddress
    }
}
